import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Result } from '../../src/catalog/result.ts';
import { connectPhotoPrism, type PhotoPrismLibrary } from '../../src/photoprism/connection.ts';
import { readPhotoPage, readPhotos, readPhotoUids } from '../../src/photoprism/paging.ts';
import { photoSearch } from '../../src/photoprism/search/photo-search.ts';
import { adminToken, type PhotoPrismStandIn, startPhotoPrism } from '../fixtures/photoprism/server.ts';
import { addPhoto } from '../fixtures/photoprism/state.ts';

const call = { signal: new AbortController().signal };
let server: PhotoPrismStandIn;
let library: PhotoPrismLibrary;

beforeAll(async () => {
  server = await startPhotoPrism();
  library = connectPhotoPrism({ baseUrl: server.url, accessToken: adminToken, timeoutSeconds: 10, maxRetries: 0 });
});

afterAll(async () => {
  await library.close();
  await server.close();
});

beforeEach(() => {
  server.state.photos = [];
});

function told<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

/** Fills the library with photos of so many files each; returns their uids in PhotoPrism's order of `added`. */
function fill(filesOfEach: readonly number[]): string[] {
  server.state.photos = [];
  for (const [index, count] of filesOfEach.entries()) {
    const files = Array.from({ length: count }, (_, file) => ({ Size: 1000 * (file + 1) + index }));
    addPhoto(server.state, { files });
  }
  return server.state.photos.map(({ UID }) => UID).reverse();
}

const added = { order: 'added' };
const library5 = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 9 });
const few = fc.integer({ min: 1, max: 6 });

describe('every photo is read exactly once', () => {
  test('page by page, whatever the page size and however many files each has', async () => {
    await fc.assert(
      fc.asyncProperty(library5, few, few, async (filesOfEach, size, chunk) => {
        const wanted = fill(filesOfEach);
        const read: string[] = [];
        for (let page = 1; ; page++) {
          const part = told(await readPhotoPage(library, { query: added, page, size, chunk }, call));
          expect(part).toMatchObject({ total: wanted.length, exact: true, hasMore: page * size < wanted.length });
          expect(part.photos.map(({ Files }) => Files.length)).toEqual(
            part.photos.map(({ UID }) => server.state.photos.find((photo) => photo.UID === UID)?.Files.length),
          );
          read.push(...part.photos.map(({ UID }) => UID));
          if (!part.hasMore) break;
        }
        expect(read).toEqual(wanted);
      }),
      { numRuns: 12 },
    );
  });

  test('in an order that scatters the files of a photo over the result', async () => {
    await fc.assert(
      fc.asyncProperty(library5, few, few, async (filesOfEach, size, chunk) => {
        const there = fill(filesOfEach);
        const read: string[] = [];
        for (let page = 1; (page - 1) * size < there.length; page++) {
          const part = told(await readPhotoPage(library, { query: { order: 'size' }, page, size, chunk }, call));
          expect(part.total).toBe(there.length);
          read.push(...part.photos.map(({ UID }) => UID));
        }
        expect(read).toHaveLength(there.length);
        expect(new Set(read)).toEqual(new Set(there));
      }),
      { numRuns: 12 },
    );
  });

  test('as a whole, with all files or with none', async () => {
    await fc.assert(
      fc.asyncProperty(library5, few, async (filesOfEach, chunk) => {
        const wanted = fill(filesOfEach);
        const all = { query: added, most: 100, chunk };
        expect(told(await readPhotoUids(library, all, call))).toEqual({ uids: wanted, complete: true });
        const { photos, complete } = told(await readPhotos(library, all, call));
        expect(photos.map(({ UID, Files }) => [UID, Files.length])).toEqual(
          wanted.map((uid, index) => [uid, [...filesOfEach].reverse()[index]]),
        );
        expect(complete).toBe(true);
      }),
      { numRuns: 12 },
    );
  });
});

describe('what is cut off', () => {
  test.each([0, 1, 4, 5, 6])('is told: %i of five photos', async (most) => {
    const wanted = fill([2, 1, 3, 1, 2]);
    const expected = { uids: wanted.slice(0, most), complete: most >= 5 };
    expect(told(await readPhotoUids(library, { query: added, most, chunk: 2 }, call))).toEqual(expected);
    const { photos, complete } = told(await readPhotos(library, { query: added, most, chunk: 2 }, call));
    expect({ uids: photos.map(({ UID }) => UID), complete }).toEqual(expected);
    expect(photos.map(({ Files }) => Files.length)).toEqual([2, 1, 3, 1, 2].slice(0, most));
  });

  test('is told of a count that would take too long', async () => {
    const wanted = fill(Array.from({ length: 40 }, () => 1));
    const part = told(await readPhotoPage(library, { query: added, page: 2, size: 5, countFiles: 10, chunk: 5 }, call));
    expect(part).toMatchObject({ total: 20, exact: false, hasMore: true });
    expect(part.photos.map(({ UID }) => UID)).toEqual(wanted.slice(5, 10));
  });
});

test('a page beyond the end is empty, and says how many there are', async () => {
  fill([1, 2]);
  const part = told(await readPhotoPage(library, { query: added, page: 3, size: 2 }, call));
  expect(part).toEqual({ photos: [], total: 2, exact: true, hasMore: false });
});

test('a random order has one page, of different photos', async () => {
  fill([1, 2, 3, 1, 1]);
  const query = { order: 'random' };
  const part = told(await readPhotoPage(library, { query, page: 1, size: 3 }, call));
  expect(new Set(part.photos.map(({ UID }) => UID)).size).toBe(3);
  expect(part).toMatchObject({ total: 5, exact: true, hasMore: true });
  expect(await readPhotoPage(library, { query, page: 2, size: 3 }, call)).toMatchObject({
    failure: { code: 'invalid_input' },
  });
});

test('a search finds what its filters say', async () => {
  fill([1, 1, 2]);
  const [first, , third] = server.state.photos;
  if (first === undefined || third === undefined) throw new Error('no photos');
  Object.assign(first, { Favorite: true, Year: 2001 });
  Object.assign(third, { Favorite: true, Title: 'A & B | "C": D' });
  const found = async (search: Parameters<typeof photoSearch>[0]) =>
    told(await readPhotoUids(library, { query: told(photoSearch(search)), most: 9 }, call)).uids;
  expect(await found({ filters: { favorite: true } })).toEqual([third.UID, first.UID]);
  expect(await found({ query: 'favorite:yes year:2001' })).toEqual([first.UID]);
  expect(await found({ filters: { title: ['A & B | "C": D'] } })).toEqual([third.UID]);
  expect(await found({ query: 'stack:yes' })).toEqual([third.UID]);
});

const json = { 'content-type': 'application/json' };

test('a server that always says there is more, and never sends any, is asked no further', async () => {
  server.faults.add({ kind: 200, body: '[]', headers: { ...json, 'x-count': '0', 'x-limit': '0' }, times: 2 });
  const asked = server.requests.length;
  expect(told(await readPhotoUids(library, { query: added, most: 5 }, call)).uids).toEqual([]);
  expect(server.requests).toHaveLength(asked + 1);
  server.faults.clear();
});

test('a file that is sent twice, because the library changed in between, is there once', async () => {
  const body = JSON.stringify([{ UID: 'pqbcf5j446s0futy', Files: [{ UID: 'fqbcf5j446s0futy' }] }]);
  for (const limit of ['1', '2']) {
    server.faults.add({ kind: 200, body, headers: { ...json, 'x-count': '1', 'x-limit': limit } });
  }
  const { photos } = told(await readPhotos(library, { query: added, most: 5, chunk: 1 }, call));
  expect(photos.map(({ Files }) => Files)).toEqual([[{ UID: 'fqbcf5j446s0futy' }]]);
});

test('an answer that counts wrongly is not believed', async () => {
  fill([1, 1]);
  const body = JSON.stringify([{ UID: 'pqbcf5j446s0futy' }]);
  const answers: [string, Record<string, string>][] = [
    [body, { 'x-count': '2', 'x-limit': '2' }],
    [body, {}],
    ['{}', { 'x-count': '1', 'x-limit': '2' }],
    ['[{"UID":""}]', { 'x-count': '1', 'x-limit': '2' }],
  ];
  for (const [text, headers] of answers) {
    server.faults.add({ kind: 200, body: text, headers: { ...json, ...headers } });
    const read = await readPhotoUids(library, { query: added, most: 5, chunk: 2 }, call);
    expect(read).toMatchObject({ ok: false, failure: { code: 'unexpected' } });
  }
});
