/**
 * Puts what every start of the server loads into one file. esbuild parts code by who may need it: because so much else
 * shares some of it, the start would read some seventy files, which costs more than reading the few that it does not need.
 */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const repository = fileURLToPath(new URL('../', import.meta.url));

/** What `albumen serve` loads in any case. */
const start = ['src/cli/serve.ts', 'src/server/stdio.ts', 'src/server/protocol-output.ts'];

/** What is also needed without a server, and should not load one. */
const apart =
  /^src\/((library|database|cli\/clients)\/|cli\/(albumen|library|library-api|held|setup|health|tour)\.ts$)/;

/** Modules that a dynamic import asks for, each of which loads the start before itself. */
const late = 'late';

/** What is loaded late needs all of the start, so that esbuild has no reason to part it. It is long there by then. */
export const oneStartChunk: Plugin = {
  name: 'one-start-chunk',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^\..*\.ts$/ }, async ({ kind, path, importer, resolveDir }) => {
      if (kind !== 'dynamic-import') return;
      const found = await resolve(path, { kind: 'import-statement', importer, resolveDir });
      // Not where this clone lies: names of chunks are made of it.
      const place = relative(repository, found.path).replaceAll('\\', '/');
      return apart.test(place) ? undefined : { path: place, namespace: late };
    });
    onLoad({ filter: /.*/, namespace: late }, ({ path }) => ({
      contents: [...start.map((one) => `import './${one}';`), `export * from './${path}';`].join('\n'),
      resolveDir: repository,
      loader: 'ts',
    }));
  },
};
