/**
 * Makes the pages that hosts show inside the chat: each `src/apps/<page>/page.html` becomes one document with its style and
 * program inside, because a host lets it load nothing. A plugin for esbuild and one for Vite, so that the program and its
 * tests get the same pages by importing them.
 */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';

const isPage = /[\\/]apps[\\/][\w-]+[\\/]page\.html$/;

/** The document of the page whose HTML is at `path`. */
export async function buildPage(path: string): Promise<string> {
  const [html, { outputFiles }] = await Promise.all([
    readFile(path, 'utf8'),
    build({
      entryPoints: [join(dirname(path), 'page.ts')],
      bundle: true,
      minify: true,
      format: 'iife',
      target: ['es2022'],
      outdir: 'unused',
      write: false,
      legalComments: 'none',
      charset: 'utf8',
      logLevel: 'warning',
    }),
  ]);
  const textOf = (end: string) => outputFiles.find((file) => file.path.endsWith(end))?.text.trim() ?? '';
  // What looks like the end of the element would end it.
  const style = textOf('.css').replaceAll('</', '<\\/');
  const program = textOf('.js').replaceAll('</script', '<\\/script');
  return html
    .replace('</head>', () => `<style>${style}</style></head>`)
    .replace('</body>', () => `<script>${program}</script></body>`);
}

/** For the bundle. */
export const esbuildPages: Plugin = {
  name: 'app-pages',
  setup({ onLoad }) {
    onLoad({ filter: isPage }, async ({ path }) => ({ contents: await buildPage(path), loader: 'text' }));
  },
};

/** For the tests, which run what is in `src`. */
export const vitePages = {
  name: 'app-pages',
  enforce: 'pre' as const,
  async load(id: string) {
    return isPage.test(id) ? `export default ${JSON.stringify(await buildPage(id))};` : undefined;
  },
};
