import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { albumen } from '../fixtures/program.ts';
import { greet, startRaw } from '../fixtures/raw-stdio.ts';

const coverage = z.object({ result: z.array(z.object({ url: z.string() })) });

/** The files that V8 ran from the start to the end of a server that was only asked for its tools. */
async function filesOfStart(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'albumen-start-'));
  const server = startRaw(albumen(['serve'], { NODE_V8_COVERAGE: folder, ALBUMEN_DATA_DIR: folder }), () => {});
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

describe('starting and listing tools', () => {
  it('loads no database, no image code, no routes of the library and no connection pool', async () => {
    const files = await filesOfStart();
    expect(files.map((file) => basename(file))).toContainEqual(expect.stringMatching(/^stdio-/));
    // What a dynamic import loads is named after it; native packages stay outside the bundle.
    const late =
      /node_modules|^(app|open|library|undici|connection|http|served-http|served-access|index-folder|renditions)-/;
    expect(files.filter((file) => late.test(basename(file)) || file.includes('node_modules'))).toEqual([]);
  });

  it('runs at most 1.2 MB of code, the log writer not counted', async () => {
    const files = (await filesOfStart()).filter((file) => !basename(file).startsWith('pino'));
    const sizes = await Promise.all(files.map(async (file) => (await readFile(file)).length));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_200_000);
  });
});
