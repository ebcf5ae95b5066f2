/**
 * Bundles the program into `dist/`. Code that a call may never need stays in chunks of its own (dynamic imports),
 * so that the first answer does not wait for image and database libraries. Native packages stay outside the bundle.
 */
import { rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { bundle } from './bundle.ts';

await rm(bundle.outdir, { recursive: true, force: true });
await build(bundle);
