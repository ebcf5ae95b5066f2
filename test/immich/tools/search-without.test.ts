import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assetDto } from '../../fixtures/immich-dtos.ts';
import { answerJson, startStandIn } from '../../fixtures/immich-stand-in.ts';
import {
  assetsIn,
  connectForTest,
  type LocalTools,
  openLocalTools,
  type Told,
  toolsOf,
} from '../../fixtures/immich-tools.ts';
import { type FilledLibrary, fillLibrary } from '../../fixtures/library-rows.ts';

let local: LocalTools;
let filled: FilledLibrary;
beforeAll(async () => {
  local = await openLocalTools();
  filled = await fillLibrary(local.library.store, { assets: 1500, seed: 31 });
});
afterAll(() => local.close());

function listing(told: Told): Record<string, unknown> {
  const { assets } = told.data;
  if (typeof assets !== 'object' || assets === null) throw new Error(told.text);
  return { ...assets };
}

async function everyPage(args: Record<string, unknown>): Promise<{ ids: Set<unknown>; totals: Set<unknown> }> {
  const ids: unknown[] = [];
  const totals = new Set<unknown>();
  for (let page: unknown = 1; page !== undefined; ) {
    const told = await local.call('immich_search_metadata', { ...args, page, page_size: 100 });
    ids.push(...assetsIn(told).map((asset) => asset.id));
    totals.add(listing(told).total);
    page = listing(told).nextPage;
  }
  expect(new Set(ids).size).toBe(ids.length);
  return { ids: new Set(ids), totals };
}

type Part = 'album' | 'tags' | 'people' | 'description';

/** What the tables say of the owner's timeline, with what each asset has. */
async function timeline(): Promise<{ id: string; taken: number; has: Record<Part, boolean> }[]> {
  const { store, owner } = local.library;
  const rows = await store
    .selectFrom('asset')
    .selectAll()
    .where('ownerId', '=', owner.id)
    .where('visibility', '=', 'timeline')
    .where('heldPath', 'is', null)
    .where('deletedAt', 'is', null)
    .execute();
  const idsOf = async (table: 'albumAsset' | 'tagAsset' | 'face') =>
    new Set((await store.selectFrom(table).select('assetId').execute()).map((row) => row.assetId));
  const people = await store.selectFrom('face').select('assetId').where('personId', 'is not', null).execute();
  const inPeople = new Set(people.map((row) => row.assetId));
  const [inAlbum, tagged] = await Promise.all([idsOf('albumAsset'), idsOf('tagAsset')]);
  return rows.map((row) => ({
    id: row.id,
    taken: row.fileCreatedAt,
    has: {
      album: inAlbum.has(row.id),
      tags: tagged.has(row.id),
      people: inPeople.has(row.id),
      description: (row.description ?? '').trim() !== '',
    },
  }));
}

describe('immich_search_metadata without something', () => {
  test.each<[Part[]]>([
    [['album']],
    [['tags']],
    [['people']],
    [['description']],
    [['album', 'tags']],
    [['people', 'description']],
    [['album', 'tags', 'people', 'description']],
  ])('%j finds exactly what has none of it, with the true total on every page', async (without) => {
    const all = await timeline();
    const expected = all.filter(({ has }) => without.every((part) => !has[part]));
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(all.length);
    const { ids, totals } = await everyPage({ without });
    expect(ids).toEqual(new Set(expected.map(({ id }) => id)));
    expect(totals).toEqual(new Set([expected.length]));
  });

  test('goes together with every other filter, newest first', async () => {
    const year = 2021;
    const inYear = (await timeline()).filter(({ taken }) => new Date(taken).getUTCFullYear() === year);
    const expected = inYear.filter(({ has }) => !has.album && !has.description).sort((a, b) => b.taken - a.taken);
    expect(expected.length).toBeGreaterThan(3);
    const range = { taken_after: `${year}`, taken_before: `${year}`, page_size: 100 };
    const told = await local.call('immich_search_metadata', { ...range, without: ['album', 'description'] });
    const taken = new Map(expected.map((asset) => [asset.id, asset.taken]));
    expect(assetsIn(told).map(({ id }) => taken.get(String(id)))).toEqual(
      expected.slice(0, 100).map((asset) => asset.taken),
    );
  });

  test('past the end tells the true total', async () => {
    const { total } = listing(await local.call('immich_search_metadata', { without: ['description'] }));
    const past = await local.call('immich_search_metadata', { without: ['description'], page: 400 });
    expect(listing(past)).toEqual({ total, count: 0, items: [] });
  });

  test.each([
    [{ without: ['people'], person_id: () => filled.personIds[0] }, /person_id and without "people" exclude/],
    [{ without: ['tags'], tag_id: () => filled.tagIds[0] }, /tag_id and without "tags" exclude/],
    [{ without: ['faces'] }, /without/],
  ])('%j is refused: the server would answer with something else', async (args, message) => {
    const given = Object.fromEntries(
      Object.entries(args).map(([name, value]) => [name, typeof value === 'function' ? value() : value]),
    );
    expect((await local.call('immich_search_metadata', given)).error).toMatch(message);
  });
});

describe('immich_search_metadata by tag', () => {
  test('finds what has the tag or one below it', async () => {
    const { store } = local.library;
    const [first] = await store.selectFrom('tag').select(['id', 'value']).where('parentId', 'is', null).execute();
    const below = await store
      .selectFrom('tag')
      .select('id')
      .where((tag) => tag.or([tag('value', '=', first?.value ?? ''), tag('value', 'like', `${first?.value}/%`)]))
      .execute();
    const ids = below.map(({ id }) => id);
    const rows = await store.selectFrom('tagAsset').select('assetId').where('tagId', 'in', ids).execute();
    const tagged = new Set(rows.map(({ assetId }) => assetId));
    const expected = (await timeline()).filter(({ id }) => tagged.has(id)).map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(0);
    expect((await everyPage({ tag_id: first?.id })).ids).toEqual(new Set(expected));
  });
});

describe('on a server', () => {
  test('albums and tags are left to its own filters, in the search and in the count', async () => {
    const bodies: unknown[] = [];
    const server = await startStandIn((request, response) => {
      bodies.push(JSON.parse(request.body));
      const more = request.url.endsWith('/statistics')
        ? { total: 77 }
        : { assets: { items: [assetDto(1)], nextPage: '2' } };
      answerJson(response, more);
    });
    const connection = connectForTest({ baseUrl: server.url });
    const told = await toolsOf(connection)('immich_search_metadata', { without: ['album', 'tags'] });
    await connection.close();
    await server.close();
    expect(told.data).toMatchObject({ assets: { total: 77, nextPage: 2 } });
    const filter = { isNotInAlbum: true, tagIds: null, visibility: 'timeline' };
    expect(bodies).toEqual([expect.objectContaining(filter), filter]);
  });

  test('more candidates than can be looked through are refused before they are read, with a way out', async () => {
    let searches = 0;
    const server = await startStandIn((request, response) => {
      if (!request.url.endsWith('/statistics')) searches += 1;
      answerJson(response, { total: 20_001 });
    });
    const connection = connectForTest({ baseUrl: server.url });
    const { error } = await toolsOf(connection)('immich_search_metadata', { without: ['album', 'description'] });
    await connection.close();
    await server.close();
    expect(error).toMatch(/20001 assets match the rest.*one year at a time/);
    expect(searches).toBe(0);
  });

  test('a description of nothing but blanks is none', async () => {
    const server = await startStandIn((request, response) =>
      answerJson(
        response,
        request.url.endsWith('/statistics')
          ? { total: 2 }
          : {
              assets: {
                items: [assetDto(1, { description: ' \n' }), assetDto(2, { description: 'A' })],
                nextPage: null,
              },
            },
      ),
    );
    const connection = connectForTest({ baseUrl: server.url });
    const told = await toolsOf(connection)('immich_search_metadata', { without: ['description'] });
    await connection.close();
    await server.close();
    expect(told.data).toMatchObject({ assets: { total: 1, items: [{ id: assetDto(1).id }] } });
  });

  test('a page that cannot be read fails the whole answer: a total of the others would be wrong', async () => {
    const server = await startStandIn((request, response) => {
      if (request.url.endsWith('/statistics')) return answerJson(response, { total: 2500 });
      if (JSON.parse(request.body).page === 2) return answerJson(response, { message: 'Broken' }, 500);
      answerJson(response, { assets: { items: [assetDto(1)], nextPage: null } });
    });
    const connection = connectForTest({ baseUrl: server.url });
    const { error } = await toolsOf(connection)('immich_search_metadata', { without: ['people'] });
    await connection.close();
    await server.close();
    expect(error).toBeDefined();
  });
});
