/** Changes that lean on each other come back together, and one by one: each case was found by chance and is kept as it was. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { leftBehind } from '../fixtures/left-behind.ts';
import { buildLivelyTemplate, type LivelyTemplate } from '../fixtures/lively-library.ts';
import type { RecordedLibrary } from '../fixtures/recorded-library.ts';
import { type Seen, seenLibrary } from '../fixtures/seen-library.ts';

let template: LivelyTemplate;
let library: RecordedLibrary;
/** In the order in which the library was filled with them. */
let photos: string[];

beforeAll(async () => {
  template = await buildLivelyTemplate();
});
afterAll(() => template.remove());

beforeEach(async () => {
  library = await template.open();
  const { store } = library.local.library;
  const rows = await store.selectFrom('asset').select(['id', 'originalFileName']).execute();
  const numberOf = (name: string) => Number(/\d+/.exec(name)?.[0]);
  rows.sort((a, b) => numberOf(a.originalFileName) - numberOf(b.originalFileName));
  photos = rows.map(({ id }) => id);
});
afterEach(() => library.close());

const photo = (number: number) => photos[number] ?? '';
const look = () => seenLibrary(library.local.library);

async function done(name: string, args: Record<string, unknown>): Promise<Record<string, unknown>> {
  const told = await library.call(name, args);
  if (told.error !== undefined) throw new Error(`${name}: ${told.error}`);
  return told.data;
}

/** Makes a change and gives its id; what only previews is carried out. */
async function change(name: string, args: Record<string, unknown>): Promise<string> {
  const previews = /delete|remove|untag|merge|resolve|dismiss|undo$/.test(name);
  return String((await done(name, previews ? { ...args, dry_run: false } : args)).change_id);
}

const undo = (args: Record<string, unknown>) => change('history_undo', args);

async function first(path: string, fits: (thing: Record<string, unknown>) => boolean): Promise<string> {
  const { body } = await library.local.ask('GET', path);
  return String((Array.isArray(body) ? body : []).find(fits)?.id);
}

const album = (name: string) => first('/albums', ({ albumName }) => albumName === name);
const tag = (value: string) => first('/tags', (one) => one.value === value);
const trip = () => album('Trip');
const stackable = async () => {
  const { body } = await library.local.ask('GET', '/duplicates');
  const [group] = (Array.isArray(body) ? body : []).filter(({ assets }) => assets.length === 3);
  const ids: string[] = group.assets.map(({ id }: { id: string }) => id);
  return { groups: [{ duplicate_id: group.duplicateId, stack: ids }] };
};

type Args = () => Record<string, unknown> | Promise<Record<string, unknown>>;
/** A change, or an undo of the change so many before. */
type Step = readonly [tool: string, args: Args] | { readonly undo: number };

const trash = (...numbers: number[]): Step => [
  'immich_assets_delete',
  () => ({ asset_ids: numbers.map((number) => photo(number)) }),
];
const remove = (name: string, ...numbers: number[]): Step => [
  'immich_albums_remove_assets',
  async () => ({ album_id: await album(name), asset_ids: numbers.map((number) => photo(number)) }),
];
const add = (name: string, ...numbers: number[]): Step => [
  'immich_albums_add_assets',
  async () => ({ album_id: await album(name), asset_ids: numbers.map((number) => photo(number)) }),
];
const deleteAlbum = (name: string): Step => ['immich_albums_delete', async () => ({ album_id: await album(name) })];
const cover = (name: string, number: number): Step => [
  'immich_albums_update',
  async () => ({ album_id: await album(name), album_thumbnail_asset_id: photo(number) }),
];

interface Taken {
  readonly id: string;
  readonly before: Seen;
}

async function take(steps: readonly Step[]): Promise<Taken[]> {
  const taken: Taken[] = [];
  for (const step of steps) {
    const before = await look();
    const id =
      'undo' in step ? await undo({ change_id: taken.at(-step.undo)?.id }) : await change(step[0], await step[1]());
    taken.push({ id, before });
  }
  return taken;
}

const cases: readonly (readonly [string, readonly Step[]])[] = [
  [
    'a comment on a photo that went to the trash later',
    [
      [
        'immich_activities_create',
        async () => ({ album_id: await trip(), type: 'COMMENT', comment: 'Sun', asset_id: photo(0) }),
      ],
      trash(0),
    ],
  ],
  [
    'a like that was taken back, on a photo that went to the trash later',
    [
      [
        'immich_activities_delete',
        async () => {
          const album_id = await trip();
          const activity_id = await first(`/activities?albumId=${album_id}`, ({ type }) => type === 'like');
          return { album_id, activity_id };
        },
      ],
      trash(1),
    ],
  ],
  [
    'a like that was taken back and given again',
    [
      [
        'immich_activities_delete',
        async () => {
          const album_id = await trip();
          const activity_id = await first(`/activities?albumId=${album_id}`, ({ type }) => type === 'like');
          return { album_id, activity_id };
        },
      ],
      ['immich_activities_create', async () => ({ album_id: await trip(), type: 'LIKE', asset_id: photo(1) })],
    ],
  ],
  [
    'a cover that an undo took out of the album, and another',
    [add('Trip', 8), cover('Trip', 8), { undo: 2 }, cover('Trip', 0)],
  ],
  ['the cover that went to the trash, and what came into the album then', [trash(2), add('Trip', 8, 9)]],
  ['a stack whose cover went to the trash later', [['immich_duplicates_resolve', stackable], trash(8, 9)]],
  [
    'a link of which a photo went to the trash later',
    [['immich_shared_links_create', () => ({ type: 'INDIVIDUAL', asset_ids: [photo(3), photo(4)] })], trash(3)],
  ],
  ['the cover that left the album, and another that was set', [remove('Trip', 2), cover('Trip', 0)]],
  ['a cover that was set, and left the album', [cover('Trip', 0), remove('Trip', 0)]],
  ['the cover that left the album, which was deleted then', [remove('Trip', 2), deleteAlbum('Trip')]],
  ['the cover that went to the trash, and another that was set', [trash(2), cover('Trip', 0)]],
  ['the cover that went to the trash, before the album was deleted', [trash(2), deleteAlbum('Trip')]],
  ['the first cover of an empty album, and another', [add('Empty', 0, 1, 2), cover('Empty', 1), cover('Empty', 0)]],
  ['an album that was made again and got more', [deleteAlbum('Best'), { undo: 1 }, add('Best', 0, 1)]],
  ['an album that was made again and lost its cover', [deleteAlbum('Trip'), { undo: 1 }, remove('Trip', 1, 2)]],
  [
    'a tag that was made again and got more',
    [
      ['immich_tags_delete', async () => ({ tag_id: await tag('Food') })],
      { undo: 1 },
      ['immich_tag_assets', async () => ({ tag_id: await tag('Food'), asset_ids: [photo(0), photo(1)] })],
    ],
  ],
  [
    'an album that was made twice, empty, and got more',
    [['immich_albums_create', () => ({ album_name: 'Sea' })], { undo: 1 }, { undo: 1 }, add('Sea', 0, 1)],
  ],
  [
    'an album that was taken back with the link that it had got meanwhile',
    [
      ['immich_albums_create', () => ({ album_name: 'Sea', asset_ids: [photo(0)] })],
      ['immich_shared_links_create', async () => ({ type: 'ALBUM', album_id: await album('Sea') })],
      ['immich_activities_create', async () => ({ album_id: await album('Sea'), type: 'LIKE' })],
      { undo: 3 },
    ],
  ],
  [
    'a photo that was taken out of an album with what was said of it there',
    [
      add('Trip', 6),
      [
        'immich_activities_create',
        async () => ({ album_id: await trip(), type: 'COMMENT', comment: 'Sun', asset_id: photo(6) }),
      ],
      { undo: 2 },
    ],
  ],
];

/** Takes back what is asked for; nothing of it may be left. */
async function comesBack(args: Record<string, unknown>): Promise<void> {
  expect(leftBehind(await library.call('history_undo', { ...args, dry_run: false }))).toEqual({});
}

describe.each(cases)('%s', (_, steps) => {
  test('comes back at once', async () => {
    const [{ id, before } = { id: '', before: await look() }] = await take(steps);
    await comesBack({ since: id });
    expect(await look()).toEqual(before);
  });

  test('comes back one by one', async () => {
    const taken = await take(steps);
    for (const { id, before } of taken.reverse()) {
      await comesBack({ change_id: id });
      expect(await look()).toEqual(before);
    }
  });
});

test('of many changes since one, the preview names the first, and says how many more there are', async () => {
  const ratings = Array.from({ length: 22 }, (_, number) => (number % 5) + 1);
  const ids: string[] = [];
  for (const rating of ratings) ids.push(await change('immich_assets_update', { asset_id: photo(0), rating }));
  const preview = await done('history_undo', { since: ids[0] });
  expect(preview).toMatchObject({ changes: ids.reverse().slice(0, 20), more_changes: 2, affected_count: 1 });
  const one = await done('history_undo', { change_id: ids[0] });
  expect(one).not.toHaveProperty('more_changes');
});

describe('a photo in the trash', () => {
  test('keeps nobody from taking back a comment on it', async () => {
    const album_id = await trip();
    const before = await look();
    const [comment] = await take([
      ['immich_activities_create', () => ({ album_id, type: 'COMMENT', comment: 'Sun', asset_id: photo(0) })],
    ]);
    const [trashing] = await take([trash(0)]);
    const told = await done('history_undo', { change_id: comment?.id, dry_run: false });
    expect(told).toMatchObject({ restored: 1 });
    await undo({ change_id: trashing?.id });
    expect(await look()).toEqual(before);
  });

  test('has to be back before what was said of it is said again', async () => {
    const album_id = await trip();
    const activity_id = await first(`/activities?albumId=${album_id}`, ({ type }) => type === 'like');
    const like = await change('immich_activities_delete', { album_id, activity_id });
    await take([trash(1)]);
    const told = await done('history_undo', { change_id: like, dry_run: false });
    expect(told.failed).toEqual([{ id: activity_id, error: expect.stringContaining('a photo in the trash') }]);
  });

  test('has given way as a cover: that it was set once is taken back only with what took it away', async () => {
    const before = await look();
    const [setting] = await take([cover('Trip', 0), trash(0)]);
    const told = await library.call('history_undo', { change_id: setting?.id, dry_run: false });
    expect(told.error).toContain('changed since: albumThumbnailAssetId');
    await comesBack({ since: setting?.id });
    expect(await look()).toEqual(before);
  });

  test('is no cover of an album that is renamed again: that is told, and the name is noted', async () => {
    const before = await look();
    const renaming = { album_id: await trip(), album_name: 'Tour', album_thumbnail_asset_id: photo(0) };
    const [renamed] = await take([['immich_albums_update', () => renaming], { undo: 1 }]);
    const undone = (await library.journal.changes({}, { page: 1, size: 1 })).changes[0]?.id;
    await take([trash(0)]);
    const told = await done('history_undo', { change_id: undone, dry_run: false });
    expect(told.failed).toEqual([
      { id: renaming.album_id, error: expect.stringContaining('its cover is in the trash') },
    ]);
    expect(await album('Tour')).toBe(renaming.album_id);
    await comesBack({ since: renamed?.id });
    expect(await look()).toEqual(before);
  });

  test('is no cover: the album keeps its name, too', async () => {
    await take([trash(0)]);
    const before = await look();
    const args = { album_id: await trip(), album_name: 'Tour', album_thumbnail_asset_id: photo(0) };
    expect((await library.call('immich_albums_update', args)).error).toContain('is in the trash');
    expect(await look()).toEqual(before);
  });
});

describe('a link that showed nothing', () => {
  test('because all of it was in the trash cannot be made again, and that is said before', async () => {
    const { id } = await done('immich_shared_links_create', { type: 'INDIVIDUAL', asset_ids: [photo(3)] });
    await take([trash(3)]);
    const removal = await change('immich_shared_links_remove', { shared_link_id: id });
    const told = await library.call('history_undo', { change_id: removal });
    expect(told.error).toContain('showed nothing but what was in the trash');
  });
});
