import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '../../../src/catalog/result.ts';
import type { Eyes, SeenAsset, Selection } from '../../../src/viewing/eyes.ts';
import { facePicture } from '../../fixtures/face-photos.ts';
import { adminToken } from '../../fixtures/photoprism/server.ts';
import { addPhoto, type PhotoFacts } from '../../fixtures/photoprism/state.ts';
import { addAlbum, writeEntries } from '../../fixtures/photoprism/things.ts';
import { openPhotoPrismTools, type PhotoPrismTools } from '../../fixtures/photoprism/tools.ts';

let tools: PhotoPrismTools;
let eyes: Eyes;

beforeEach(async () => {
  tools = await openPhotoPrismTools();
  eyes = tools.library.eyes;
});
afterEach(() => tools.close());

const call = { signal: new AbortController().signal };
const add = (facts: PhotoFacts = {}) => addPhoto(tools.server.state, facts);
const asked = () => tools.server.requests.map(({ path }) => path);

function read<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

const lookUp = async (...ids: string[]) => read(await eyes.lookUp(ids, call));
const idsOf = (assets: readonly SeenAsset[]) => assets.map(({ id }) => id);

async function seen(facts: PhotoFacts): Promise<SeenAsset> {
  const [asset] = (await lookUp(add(facts).UID)).found;
  if (asset === undefined) throw new Error('nothing was found');
  return asset;
}

describe('looking photos up', () => {
  it('tells what there is to know of each, in the order of the ids, with one search', async () => {
    const photo = add({
      Name: 'harbour',
      TakenAtLocal: '2024-06-15T18:30:05Z',
      files: [{ Width: 3000, Height: 4000 }],
    });
    const video = add({ Type: 'video', Duration: 12_500_000_000 });
    const { found, missing, hidden } = await lookUp(video.UID, photo.UID);
    expect(found).toMatchObject([
      { id: video.UID, isVideo: true, seconds: 12.5 },
      {
        ...{ id: photo.UID, file: 'harbour.jpg', taken: '2024-06-15T18:30:05', isVideo: false, seconds: undefined },
        ...{ size: { width: 3000, height: 4000 }, version: photo.Files[0]?.Hash },
      },
    ]);
    expect({ missing, hidden }).toEqual({ missing: [], hidden: [] });
    expect(asked()).toHaveLength(1);
  });

  it('keeps private photos hidden, wherever they are, and also what does not say whether it is private', async () => {
    const [open, secret, archived, silent] = [
      add(),
      add({ Private: true }),
      add({ Private: true, DeletedAt: '2025-01-01T00:00:00Z' }),
      add(),
    ];
    Object.assign(silent, { Private: undefined });
    const looked = await lookUp(secret.UID, open.UID, archived.UID, silent.UID);
    expect(idsOf(looked.found)).toEqual([open.UID]);
    expect(looked.hidden).toEqual([secret.UID, archived.UID, silent.UID]);
    expect(looked.missing).toEqual([]);
  });

  it('finds what no search finds: in the archive, in review', async () => {
    const [archived, review] = [add({ DeletedAt: '2025-01-01T00:00:00Z' }), add({ Quality: 1 })];
    expect(idsOf((await lookUp(archived.UID, review.UID)).found)).toEqual([archived.UID, review.UID]);
  });

  it('says what is missing, and never sends what is no uid', async () => {
    const photo = add();
    const unknown = 'pt00000000zzzzzz';
    const strange = ['', '../albums', `${photo.UID}|x`, '0f8fad5b-d9cb-469f-a165-70867728950e'];
    const looked = await lookUp(photo.UID, unknown, ...strange);
    expect(idsOf(looked.found)).toEqual([photo.UID]);
    expect(looked.missing).toEqual([unknown, ...strange]);
    expect(asked().join()).not.toMatch(/albums|0f8fad5b/);
  });

  it('takes the file that stands for the photo, whichever comes first', async () => {
    const asset = await seen({
      files: [
        { Primary: false, Hash: 'aaaaaaaaaa' },
        { Primary: true, Hash: 'bbbbbbbbbb' },
      ],
    });
    expect(asset.version).toBe('bbbbbbbbbb');
  });
});

describe('selecting photos', () => {
  const select = async (selection: Selection, page = 1, size = 10) =>
    read(await eyes.select(selection, { page, size }, call));

  it('reads an album from the oldest on, page by page, with a true total', async () => {
    const photos = [1, 2, 3, 4, 5].map(() => add({ files: [{}, {}] }).UID);
    const album = addAlbum(tools.server.state, 'Trip');
    const [secret, other] = [add({ Private: true }).UID, add().UID];
    writeEntries(tools.server.state, album.UID, [...photos, secret], false);
    const pages = [
      await select({ by: 'album', id: album.UID }, 1, 3),
      await select({ by: 'album', id: album.UID }, 2, 3),
    ];
    expect(pages.map(({ assets }) => idsOf(assets))).toEqual([photos.slice(0, 3), photos.slice(3)]);
    expect(pages).toMatchObject([{ total: 5, exact: true }, { total: 5 }]);
    expect(pages.flatMap(({ assets }) => idsOf(assets))).not.toContain(other);
  });

  it('searches with PhotoPrism’s words and filters, the newest first, and knows a filter that is none', async () => {
    const [older, newer] = [
      add({ Title: 'Lake in May', Favorite: true, TakenAtLocal: '2023-05-01T10:00:00Z' }),
      add({ Title: 'Lake in June', Favorite: true, TakenAtLocal: '2023-06-01T10:00:00Z' }),
    ];
    add({ Title: 'Lake in the dark', Favorite: true, Private: true });
    add({ Title: 'Lake' });
    expect(idsOf((await select({ by: 'search', text: 'lake favorite:yes' })).assets)).toEqual([newer.UID, older.UID]);
    const unknown = await eyes.select({ by: 'search', text: 'colour:red' }, { page: 1, size: 10 }, call);
    expect(unknown).toMatchObject({ failure: { code: 'invalid_input', message: expect.stringContaining('colour') } });
  });

  it('reads one day by the clock at the place', async () => {
    const [morning, night] = [
      add({ TakenAtLocal: '2024-05-01T00:00:00Z' }),
      add({ TakenAtLocal: '2024-05-01T23:59:59Z' }),
    ];
    add({ TakenAtLocal: '2024-05-02T00:00:00Z' });
    add({ TakenAtLocal: '2024-05-01T12:00:00Z', Private: true });
    const { assets, total } = await select({ by: 'day', day: '2024-05-01' });
    expect(idsOf(assets)).toEqual([morning.UID, night.UID]);
    expect(total).toBe(2);
  });

  it('looks ids up, a page of them at a time', async () => {
    const [first, secret, last] = [add().UID, add({ Private: true }).UID, add().UID];
    const ids = [first, secret, 'pt00000000zzzzzz', last];
    expect(await select({ by: 'ids', ids }, 1, 3)).toMatchObject({
      ...{ assets: [{ id: first }], hidden: [secret], missing: ['pt00000000zzzzzz'], total: 4 },
    });
    expect(await select({ by: 'ids', ids }, 2, 3)).toMatchObject({ assets: [{ id: last }] });
  });

  it('has no groups of duplicates, and says so', async () => {
    const refused = await eyes.select({ by: 'duplicates', id: 'x' }, { page: 1, size: 10 }, call);
    expect(refused).toMatchObject({ failure: { code: 'unsupported', message: expect.stringContaining('PhotoPrism') } });
    expect(asked()).toEqual([]);
  });

  it('never shows private photos, even where they are asked for, or where the server does not set them apart', async () => {
    const [open] = [add().UID, add({ Private: true })];
    for (const text of ['private:yes', 'private:"true"']) {
      const refused = await eyes.select({ by: 'search', text }, { page: 1, size: 10 }, call);
      expect(refused).toMatchObject({ failure: { code: 'refused', message: expect.stringContaining('Private') } });
    }
    tools.server.state.features.private = false;
    for (const text of ['', 'public:no', 'public:yes', 'private:no']) {
      const found = await eyes.select({ by: 'search', text }, { page: 1, size: 10 }, call);
      expect(found.ok ? idsOf(found.value.assets) : [open]).toEqual([open]);
    }
  });
});

describe('the picture of a photo', () => {
  const sizeOf = async (asset: SeenAsset, size: 'thumb' | 'preview' | 'full') => {
    const picture = read(await eyes.picture(asset, size, call));
    const { width, height, format } = await sharp(picture.bytes).metadata();
    expect(picture.mimeType).toBe('image/jpeg');
    expect(format).toBe('jpeg');
    return [width, height];
  };

  it('keeps its shape in every size, small enough to be cheap and large enough to zoom', async () => {
    const wide = await seen({ files: [{ Width: 4800, Height: 3200 }] });
    expect(await sizeOf(wide, 'thumb')).toEqual([375, 250]);
    expect(await sizeOf(wide, 'preview')).toEqual([1800, 1200]);
    expect(await sizeOf(wide, 'full')).toEqual([4096, 2731]);
    const tall = await seen({ files: [{ Width: 1200, Height: 1600 }] });
    expect(await sizeOf(tall, 'thumb')).toEqual([250, 333]);
    expect(await sizeOf(tall, 'preview')).toEqual([900, 1200]);
    expect(await sizeOf(tall, 'full')).toEqual([1200, 1600]);
  });

  it('is never enlarged', async () => {
    expect(await sizeOf(await seen({ files: [{ Width: 200, Height: 100 }] }), 'thumb')).toEqual([200, 100]);
  });

  it('is of a video a still', async () => {
    const video = await seen({ Type: 'video', files: [{ Width: 1600, Height: 900 }] });
    expect(await sizeOf(video, 'preview')).toEqual([1600, 900]);
  });

  it('is upright, also where PhotoPrism sends it lying', async () => {
    const face = { x: 0.3, y: 0.3, width: 0.4, height: 0.4 };
    const lying = await (await facePicture({ width: 400, height: 600, face }))
      .rotate(270)
      .jpeg()
      .withMetadata({ orientation: 6 });
    const photo = await seen({ files: [{ Width: 400, Height: 600 }] });
    const body = await lying.toBuffer();
    tools.library.picture = async () => ({ ok: true, value: { mimeType: 'image/jpeg', bytes: new Uint8Array(body) } });
    expect(await sizeOf(photo, 'thumb')).toEqual([250, 375]);
  });

  it.each(['thumb', 'preview', 'full'] as const)(
    'is not there where PhotoPrism sends its icon with 200 (%s)',
    async (size) => {
      const broken = await seen({});
      const [file] = tools.server.state.photos.at(-1)?.Files ?? [];
      Object.assign(file ?? {}, { Error: 'unreadable' });
      expect(await eyes.picture(broken, size, call)).toMatchObject({ failure: { code: 'not_found' } });
    },
  );

  it.each(['', '../../config', 'notahash', 'deadbeef/../../x', `${'a'.repeat(40)}?x`])(
    'is not asked for where the hash is none: %j',
    async (Hash) => {
      const asset = await seen({ files: [{ Hash }] });
      const before = asked().length;
      const failure = await eyes.picture(asset, 'thumb', call);
      expect(failure).toMatchObject({ failure: { code: 'not_found', message: expect.stringContaining('no picture') } });
      expect(JSON.stringify(failure)).not.toContain('config');
      expect(asked()).toHaveLength(before);
    },
  );

  it('that cannot be decoded is a failure of its own', async () => {
    const asset = await seen({});
    tools.library.picture = async () => ({
      ok: true,
      value: { mimeType: 'image/jpeg', bytes: new Uint8Array(Buffer.from('not a picture')) },
    });
    expect(await eyes.picture(asset, 'thumb', call)).toMatchObject({ failure: { code: 'unsupported' } });
  });

  it('comes also after the token in its address changed, which nobody is told of', async () => {
    const asset = await seen({});
    read(await eyes.picture(asset, 'thumb', call));
    tools.server.tokens.preview = 'an0therTok3n';
    expect(await sizeOf(asset, 'thumb')).toEqual([333, 250]);
    tools.server.faults.add({ match: 'GET /t/', kind: 500, times: 9 });
    const failure = await eyes.picture(asset, 'thumb', call);
    expect(failure.ok).toBe(false);
    expect(JSON.stringify(failure)).not.toMatch(/an0therTok3n|p3eviewTok3n/);
  });
});

it('tells its accounts apart without telling a token', async () => {
  const other = await openPhotoPrismTools();
  expect(eyes.account).not.toBe(other.library.eyes.account);
  expect(eyes.account).not.toContain(adminToken);
  expect(tools.library.eyes).toBe(eyes);
  await other.close();
});
