import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { clearSingles } from '../../../src/library/store/duplicate-changes.ts';
import { type OpenLibrary, openTestLibrary } from '../../fixtures/open-library.ts';

const groupList = z.array(
  z.object({
    duplicateId: z.string(),
    assets: z.array(z.object({ id: z.string() })),
    suggestedKeepAssetIds: z.array(z.string()),
  }),
);

let open: OpenLibrary;
/** Three pictures that were put into one group by hand. */
let a: string;
let b: string;
let c: string;
let seed = 0;
let group: string;

beforeAll(async () => {
  open = await openTestLibrary();
});
afterAll(() => open.close());

beforeEach(async () => {
  [a, b, c] = [
    await open.addAsset({ seed: ++seed }),
    await open.addAsset({ seed: ++seed }),
    await open.addAsset({ seed: ++seed }),
  ];
  group = crypto.randomUUID();
  await putInGroup([a, b, c], group);
});
afterEach(async () => {
  expect(open.faults.splice(0)).toEqual([]);
  await open.library.store.updateTable('asset').set({ duplicateId: null, deletedAt: 1 }).execute();
});

async function change(ids: string[], body: object): Promise<void> {
  expect((await open.ask('PUT', '/assets', { body: { ids, ...body } })).status).toBe(204);
}

const putInGroup = (ids: string[], duplicateId: string | null) => change(ids, { duplicateId });

async function list(key = open.library.ownerKey): Promise<z.infer<typeof groupList>> {
  return groupList.parse((await open.ask('GET', '/duplicates', { key })).body);
}

async function memberIds(): Promise<string[][]> {
  return (await list()).map(({ assets }) => assets.map(({ id }) => id).sort());
}

async function resolve(keepAssetIds: string[], trashAssetIds: string[]) {
  const groups = [{ duplicateId: group, keepAssetIds, trashAssetIds }];
  return open.ask('POST', '/duplicates/resolve', { body: { groups } });
}

const asset = async (id: string) => (await open.ask('GET', `/assets/${id}`)).body;

/** Who was told apart from whom: the ids of each dismissal, those of this test only. */
async function toldApart(): Promise<string[][]> {
  const rows = await open.library.store.selectFrom('duplicateDismissal').selectAll().execute();
  const dismissals = new Set(rows.map(({ dismissalId }) => dismissalId));
  const lists = [...dismissals].map((dismissal) =>
    rows
      .filter(({ dismissalId }) => dismissalId === dismissal)
      .map(({ assetId }) => assetId)
      .sort(),
  );
  return lists.filter((ids) => ids.some((id) => [a, b, c].includes(id)));
}

describe('GET /duplicates', () => {
  it('lists groups with their assets', async () => {
    expect(await memberIds()).toEqual([[a, b, c].sort()]);
  });

  it.each([
    ['in the trash', () => open.ask('DELETE', '/assets', { body: { ids: [a] } })],
    ['locked', () => change([a], { visibility: 'locked' })],
    ['hidden', () => change([a], { visibility: 'hidden' })],
    ['deleted for good', () => open.ask('DELETE', '/assets', { body: { ids: [a], force: true } })],
    [
      'without its original',
      () => open.library.store.updateTable('asset').set({ isOffline: 1 }).where('id', '=', a).execute(),
    ],
  ])('leaves out what is %s', async (_, remove) => {
    await remove();
    expect(await memberIds()).toEqual([[b, c].sort()]);
  });

  it('leaves out stacks', async () => {
    await open.ask('POST', '/stacks', { body: { assetIds: [a, b] } });
    expect(await memberIds()).toEqual([]);
  });

  it('has archived assets', async () => {
    await change([a], { visibility: 'archive' });
    expect(await memberIds()).toEqual([[a, b, c].sort()]);
  });

  it('clears groups of which one asset is left, which counts as not compared from then on', async () => {
    const { store } = open.library;
    const { row, checksum } = await store
      .selectFrom('asset')
      .select(['row', 'checksum'])
      .where('id', '=', c)
      .executeTakeFirstOrThrow();
    await store
      .insertInto('duplicateExamined')
      .values({ assetRow: row, checksum })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await open.ask('DELETE', '/assets', { body: { ids: [a, b] } });
    expect(await list()).toEqual([]);
    expect(await asset(c)).toMatchObject({ duplicateId: null });
    expect(await store.selectFrom('duplicateExamined').selectAll().where('assetRow', '=', row).execute()).toEqual([]);
    // What went to the trash with the group comes back with it.
    expect(await asset(a)).toMatchObject({ duplicateId: group });
  });

  it('clears no group that has got a second asset meanwhile', async () => {
    await clearSingles(open.library.store, open.library.owner.id, [group]);
    expect(await memberIds()).toEqual([[a, b, c].sort()]);
  });

  it('shows everybody their own assets only, also where two people use one id', async () => {
    const other = await open.addUser(`other-${seed}`);
    const [one, two] = [
      await open.addAsset({ seed: ++seed, key: other.key }),
      await open.addAsset({ seed: ++seed, key: other.key }),
    ];
    await open.ask('PUT', '/assets', { key: other.key, body: { ids: [one, two], duplicateId: group } });
    expect((await list(other.key)).map(({ assets }) => assets.map(({ id }) => id).sort())).toEqual([[one, two].sort()]);
    expect(await memberIds()).toEqual([[a, b, c].sort()]);
    const groups = [{ duplicateId: group, keepAssetIds: [one], trashAssetIds: [two] }];
    const resolved = await open.ask('POST', '/duplicates/resolve', { key: other.key, body: { groups } });
    expect(resolved.body).toEqual([{ id: group, success: true }]);
    expect(await memberIds()).toEqual([[a, b, c].sort()]);
    await open.ask('PUT', '/assets', { key: other.key, body: { ids: [one], duplicateId: group } });
    await open.ask('DELETE', `/duplicates/${group}`, { key: other.key });
    expect(await memberIds()).toEqual([[a, b, c].sort()]);
    expect(await list(other.key)).toEqual([]);
  });

  it.each([
    ['the largest file', { fileSize: 9_000_000 }, {}],
    [
      'of equal files the one that says more about itself',
      { fileSize: 9_000_000, make: 'Canon' },
      { fileSize: 9_000_000 },
    ],
  ])('suggests %s', async (_, ofB, ofC) => {
    const { store } = open.library;
    await store.updateTable('asset').set(ofB).where('id', '=', b).execute();
    if (Object.keys(ofC).length > 0) await store.updateTable('asset').set(ofC).where('id', '=', c).execute();
    expect((await list())[0]?.suggestedKeepAssetIds).toEqual([b]);
  });
});

describe('dismissing', () => {
  it('clears the group and remembers its members as told apart', async () => {
    expect((await open.ask('DELETE', `/duplicates/${group}`)).status).toBe(204);
    expect(await list()).toEqual([]);
    expect(await toldApart()).toEqual([[a, b, c].sort()]);
  });

  it('of several groups tells only the members of each apart', async () => {
    const other = '22222222-2222-4222-8222-222222222222';
    const [d, e] = [await open.addAsset({ seed: ++seed }), await open.addAsset({ seed: ++seed })];
    await putInGroup([d, e], other);
    expect((await open.ask('DELETE', '/duplicates', { body: { ids: [group, other] } })).status).toBe(204);
    expect(await toldApart()).toEqual([[a, b, c].sort()]);
    const all = await open.library.store.selectFrom('duplicateDismissal').selectAll().execute();
    const [ofD, ofE] = [d, e].map((id) =>
      all.filter(({ assetId }) => assetId === id).map(({ dismissalId }) => dismissalId),
    );
    expect(ofD).toEqual(ofE);
    expect(ofD).toHaveLength(1);
  });

  it('does not concern what was in the trash', async () => {
    await open.ask('DELETE', '/assets', { body: { ids: [a] } });
    await open.ask('DELETE', `/duplicates/${group}`);
    expect(await toldApart()).toEqual([[b, c].sort()]);
    expect(await asset(a)).toMatchObject({ duplicateId: null });
  });

  it('is all or nothing', async () => {
    const unknown = crypto.randomUUID();
    expect((await open.ask('DELETE', '/duplicates', { body: { ids: [group, unknown] } })).status).toBe(400);
    expect(await memberIds()).toEqual([[a, b, c].sort()]);
  });

  it('by taking one asset out by hand leaves the others grouped', async () => {
    await putInGroup([c], null);
    expect(await memberIds()).toEqual([[a, b].sort()]);
    expect(await toldApart()).toEqual([[a, b, c].sort()]);
  });

  it('forgets assets with their rows', async () => {
    await open.ask('DELETE', `/duplicates/${group}`);
    const { store } = open.library;
    await expect(
      store.insertInto('duplicateDismissal').values({ assetId: crypto.randomUUID(), dismissalId: 'x' }).execute(),
    ).rejects.toThrow('FOREIGN KEY');
    await store
      .deleteFrom('assetText')
      .where('rowid', 'in', (eb) => eb.selectFrom('asset').select('row').where('id', '=', a))
      .execute();
    await store.deleteFrom('asset').where('id', '=', a).execute();
    expect(await toldApart()).toEqual([[b, c].sort()]);
  });
});

describe('resolving', () => {
  it('keeps one and trashes the others, softly', async () => {
    const held = await open.filesIn('held');
    expect((await resolve([a], [b, c])).body).toEqual([{ id: group, success: true }]);
    expect(await asset(a)).toMatchObject({ isTrashed: false, duplicateId: null });
    for (const id of [b, c]) expect(await asset(id)).toMatchObject({ isTrashed: true, duplicateId: null });
    expect(await open.filesIn('held')).toEqual(held);
    expect(await toldApart()).toEqual([]);
  });

  it('passes on what was known of the others', async () => {
    const { store } = open.library;
    const albums = [];
    for (const [albumName, assetIds] of [
      ['Of b', [b]],
      ['Of all', [a, b, c]],
      ['Of nobody', []],
    ] as const) {
      albums.push(
        z.object({ id: z.string() }).parse((await open.ask('POST', '/albums', { body: { albumName, assetIds } })).body)
          .id,
      );
    }
    const tags = z
      .array(z.object({ id: z.string() }))
      .parse((await open.ask('PUT', '/tags', { body: { tags: ['x/y', 'z'] } })).body);
    await open.ask('PUT', `/tags/${tags[0]?.id}/assets`, { body: { ids: [b] } });
    await open.ask('PUT', `/tags/${tags[1]?.id}/assets`, { body: { ids: [a, c] } });
    await change([a], { description: 'Ours\nCommon' });
    await change([b], { isFavorite: true, rating: 3, description: 'Common\nTheirs', latitude: 48.85, longitude: 2.35 });
    await change([c], { rating: 5, visibility: 'archive' });
    await resolve([a], [b, c]);
    expect(await asset(a)).toMatchObject({
      isFavorite: true,
      visibility: 'archive',
      exifInfo: { rating: 5, description: 'Ours\nCommon\nTheirs', latitude: 48.85, longitude: 2.35, city: 'Paris' },
      tags: [{ value: 'x/y' }, { value: 'z' }],
    });
    const links = await store.selectFrom('albumAsset').select('albumId').where('assetId', '=', a).execute();
    expect(links.map(({ albumId }) => albumId).sort()).toEqual(albums.slice(0, 2).sort());
    const cover = await store
      .selectFrom('album')
      .select('thumbnailAssetId')
      .where('id', '=', albums[0] ?? '')
      .executeTakeFirst();
    expect(cover).toEqual({ thumbnailAssetId: a });
    const found = await open.ask('POST', '/search/smart', { body: { query: 'theirs y' } });
    expect(found.body).toMatchObject({ assets: { items: [{ id: a }] } });
  });

  it.each([
    ['a rating that is higher', { rating: 5 }, { rating: 3 }, { rating: 5 }],
    ['a rejection, where nobody rated it', { rating: -1 }, {}, { rating: -1 }],
    [
      'its own place',
      { latitude: 1, longitude: 2 },
      { latitude: 48.85, longitude: 2.35 },
      { latitude: 1, longitude: 2 },
    ],
    [
      'its description, when the others have none',
      { description: '  as it was \n\n' },
      {},
      { description: '  as it was \n\n' },
    ],
  ])('leaves the keeper %s', async (_, own, others, expected) => {
    await change([a], own);
    if (Object.keys(others).length > 0) await change([b], others);
    await resolve([a], [b, c]);
    expect(await asset(a)).toMatchObject({ exifInfo: expected });
  });

  it('does not reject the keeper because a copy was rejected', async () => {
    await change([b], { rating: -1 });
    await resolve([a], [b, c]);
    expect(await asset(a)).toMatchObject({ exifInfo: { rating: null } });
  });

  it('passes on no place where the others disagree', async () => {
    await change([b], { latitude: 48.85, longitude: 2.35 });
    await change([c], { latitude: 52.5, longitude: 13.4 });
    await resolve([a], [b, c]);
    expect(await asset(a)).toMatchObject({ exifInfo: { latitude: null, longitude: null } });
  });

  it('passes nothing on with two keepers, which are not grouped again', async () => {
    await change([c], { isFavorite: true, rating: 5 });
    await resolve([a, b], [c]);
    for (const id of [a, b]) expect(await asset(id)).toMatchObject({ isFavorite: false, exifInfo: { rating: null } });
    expect(await asset(c)).toMatchObject({ isTrashed: true });
    expect(await toldApart()).toEqual([[a, b].sort()]);
  });

  it('passes nothing on without a keeper', async () => {
    expect((await resolve([], [a, b, c])).body).toEqual([{ id: group, success: true }]);
    for (const id of [a, b, c]) expect(await asset(id)).toMatchObject({ isTrashed: true });
  });

  it('leaves albums of others alone that the owner may only look at', async () => {
    const other = await open.addUser(`viewer-${seed}`);
    const { store, owner } = open.library;
    const id = crypto.randomUUID();
    const times = { createdAt: 0, updatedAt: 0 };
    await store
      .insertInto('album')
      .values({ id, name: 'Theirs', description: '', order: 'desc', isActivityEnabled: 1, ...times })
      .execute();
    await store
      .insertInto('albumUser')
      .values([
        { albumId: id, userId: other.id, role: 'owner' },
        { albumId: id, userId: owner.id, role: 'viewer' },
      ])
      .execute();
    await store.insertInto('albumAsset').values({ albumId: id, assetId: b, createdAt: 0 }).execute();
    await resolve([a], [b, c]);
    const members = await store.selectFrom('albumAsset').select('assetId').where('albumId', '=', id).execute();
    expect(members).toEqual([{ assetId: b }]);
  });

  it('tells of each group how it went, and does what it can', async () => {
    const other = '33333333-3333-4333-8333-333333333333';
    await putInGroup([c], other);
    const asked = [
      { duplicateId: group, keepAssetIds: [a], trashAssetIds: [] },
      { duplicateId: other, keepAssetIds: [c], trashAssetIds: [] },
      { duplicateId: other, keepAssetIds: [c], trashAssetIds: [] },
    ];
    const { status, body } = await open.ask('POST', '/duplicates/resolve', { body: { groups: asked } });
    expect(status).toBe(200);
    expect(body).toMatchObject([
      { id: group, success: false, error: 'validation' },
      { id: other, success: true },
      { id: other, success: false, error: 'not_found' },
    ]);
    expect(await asset(a)).toMatchObject({ duplicateId: group, isTrashed: false });
  });

  it('undoes a group whole that fails half-way, says so, and goes on', async () => {
    const { store } = open.library;
    const other = '44444444-4444-4444-8444-444444444444';
    await putInGroup([c], other);
    await change([b], { isFavorite: true });
    const { sql } = await import('kysely');
    await sql`create trigger fail before update of deletedAt on asset when new.id = '${sql.raw(b)}'
      begin select raise(abort, 'no'); end`.execute(store);
    const asked = [
      { duplicateId: group, keepAssetIds: [a], trashAssetIds: [b] },
      { duplicateId: other, keepAssetIds: [], trashAssetIds: [c] },
    ];
    const { body } = await open.ask('POST', '/duplicates/resolve', { body: { groups: asked } });
    await sql`drop trigger fail`.execute(store);
    expect(body).toEqual([
      { id: group, success: false, error: 'unknown', errorMessage: 'Internal server error' },
      { id: other, success: true },
    ]);
    expect(await asset(a)).toMatchObject({ isFavorite: false, duplicateId: group });
    expect(open.faults.splice(0)).toHaveLength(1);
  });
});
