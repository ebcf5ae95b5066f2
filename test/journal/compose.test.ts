/** Several changes seen as one. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type NetItem, netEffect, withCurrentIds } from '../../src/journal/compose.ts';

const asset = (id: string, before: NetItem['before'], after: NetItem['after']): NetItem => ({
  kind: 'asset',
  id,
  before,
  after,
});
const album = (id: string, before: NetItem['before'], after: NetItem['after']): NetItem => ({
  kind: 'album',
  id,
  before,
  after,
});
const membership = (id: string, albumId: string, inAlbum: boolean): NetItem =>
  asset(id, { albumId, inAlbum: !inAlbum }, { albumId, inAlbum });

describe('the net effect', () => {
  test('of one change is that change', () => {
    const item = asset('a', { rating: 1 }, { rating: 5 });
    expect(netEffect([[item]])).toEqual([item]);
  });

  test('runs from the first state to the last', () => {
    const later = asset('a', { rating: 3 }, { rating: 5 });
    const earlier = asset('a', { rating: 1 }, { rating: 3 });
    expect(netEffect([[later], [earlier]])).toEqual([asset('a', { rating: 1 }, { rating: 5 })]);
  });

  test('joins different fields of one thing', () => {
    const later = asset('a', { rating: 3 }, { rating: 5 });
    const earlier = asset('a', { favorite: false }, { favorite: true });
    expect(netEffect([[later], [earlier]])).toEqual([
      asset('a', { rating: 3, favorite: false }, { rating: 5, favorite: true }),
    ]);
  });

  test('is nothing where all ends as it began', () => {
    const later = asset('a', { rating: 3 }, { rating: 1 });
    const earlier = asset('a', { rating: 1 }, { rating: 3 });
    expect(netEffect([[later], [earlier]])).toEqual([]);
  });

  test('is nothing of what was made and deleted again', () => {
    const deleted = album('r', { albumName: 'Rome', assetIds: [] }, null);
    const made = album('r', null, { albumName: 'Rome' });
    expect(netEffect([[deleted], [made]])).toEqual([]);
  });

  describe('of a photo of PhotoPrism that was archived, which took it out of its albums,', () => {
    const photo = (before: NetItem['before'], after: NetItem['after']): NetItem => ({
      kind: 'photoprism_photo',
      id: 'p',
      before,
      after,
    });
    const archived = photo({ archived: false, albums: ['r'] }, { archived: true, albums: [] });
    const restored = photo({ archived: true }, { archived: false });
    const into = photo({ albumId: 'r', inAlbum: false }, { albumId: 'r', inAlbum: true });

    test('is in an album afterwards as it was before', () => {
      const net = netEffect([[into], [restored], [archived]]);
      expect(net).toEqual([photo({ archived: false, albums: ['r'] }, { archived: false, albums: [] })]);
    });

    test('is out of an album into which it came only before that', () => {
      expect(netEffect([[restored], [archived], [into]])).toContainEqual(into);
    });
  });

  test('of something that was renamed and then deleted has the first name', () => {
    const deleted = album('r', { albumName: 'Rome', description: 'x' }, null);
    const renamed = album('r', { albumName: 'Rom' }, { albumName: 'Rome' });
    expect(netEffect([[deleted], [renamed]])).toEqual([album('r', { albumName: 'Rom', description: 'x' }, null)]);
  });

  test.each([
    ['album', { albumId: 'r' }, 'inAlbum'],
    ['tag', { tagId: 'r' }, 'tagged'],
  ] as const)(
    'of an %s that was deleted and made again is what came into it and what left it',
    (kind, holder, inside) => {
      const states = { first: { name: 'Rome', assetIds: ['a', 'b'] }, last: { name: 'Roma', assetIds: ['b', 'c'] } };
      const made: NetItem = { kind, id: 'r', before: null, after: states.last };
      const deleted: NetItem = { kind, id: 'r', before: states.first, after: null };
      const net = netEffect([[made], [deleted]]);
      expect(net).toHaveLength(3);
      expect(net).toContainEqual({ kind, id: 'r', before: { name: 'Rome' }, after: { name: 'Roma' } });
      expect(net).toContainEqual(asset('a', { ...holder, [inside]: true }, { ...holder, [inside]: false }));
      expect(net).toContainEqual(asset('c', { ...holder, [inside]: false }, { ...holder, [inside]: true }));
    },
  );

  test('leaves the cover out that an empty album chose of what came into it', () => {
    const named = album(
      'r',
      { albumName: 'Rome', albumThumbnailAssetId: 'a' },
      { albumName: 'Roma', albumThumbnailAssetId: 'b' },
    );
    const added = [membership('a', 'r', true), membership('b', 'r', true)];
    expect(netEffect([[named], added])).toContainEqual(album('r', { albumName: 'Rome' }, { albumName: 'Roma' }));
    expect(netEffect([[named]])).toEqual([named]);
  });

  test('keeps places in different albums apart', () => {
    const items = [membership('a', 'rome', true), membership('a', 'paris', false)];
    expect(netEffect([items])).toEqual(items);
  });

  test('of contents that changed before the album was deleted is an album with its first contents', () => {
    const deleted = album('r', { albumName: 'Rome', assetIds: ['a', 'b'] }, null);
    const added = [membership('b', 'r', true), membership('c', 'r', false)];
    expect(netEffect([[deleted], added])).toEqual([album('r', { albumName: 'Rome', assetIds: ['a', 'c'] }, null)]);
  });

  test('of an album whose cover came into it with the changes is an album that chooses its own', () => {
    const state = { albumName: 'Rome', albumThumbnailAssetId: 'b', assetIds: ['a', 'b'] };
    const added = membership('b', 'r', true);
    expect(netEffect([[album('r', state, null)], [added]])).toEqual([
      album('r', { albumName: 'Rome', assetIds: ['a'] }, null),
    ]);
    const other = { ...state, albumThumbnailAssetId: 'a' };
    expect(netEffect([[album('r', other, null)], [added]])).toEqual([album('r', { ...other, assetIds: ['a'] }, null)]);
  });

  test('of something new has what it holds at the end', () => {
    const made = album('r', null, { albumName: 'Rome', assetIds: ['a', 'b'] });
    const moved = [membership('b', 'r', false), membership('c', 'r', true), membership('x', 'paris', true)];
    expect(netEffect([moved, [made]])).toEqual([
      membership('x', 'paris', true),
      album('r', null, { albumName: 'Rome', assetIds: ['a', 'c'] }),
    ]);
  });
});

describe('what somebody else changed between two changes', () => {
  const later = asset('a', { rating: 3, favorite: false }, { rating: 4, favorite: true });
  const earlier = asset('a', { rating: 1 }, { rating: 2 });

  test('is as far back as the net effect goes', () => {
    expect(netEffect([[later], [earlier]])).toEqual([
      { ...later, before: { rating: 3, favorite: false }, between: ['rating'] },
    ]);
  });

  test('is passed over by force', () => {
    expect(netEffect([[later], [earlier]], true)).toEqual([{ ...later, before: { rating: 1, favorite: false } }]);
  });

  test('keeps a deleted album as it was when it was deleted', () => {
    const deleted = album('r', { albumName: 'Rome', assetIds: ['a'] }, null);
    expect(netEffect([[deleted], [membership('a', 'r', false)]])).toEqual([deleted]);
  });
});

describe('the net effect on people', () => {
  const merged = (id: string, mergedInto: string, faceIds: string[]): NetItem => ({
    kind: 'person',
    id,
    before: { faceIds, mergedInto },
    after: null,
  });

  test('gives everybody their own faces, whatever was merged into whom', () => {
    const effect = netEffect([[merged('b', 'c', ['of a', 'of b'])], [merged('a', 'b', ['of a'])]]);
    expect(effect).toEqual([merged('b', 'c', ['of b']), merged('a', 'b', ['of a'])]);
  });
});

test('what was put into something new and taken out again is no part of it', () => {
  const made = album('r', null, { albumName: 'Rome', assetIds: [] });
  const moves = [[membership('a', 'r', false)], [membership('a', 'r', true)], [made]];
  expect(netEffect(moves)).toEqual([made]);
});

type Fields = Record<string, number>;
type State = Record<string, Fields | null>;

function pick(state: Fields, fields: readonly string[]): Fields {
  return Object.fromEntries(fields.map((field) => [field, state[field] ?? 0]));
}

/** Makes, alters or deletes (`fields` null) the thing in `now`, and says so as a change does. */
function alter(now: State, id: string, fields: Fields | null): NetItem[] {
  const before = now[id] ?? null;
  if (before === null && fields === null) return [];
  if (before === null || fields === null) {
    now[id] = fields === null ? null : { x: 0, y: 0, z: 0, ...fields };
    return [asset(id, before, now[id])];
  }
  now[id] = { ...before, ...fields };
  return [asset(id, pick(before, Object.keys(fields)), fields)];
}

test('taking back the net effect of any changes gives the first state', () => {
  const fields = fc.dictionary(fc.constantFrom('x', 'y', 'z'), fc.integer({ min: 0, max: 2 }), { minKeys: 1 });
  const step = fc.record({ id: fc.constantFrom('a', 'b'), fields: fc.option(fields, { nil: null }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const first: State = { a: { x: 0, y: 0, z: 0 }, b: null };
      const now: State = structuredClone(first);
      const changes: NetItem[][] = [];
      for (const { id, fields: wanted } of steps) changes.unshift(alter(now, id, wanted));
      for (const { id, before, after } of netEffect(changes)) {
        expect(after === null ? null : pick(now[id] ?? {}, Object.keys(after))).toEqual(after);
        now[id] = before === null ? null : JSON.parse(JSON.stringify({ ...now[id], ...before }));
      }
      expect(now).toEqual(first);
    }),
    { numRuns: 500 },
  );
});

test('ids that something got anew stand in place of the old ones, wherever they stood', () => {
  const item = asset('old', { albumId: 'old', assetIds: ['old', 'x'] }, { name: 'old house' });
  expect(withCurrentIds(item, new Map([['old', 'new']]))).toEqual(
    asset('new', { albumId: 'new', assetIds: ['new', 'x'] }, { name: 'old house' }),
  );
});
