import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFolder } from '../../src/library/indexing/folders.ts';
import { indexFolder } from '../../src/library/indexing/index-folder.ts';
import { type Library, openLibrary } from '../../src/library/library.ts';
import { writeSamplePhotos } from '../../src/samples/write.ts';

const MAKING_TAKES = 180_000;

let root = '';
let photos = '';
let library: Library;

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'sample-duplicates-')));
  photos = join(root, 'photos');
  await writeSamplePhotos(photos);
  library = await openLibrary({ dataDir: join(root, 'data') });
  const { store, dataDir, owner } = library;
  const folder = await addFolder(store, { path: photos, ownerId: owner.id, dataDir });
  await indexFolder(store, { folderId: folder.id, path: folder.path, ownerId: owner.id, dataDir });
}, MAKING_TAKES);
afterAll(async () => {
  await library.close();
  await rm(root, { recursive: true, force: true });
});

describe('the duplicates among the sample photos', () => {
  it('are the copies, and neither the burst, the likenesses, the Live Photo nor the screenshots', async () => {
    const rows = await library.store
      .selectFrom('asset')
      .select(['originalPath', 'duplicateId'])
      .where('duplicateId', 'is not', null)
      .orderBy('originalPath')
      .execute();
    const ids = [...new Set(rows.map(({ duplicateId }) => duplicateId))];
    const groups = ids.map((id) =>
      rows.filter((row) => row.duplicateId === id).map(({ originalPath }) => originalPath.slice(photos.length + 1)),
    );
    expect(groups).toEqual([
      ['2023-06 Paris/IMG_1212.JPG', 'Backup/Coffee in Paris.jpg'],
      ['2023-06 Paris/IMG_1223.JPG', 'For grandma/IMG_1223-1024.jpg', 'WhatsApp Images/IMG-20230617-WA0003.jpg'],
    ]);
  });
});
