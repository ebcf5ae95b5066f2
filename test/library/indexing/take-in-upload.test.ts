import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeInUpload, type Upload, uploadPath } from '../../../src/library/indexing/take-in-upload.ts';
import { previewPath } from '../../../src/library/media/rendition-paths.ts';
import { jpegBytes, writeJpeg, writeXmp } from '../../fixtures/images.ts';
import { type IndexedFolder, indexedFolder } from '../../fixtures/indexed-folder.ts';

const clientTime = Date.parse('2020-06-07T08:09:10Z');

let here: IndexedFolder;
let uploads = 0;
beforeEach(async () => {
  here = await indexedFolder();
  await mkdir(join(here.dataDir, 'incoming'));
});
afterEach(() => here.remove());

async function upload(data: Uint8Array, changes: Partial<Upload> = {}) {
  const tempPath = join(here.dataDir, 'incoming', `${uploads++}`);
  await writeFile(tempPath, data);
  const checksum = createHash('sha1').update(data).digest('base64');
  const times = { fileCreatedAt: clientTime, fileModifiedAt: clientTime };
  const { ownerId, dataDir } = here;
  const whole = { tempPath, fileName: 'photo.jpg', ownerId, dataDir, checksum, ...times, ...changes };
  return { tempPath, ...(await takeInUpload(here.store, whole)) };
}

function row(id: string) {
  return here.store.selectFrom('asset').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

describe('an upload', () => {
  it('becomes an asset whose original lies in the data directory, with facts and renditions', async () => {
    const data = await jpegBytes({ dateTimeOriginal: '2023:06:14 10:12:33', offset: '+02:00', make: 'Canon' });
    const { id, status, tempPath } = await upload(data, { isFavorite: true, visibility: 'archive' });
    expect(status).toBe('created');
    const asset = await row(id);
    expect(asset).toMatchObject({
      folderId: null,
      originalFileName: 'photo.jpg',
      originalPath: uploadPath(here.dataDir, here.ownerId, id, 'photo.jpg'),
      checksum: createHash('sha1').update(data).digest('base64'),
      fileCreatedAt: Date.parse('2023-06-14T08:12:33Z'),
      fileModifiedAt: clientTime,
      make: 'Canon',
      isFavorite: 1,
      visibility: 'archive',
      hasRenditions: 1,
    });
    expect(await readFile(asset.originalPath)).toEqual(data);
    expect(existsSync(previewPath(here.dataDir, id))).toBe(true);
    expect(existsSync(tempPath)).toBe(false);
  });

  it("counts as taken when the client says, if the file doesn't", async () => {
    const { id } = await upload(await jpegBytes());
    expect(await row(id)).toMatchObject({ fileCreatedAt: clientTime, localDateTime: clientTime, timeZone: null });
  });

  it('keeps the XMP file that came along beside the original, and counts what it says', async () => {
    const sidecarPath = join(here.dataDir, 'incoming', 'photo.xmp');
    await writeXmp(sidecarPath, { rating: 4 });
    const { id } = await upload(await jpegBytes(), { sidecarPath });
    const asset = await row(id);
    expect(asset.rating).toBe(4);
    expect(existsSync(`${asset.originalPath}.xmp`)).toBe(true);
    expect(existsSync(sidecarPath)).toBe(false);
  });

  it('of the same content again names the asset that is there, and leaves nothing behind', async () => {
    const data = await jpegBytes();
    const first = await upload(data);
    const second = await upload(data, { fileName: 'again.jpg' });
    expect(second).toMatchObject({ id: first.id, status: 'duplicate' });
    expect(existsSync(second.tempPath)).toBe(false);
    expect(await here.store.selectFrom('asset').select('id').execute()).toHaveLength(1);
  });

  it('of the same content twice at once makes one asset', async () => {
    const data = await jpegBytes();
    const outcomes = await Promise.all([upload(data), upload(data), upload(data)]);
    expect(new Set(outcomes.map(({ id }) => id)).size).toBe(1);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['created', 'duplicate', 'duplicate']);
    expect(await here.store.selectFrom('asset').select('id').execute()).toHaveLength(1);
  });

  it('of a photo that an indexed folder holds is a duplicate of that', async () => {
    await writeJpeg(join(here.photos, 'a.jpg'));
    await here.index();
    expect(await upload(await readFile(join(here.photos, 'a.jpg')))).toMatchObject({
      id: (await here.asset('a.jpg')).id,
      status: 'duplicate',
    });
  });

  it('of a damaged file is taken in all the same, by its name and without renditions', async () => {
    const { id, status } = await upload(Buffer.from('no picture'));
    expect(status).toBe('created');
    expect(await row(id)).toMatchObject({ type: 'IMAGE', mimeType: 'image/jpeg', hasRenditions: 0, width: null });
  });

  it('with a clip makes a Live Photo and hides the clip', async () => {
    const clip = await upload(Buffer.from('clip'), { fileName: 'clip.mov' });
    const picture = await upload(await jpegBytes(), { livePhotoVideoId: clip.id });
    expect((await row(picture.id)).livePhotoVideoId).toBe(clip.id);
    expect((await row(clip.id)).visibility).toBe('hidden');
  });

  it.each(['../../evil.jpg', 'a/b\\c.jpg', 'name.j/p/g', '.jpg', 'x.\0jpg'])(
    'named %j cannot choose where it is kept',
    (name) => {
      const id = crypto.randomUUID();
      const path = uploadPath('/data', 'owner', id, name);
      expect(path.startsWith(`/data/upload/owner/${id.slice(0, 2)}/${id.slice(2, 4)}/${id}`)).toBe(true);
      expect(path.slice(path.indexOf(id))).toMatch(/^[0-9a-f-]+(\.[a-z0-9]+)?$/);
    },
  );
});
