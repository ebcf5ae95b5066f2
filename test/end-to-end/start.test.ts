import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { albumen } from '../fixtures/program.ts';
import { greet, startRaw } from '../fixtures/raw-stdio.ts';

const coverage = z.object({ result: z.array(z.object({ url: z.string() })) });

/** What each kind of library is named by; nothing answers there. */
const libraries: Record<string, Record<string, string>> = {
  'a local library': {},
  Immich: { IMMICH_BASE_URL: 'http://127.0.0.1:9', IMMICH_API_KEY: 'start-key-7c02' },
  PhotoPrism: { PHOTOPRISM_BASE_URL: 'http://127.0.0.1:9', PHOTOPRISM_ACCESS_TOKEN: 'start-token-51be' },
};

/** The files that V8 ran from the start to the end of a server that was only asked for its tools. */
async function filesOfStart(library: Readonly<Record<string, string>>): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'albumen-start-'));
  const env = { ...library, NODE_V8_COVERAGE: folder, ALBUMEN_DATA_DIR: folder };
  const server = startRaw(albumen(['serve'], env), () => {});
  await greet(server);
  server.send({ id: 1, method: 'tools/list' });
  await server.answer(1);
  server.process.stdin.end();
  expect(await server.ended).toBe(0);
  const files: string[] = [];
  for (const name of await readdir(folder)) {
    const { result } = coverage.parse(JSON.parse(await readFile(join(folder, name), 'utf8')));
    files.push(...result.map(({ url }) => url).filter((url) => url.startsWith('file:')));
  }
  await rm(folder, { recursive: true, force: true });
  return files.map((url) => fileURLToPath(url));
}

describe.each(Object.entries(libraries))('starting and listing the tools of %s', (_name, library) => {
  it('loads no database, no image code, no page, no routes of the library and no connection pool', async () => {
    const files = await filesOfStart(library);
    expect(files.map((file) => basename(file))).toContainEqual(expect.stringMatching(/^stdio-/));
    // What a dynamic import loads is named after it; native packages stay outside the bundle.
    const late =
      /^(app|page|open|open-sqlite|journal|library|undici|connection|http|served-http|served-access|index-folder|renditions)-/;
    expect(files.filter((file) => late.test(basename(file)) || file.includes('node_modules'))).toEqual([]);
  });

  it('reads few files: at most 1.3 MB of code, the log writer not counted', async () => {
    const files = (await filesOfStart(library)).filter((file) => !basename(file).startsWith('pino'));
    const sizes = await Promise.all(files.map(async (file) => (await readFile(file)).length));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_300_000);
    expect(files.length).toBeLessThan(30);
  });
});
