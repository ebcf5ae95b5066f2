/** `contact_sheet`: many assets as one numbered picture, whichever way they are chosen. */
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jpegBytes } from '../../fixtures/images.ts';
import { answerJson } from '../../fixtures/immich-stand-in.ts';
import { assetsIn, type LocalTools, openLocalTools, type Told } from '../../fixtures/immich-tools.ts';
import { album, type PhotosOptions, sendPicture } from '../../fixtures/photos-immich.ts';
import { photosImmichTools } from '../../fixtures/photos-immich-tools.ts';

const filesIn = (told: Told) => assetsIn(told).map(({ file }) => file);
const numbersIn = (told: Told) => assetsIn(told).map(({ number }) => number);

async function sheetOf(told: Told): Promise<{ width: number; height: number }> {
  expect(told.images).toHaveLength(1);
  expect(told.images[0]?.mimeType).toBe('image/jpeg');
  return sharp(Buffer.from(told.images[0]?.data ?? '', 'base64')).metadata();
}

describe('over real files', () => {
  let local: LocalTools;
  let ids: string[];
  beforeAll(async () => {
    local = await openLocalTools();
    const day = '2023:06:14';
    const photos = [
      { name: 'late.jpg', dateTimeOriginal: `${day} 23:50:00`, offset: '-08:00' },
      { name: 'early.jpg', dateTimeOriginal: `${day} 00:10:00`, offset: '+13:00' },
      { name: 'noon.jpg', dateTimeOriginal: `${day} 12:00:00`, offset: '+02:00' },
      { name: 'day before.jpg', dateTimeOriginal: '2023:06:13 23:59:59', offset: '+02:00' },
      { name: 'day after.jpg', dateTimeOriginal: '2023:06:15 00:00:00', offset: '+02:00' },
    ];
    ids = [];
    for (const [at, { name, ...facts }] of photos.entries()) {
      const bytes = await jpegBytes({ width: 640, height: at === 2 ? 860 : 480, seed: at + 1, ...facts });
      ids.push(await local.addAsset({ name, bytes }));
    }
    await local.call('immich_albums_create', { album_name: 'Walk', asset_ids: ids.slice(0, 3) });
  });
  afterAll(() => local.close());

  const sheet = (args: Record<string, unknown>) => local.call('contact_sheet', args);

  test('shows assets by their ids or names, numbered in that order', async () => {
    const told = await sheet({ asset_ids: [ids[2], 'late.jpg', ids[4]] });
    expect(told.data).toMatchObject({ total: 3, page: 1 });
    expect(told.data.next_page).toBeUndefined();
    expect(assetsIn(told)).toEqual([
      { number: 1, id: ids[2], file: 'noon.jpg', taken: '2023-06-14T12:00' },
      { number: 2, id: ids[0], file: 'late.jpg', taken: '2023-06-14T23:50' },
      { number: 3, id: ids[4], file: 'day after.jpg', taken: '2023-06-15T00:00' },
    ]);
    const { width, height } = await sheetOf(told);
    expect(told.data.image_tokens).toBe(Math.ceil((width * height) / 750));
  });

  test('shows an album by its name', async () => {
    const told = await sheet({ album_id: 'Walk' });
    expect(filesIn(told).toSorted()).toEqual(['early.jpg', 'late.jpg', 'noon.jpg']);
    expect(told.data.total).toBe(3);
  });

  test('shows a day by the clock at the place, the earliest first', async () => {
    const told = await sheet({ day: '2023-06-14' });
    expect(filesIn(told)).toEqual(['early.jpg', 'noon.jpg', 'late.jpg']);
  });

  test('says of a day without photos that there are none', async () => {
    const told = await sheet({ day: '1999-01-01' });
    expect(told).toMatchObject({ error: undefined, images: [], data: { total: 0, assets: [] } });
  });

  test('shows what a search finds, and says how it searched', async () => {
    const told = await sheet({ search: 'noon' });
    expect(filesIn(told)).toContain('noon.jpg');
    expect(told.data.searched).toBe('smart search');
    await sheetOf(told);
  });

  test('shows a group of duplicates', async () => {
    const pair = [await local.addAsset({ name: 'a.jpg', seed: 61 }), await local.addAsset({ name: 'b.jpg', seed: 62 })];
    const duplicateId = '11111111-0000-4000-8000-000000000001';
    await local.ask('PUT', '/assets', { body: { ids: pair, duplicateId } });
    const told = await sheet({ duplicate_id: duplicateId });
    expect(
      assetsIn(told)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(pair.toSorted());
    expect((await sheet({ duplicate_id: ids[0] })).error).toContain('no duplicate group');
  });

  test.each([[{}], [{ day: '2023-06-14', search: 'noon' }], [{ asset_ids: ['late.jpg'], album_id: 'Walk' }]])(
    'takes exactly one way to choose, not %j',
    async (args) => {
      expect((await sheet(args)).error).toContain('Give exactly one of');
    },
  );

  test.each(['2023-02-30', '14.06.2023', '2023', "2023-06-14'; drop"])('takes no %s for a day', async (day) => {
    expect((await sheet({ day })).error).toContain('must be a day');
  });

  test('never shows locked assets, nor those of others', async () => {
    const other = await local.addUser('other');
    const theirs = await local.addAsset({ key: other.key, seed: 71 });
    const locked = await local.addAsset({ name: 'locked.jpg', seed: 72 });
    await local.ask('PUT', '/assets', { body: { ids: [locked], visibility: 'locked' } });
    const told = await sheet({ asset_ids: [locked, theirs, ids[0]] });
    expect(assetsIn(told)).toMatchObject([{ number: 1, id: ids[0] }]);
    expect((await sheet({ asset_ids: [locked, theirs] })).images).toEqual([]);
    expect(filesIn(await sheet({ search: 'locked' }))).not.toContain('locked.jpg');
  });
});

describe('over an Immich', () => {
  const open = photosImmichTools();
  async function immich(options: PhotosOptions) {
    const opened = await open(options);
    return { ...opened, sheet: (args: Record<string, unknown>) => opened.call('contact_sheet', args) };
  }

  const many = (count: number) => Array.from({ length: count }, () => ({}));

  test('an album of twelve takes two rounds: the list, and all thumbnails at once', async () => {
    let waiting: (() => void)[] = [];
    let atFirstPicture: number | undefined;
    const { server, sheet } = await immich({
      assets: many(12),
      beforePicture: () =>
        new Promise<void>((resolve) => {
          atFirstPicture ??= server.requests.length - server.pictureRequests().length;
          waiting.push(resolve);
          if (waiting.length < 12) return;
          for (const go of waiting) go();
          waiting = [];
        }),
    });
    const told = await sheet({ album_id: album.id });
    expect(assetsIn(told)).toHaveLength(12);
    expect(server.pictureRequests()).toHaveLength(12);
    // The album and its assets, which were asked for side by side.
    expect(atFirstPicture).toBe(2);
    expect(server.requests).toHaveLength(14);
  });

  test.each([
    ['desc', false, ['photo-3.jpg', 'photo-2.jpg', 'photo-1.jpg']],
    ['asc', false, ['photo-1.jpg', 'photo-2.jpg', 'photo-3.jpg']],
    ['asc', true, ['photo-1.jpg', 'photo-2.jpg', 'photo-3.jpg']],
  ] as const)('an album comes in its own order (%s, sent with the album: %s)', async (albumOrder, inline, files) => {
    const { sheet } = await immich({ assets: many(3), albumOrder, sendsAssetsWithAlbum: inline });
    expect(filesIn(await sheet({ album_id: album.id }))).toEqual(files);
  });

  test('more than sixty come page by page, and the numbers go on', async () => {
    const { server, sheet } = await immich({ assets: many(130) });
    const first = await sheet({ album_id: album.id });
    expect(first.data).toMatchObject({ total: 130, page: 1, next_page: 2 });
    expect(numbersIn(first)).toEqual(Array.from({ length: 60 }, (_, at) => at + 1));
    const last = await sheet({ album_id: album.id, page: 3 });
    expect(last.data).toMatchObject({ total: 130, page: 3 });
    expect(last.data.next_page).toBeUndefined();
    expect(numbersIn(last)).toEqual([121, 122, 123, 124, 125, 126, 127, 128, 129, 130]);
    const beyond = await sheet({ asset_ids: server.assets.map(({ id }) => id), page: 2 });
    expect(assetsIn(beyond)[0]).toMatchObject({ number: 61, id: server.assets[60]?.id });
  });

  test('sixty cost one picture, and their list less than four thousand tokens', async () => {
    const { sheet } = await immich({ assets: many(60) });
    const told = await sheet({ album_id: album.id });
    const { width, height } = await sheetOf(told);
    expect(Math.max(width, height)).toBeLessThanOrEqual(1568);
    expect(told.data.image_tokens).toBeLessThanOrEqual(1600);
    expect(countTokens(JSON.stringify(told.data))).toBeLessThanOrEqual(4200);
  });

  test('and with the longest names that strangers can think of, less than ten thousand', async () => {
    const { sheet } = await immich({
      assets: Array.from({ length: 60 }, () => ({ originalFileName: '罠'.repeat(5000) })),
    });
    expect(countTokens(JSON.stringify((await sheet({ album_id: album.id })).data))).toBeLessThan(10_000);
  });

  test('locked assets that a server sends are left out', async () => {
    const { server, sheet } = await immich({ assets: [{}, { visibility: 'locked' as never }, {}] });
    for (const args of [{ album_id: album.id }, { search: 'sea' }, { day: '2023-06-14' }]) {
      expect(filesIn(await sheet(args)).toSorted()).toEqual(['photo-1.jpg', 'photo-3.jpg']);
    }
    const told = await sheet({ asset_ids: server.assets.map(({ id }) => id) });
    expect(told.data).toMatchObject({ hidden: [server.assets[1]?.id] });
    expect(server.pictureRequests().filter((url) => url.includes(server.assets[1]?.id ?? ''))).toEqual([]);
  });

  test('where smart search is off or does not answer, names and descriptions are searched, and the answer says so', async () => {
    for (const [status, message] of [
      [400, 'Smart search is not enabled'],
      [500, 'Machine learning request failed'],
    ] as const) {
      const { server, sheet } = await immich({ assets: many(3) });
      server.on('POST /search/smart', (_, response) => answerJson(response, { message }, status));
      const told = await sheet({ search: 'sea' });
      expect(told.data).toMatchObject({
        searched: 'file names and descriptions: smart search is not available',
        total: 3,
      });
      expect(assetsIn(told)).toHaveLength(3);
    }
  });

  test('what is found by name and by description counts once where it is all on one sheet; where it is not, that is told', async () => {
    const { server, sheet } = await immich({ assets: many(40) });
    server.on('POST /search/smart', (_, response) =>
      answerJson(response, { message: 'Smart search is not enabled' }, 400),
    );
    const told = await sheet({ search: 'sea' });
    expect(told.data).toMatchObject({ total: 80, searched: expect.stringContaining('both ways counts twice') });
  });

  test('a picture that is not there leaves an empty cell, and its line says why', async () => {
    const { server, sheet } = await immich({ assets: many(4) });
    server.onPicture(server.assets[0], (_, response) =>
      answerJson(response, { message: 'Asset media not found' }, 404),
    );
    server.onPicture(server.assets[1], (_, response) => sendPicture(response, Buffer.from('<html>'), 'text/html'));
    const cut = (await jpegBytes({ width: 900, height: 600 })).subarray(0, 4000);
    server.onPicture(server.assets[2], (_, response) => sendPicture(response, cut));
    const told = await sheet({ asset_ids: server.assets.map(({ id }) => id) });
    await sheetOf(told);
    expect(assetsIn(told).map(({ picture }) => picture)).toEqual([
      expect.stringContaining('has made no picture'),
      expect.stringContaining('something else than a picture'),
      'None: it is damaged.',
      undefined,
    ]);
  });

  test('few are drawn from previews, many from thumbnails', async () => {
    const few = await immich({ assets: many(2) });
    await few.sheet({ album_id: album.id });
    expect(few.server.pictureRequests().every((url) => url.includes('size=preview'))).toBe(true);
    const more = await immich({ assets: many(30) });
    await more.sheet({ album_id: album.id });
    expect(more.server.pictureRequests().every((url) => url.includes('size=thumbnail'))).toBe(true);
  });
});
