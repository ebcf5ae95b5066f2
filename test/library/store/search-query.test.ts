import fc from 'fast-check';
import { type Selectable, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foldText } from '../../../src/library/store/fold-text.ts';
import { openStore, type Store } from '../../../src/library/store/open.ts';
import type { AssetTable } from '../../../src/library/store/schema.ts';
import { matching } from '../../../src/library/store/search-conditions.ts';
import type { SearchFilter } from '../../../src/library/store/search-filter.ts';
import { countRows, findRows } from '../../../src/library/store/search-query.ts';
import { type FilledLibrary, fillLibrary } from '../../fixtures/library-rows.ts';

type Asset = Selectable<AssetTable>;

let store: Store;
let library: FilledLibrary;
let assets: Asset[];
/** What belongs to an asset, read row by row: the other way of finding out what a search must find. */
const albumsOf = new Map<string, Set<string>>();
const peopleOf = new Map<string, Set<string>>();
const tagsOf = new Map<string, Set<string>>();

beforeAll(async () => {
  store = await openStore(':memory:');
  library = await fillLibrary(store, { assets: 900, seed: 11 });
  assets = await store.selectFrom('asset').selectAll().execute();
  const put = (map: Map<string, Set<string>>, key: string, value: string) =>
    map.set(key, (map.get(key) ?? new Set()).add(value));
  for (const row of await store.selectFrom('albumAsset').selectAll().execute()) put(albumsOf, row.assetId, row.albumId);
  for (const row of await store.selectFrom('face').selectAll().execute())
    put(peopleOf, row.assetId, row.personId ?? '');
  const parents = new Map((await store.selectFrom('tag').selectAll().execute()).map((tag) => [tag.id, tag.parentId]));
  for (const row of await store.selectFrom('tagAsset').selectAll().execute()) {
    for (let tag: string | null = row.tagId; tag !== null; tag = parents.get(tag) ?? null)
      put(tagsOf, row.assetId, tag);
  }
});

afterAll(() => store.destroy());

const all = { limit: 10_000, offset: 0 };

async function found(filter: SearchFilter): Promise<Asset[]> {
  const byRow = new Map(assets.map((asset) => [asset.row, asset]));
  const rows = await findRows(store, filter, 'newest first', all);
  return rows.map((row) => byRow.get(row)).filter((asset) => asset !== undefined);
}

/** What each condition means, in plain words: the other way of finding out. A condition that is not there always holds. */
const rules: ((filter: SearchFilter, asset: Asset) => boolean)[] = [
  ({ ownerId }, asset) => ownerId === undefined || asset.ownerId === ownerId,
  ({ albumIds = [] }, asset) => albumIds.every((id) => albumsOf.get(asset.id)?.has(id)),
  ({ personIds = [] }, asset) => personIds.every((id) => peopleOf.get(asset.id)?.has(id)),
  ({ tagIds = [] }, asset) =>
    tagIds === null ? !tagsOf.has(asset.id) : tagIds.every((id) => tagsOf.get(asset.id)?.has(id)),
  ({ isNotInAlbum, albumIds = [] }, asset) => !isNotInAlbum || albumIds.length > 0 || !albumsOf.has(asset.id),
  ({ originalFileName = '' }, asset) => foldText(asset.originalFileName).includes(foldText(originalFileName)),
  ({ description = '' }, asset) => foldText(asset.description).includes(foldText(description)),
  ({ originalPath = '' }, asset) => asset.originalPath.toLowerCase().includes(originalPath.toLowerCase()),
  ({ city }, asset) => city === undefined || asset.city === city,
  ({ country }, asset) => country === undefined || asset.country === country,
  ({ make }, asset) => make === undefined || asset.make === make,
  ({ lensModel }, asset) => lensModel === undefined || asset.lensModel === lensModel,
  ({ rating }, asset) => rating === undefined || asset.rating === rating,
  ({ type }, asset) => type === undefined || asset.type === type,
  ({ isFavorite }, asset) => isFavorite === undefined || (asset.isFavorite === 1) === isFavorite,
  ({ isMotion }, asset) => isMotion === undefined || (asset.livePhotoVideoId !== null) === isMotion,
  ({ withStacked }, asset) => withStacked !== false || asset.stackId === null,
  ({ takenAfter }, asset) => takenAfter === undefined || asset.fileCreatedAt >= takenAfter,
  ({ takenBefore }, asset) => takenBefore === undefined || asset.fileCreatedAt <= takenBefore,
  ({ trashedAfter }, asset) => trashedAfter === undefined || (asset.deletedAt ?? -1) >= trashedAfter,
  ({ minFileSize }, asset) => minFileSize === undefined || asset.fileSize >= minFileSize,
  ({ visibility }, asset) =>
    visibility === undefined ? asset.visibility !== 'locked' : asset.visibility === visibility,
  ({ withDeleted, trashedAfter }, asset) => withDeleted || trashedAfter !== undefined || asset.deletedAt === null,
];

function shouldFind(filter: SearchFilter, asset: Asset): boolean {
  return asset.heldPath === null && rules.every((holds) => holds(filter, asset));
}

const time = fc.integer({ min: Date.UTC(1987, 0), max: Date.UTC(2026, 0) });

/** Few conditions at once, or nothing would ever match. */
const anyFilter = fc
  .record(
    {
      albumIds: fc.nat(5).map((index) => library.albumIds.slice(index, index + 1)),
      personIds: fc
        .subarray([0, 1, 2, 3], { maxLength: 2 })
        .map((picked) => picked.map((index) => library.personIds[index] ?? '')),
      tagIds: fc.oneof(
        fc.constant(null),
        fc
          .subarray([0, 1, 2, 4, 6], { maxLength: 2 })
          .map((picked) => picked.map((index) => library.tagIds[index] ?? '')),
      ),
      isNotInAlbum: fc.boolean(),
      originalFileName: fc.constantFrom('img', 'R5', 'ete a', 'スクリーン', 'mov', 'zzz'),
      description: fc.constantFrom('fete', 'the', 'AURORA'),
      originalPath: fc.constantFrom('/photos/20', '.MP4'),
      city: fc.constantFrom('Paris', 'Besançon', 'paris', null),
      country: fc.constantFrom('France', 'Norway', null),
      make: fc.constantFrom('Canon', 'Apple', null),
      lensModel: fc.constantFrom('FE 85mm F1.8', null),
      rating: fc.constantFrom(null, 1, 5),
      type: fc.constantFrom('IMAGE' as const, 'VIDEO' as const),
      visibility: fc.constantFrom('timeline' as const, 'archive' as const, 'hidden' as const, 'locked' as const),
      isFavorite: fc.boolean(),
      isMotion: fc.boolean(),
      withStacked: fc.boolean(),
      withDeleted: fc.boolean(),
      takenAfter: time,
      takenBefore: time,
      trashedAfter: fc.constant(0),
      minFileSize: fc.integer({ min: 0, max: 9_000_000 }),
    },
    { requiredKeys: [] },
  )
  .chain((filter) =>
    fc.subarray(Object.entries(filter), { maxLength: 3 }).map((kept): SearchFilter => Object.fromEntries(kept)),
  )
  .map((filter): SearchFilter => (filter.albumIds?.length ? filter : { ...filter, ownerId: library.ownerId }));

describe('a search', () => {
  test('finds exactly what its conditions say, whatever they are', async () => {
    let matches = 0;
    await fc.assert(
      fc.asyncProperty(anyFilter, async (filter) => {
        const expected = assets.filter((asset) => shouldFind(filter, asset)).map((asset) => asset.id);
        matches += expected.length;
        const ids = (await found(filter)).map((asset) => asset.id);
        expect(ids.toSorted()).toEqual(expected.toSorted());
        expect(await countRows(store, filter)).toBe(expected.length);
      }),
      { numRuns: 150 },
    );
    expect(matches).toBeGreaterThan(0);
  });

  test('gives every match once over its pages, in the same order as in one page', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyFilter,
        fc.integer({ min: 1, max: 300 }),
        fc.constantFrom('newest first' as const, 'oldest first' as const, 'largest first' as const),
        async (filter, limit, order) => {
          const whole = await findRows(store, filter, order, all);
          const paged: number[] = [];
          for (let offset = 0; offset < whole.length; offset += limit) {
            paged.push(...(await findRows(store, filter, order, { limit, offset })));
          }
          expect(paged).toEqual(whole);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('is newest first, by id among equals', async () => {
    const list = await found({ ownerId: library.ownerId });
    const sorted = list.toSorted((a, b) => b.fileCreatedAt - a.fileCreatedAt || (a.id < b.id ? 1 : -1));
    expect(list).toEqual(sorted);
  });

  test('is read from the index in its order, without sorting', async () => {
    const from = matching({ ownerId: library.ownerId, visibility: 'timeline', city: 'Paris', isFavorite: true });
    const { rows } = await sql<{ detail: string }>`explain query plan select asset."row" ${from}
      order by asset.fileCreatedAt desc, asset.id desc`.execute(store);
    expect(rows.map(({ detail }) => detail)).toEqual(['SEARCH asset USING INDEX assetSearch (ownerId=?)']);
  });

  test('finds a checksum in base64 and in hex', async () => {
    const asset = assets.find(
      (one) =>
        one.ownerId === library.ownerId &&
        one.heldPath === null &&
        one.deletedAt === null &&
        one.visibility === 'timeline',
    );
    const checksum = asset?.checksum ?? '';
    const hex = Buffer.from(checksum, 'base64').toString('hex');
    for (const form of [checksum, hex, hex.toUpperCase()]) {
      const list = await found({ ownerId: library.ownerId, checksum: form });
      expect(list.map(({ id }) => id)).toEqual([asset?.id]);
    }
  });

  test('takes % and _ in a name as wildcards, and a backslash before them as itself', async () => {
    const named = async (originalFileName: string) =>
      (await found({ originalFileName })).map((asset) => asset.originalFileName);
    expect(await named('100\\%\\_done')).not.toEqual([]);
    expect(await named('100\\%\\_done')).toEqual(await named('100%_done'));
    expect((await named('img_0_0')).every((name) => /img.0.0/i.test(name))).toBe(true);
    expect(await named('%')).toHaveLength(await countRows(store, {}));
    for (const text of ['\0', 'IMG\0']) expect(await named(text)).toEqual([]);
  });

  test('finds nothing for a pattern longer than SQLite takes', async () => {
    expect(await found({ originalFileName: 'é'.repeat(60_000) })).toEqual([]);
  });

  test('treats SQL in a value as text', async () => {
    expect(await found({ originalFileName: "' or 1=1 --", city: "' or ''='" })).toEqual([]);
  });
});
