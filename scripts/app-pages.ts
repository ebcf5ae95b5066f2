/**
 * Makes the pages that hosts show inside the chat: `src/apps/page.html`, with the title, style and program of each page inside,
 * is one document, because a host lets it load nothing. A plugin for esbuild and one for Vite, so that the program and its
 * tests get the same pages by importing `src/apps/<page>/page.html`, which is made here and not on disk.
 */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** What is in the documents beside their styles and programs. */
interface Page {
  readonly title: string;
  /** More for its head, and for its body. */
  readonly head?: string;
  readonly body?: string;
}

/** Every page, by its folder. */
const pages: Readonly<Record<string, Page>> = {
  'contact-sheet': { title: 'Photos' },
  'duplicate-board': { title: 'Duplicates' },
  history: { title: 'History' },
  // Opened in a browser's window, which asks for an icon, and where somebody may have switched programs off.
  review: {
    title: 'Albumen',
    head: '<link rel="icon" href="data:,">',
    body: '<noscript>This page needs JavaScript.</noscript>',
  },
};

const isPage = /[\\/]apps[\\/][\w-]+[\\/]page\.html$/;

/** The document of the page that is imported from `path`; its program is the `page.ts` beside. */
export async function buildPage(path: string): Promise<string> {
  const folder = dirname(path);
  const page = pages[basename(folder)];
  if (page === undefined) throw new Error(`scripts/app-pages.ts has no title for the page ${folder}`);
  const [html, { outputFiles }] = await Promise.all([
    readFile(join(folder, '../page.html'), 'utf8'),
    build({
      entryPoints: [join(folder, 'page.ts')],
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
  const { title, head = '', body = '' } = page;
  return html
    .replace('</head>', () => `<title>${title}</title>${head}<style>${style}</style></head>`)
    .replace('</body>', () => `${body}<script>${program}</script></body>`);
}

/** For the bundle. */
export const esbuildPages: Plugin = {
  name: 'app-pages',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: isPage }, ({ path, resolveDir }) => ({ path: join(resolveDir, path) }));
    onLoad({ filter: isPage }, async ({ path }) => ({ contents: await buildPage(path), loader: 'text' }));
  },
};

/** For the tests, which run what is in `src`. */
export const vitePages = {
  name: 'app-pages',
  enforce: 'pre' as const,
  resolveId(path: string, importer: string | undefined) {
    return importer !== undefined && isPage.test(path) ? join(dirname(importer), path) : undefined;
  },
  async load(id: string) {
    return isPage.test(id) ? `export default ${JSON.stringify(await buildPage(id))};` : undefined;
  },
};
