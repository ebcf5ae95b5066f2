import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jpegBytes } from '../../fixtures/images.ts';
import { type OpenLibrary, openTestLibrary } from '../../fixtures/open-library.ts';

let open: OpenLibrary;
let id: string;

beforeEach(async () => {
  open = await openTestLibrary();
  id = await open.addAsset({ bytes: await jpegBytes({ seed: 3, width: 400, height: 300 }) });
});
afterEach(async () => {
  expect(open.faults).toEqual([]);
  await open.close();
});

async function picture(size: 'thumbnail' | 'preview'): Promise<{ status: number; bytes: string }> {
  const response = await open.request('GET', `/assets/${id}/thumbnail?size=${size}`);
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()).toString('base64') };
}

function deleteAll(): Promise<void> {
  return rm(join(open.library.dataDir, 'thumbs'), { recursive: true });
}

describe('renditions that were deleted', () => {
  it('are made again when they are asked for, the same as before', async () => {
    const before = [await picture('thumbnail'), await picture('preview')];
    await deleteAll();
    expect([await picture('thumbnail'), await picture('preview')]).toEqual(before);
    expect(await open.filesIn('thumbs')).toHaveLength(2);
  });

  it('are made once for many who ask at the same time', async () => {
    await deleteAll();
    const answers = await Promise.all(Array.from({ length: 8 }, () => picture('thumbnail')));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
  });

  it.each([
    ['gone', (path: string) => rm(path)],
    ['another one by now', async (path: string) => writeFile(path, await jpegBytes({ seed: 4 }))],
  ])('are not found when the original is %s', async (_, change) => {
    const { originalPath } = await open.library.store.selectFrom('asset').selectAll().executeTakeFirstOrThrow();
    await deleteAll();
    await change(originalPath);
    expect((await picture('thumbnail')).status).toBe(404);
  });
});
