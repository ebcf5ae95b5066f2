/** Changes in words. */
import { describe, expect, test } from 'vitest';
import { differencesOf, fateOf } from '../../../src/apps/history/differences.ts';
import { narrowedBy, narrowedText } from '../../../src/apps/history/narrowed.ts';
import { couldBeForced, leftGroups, previewItems, withoutAdvice } from '../../../src/apps/history/undo-answer.ts';
import { countOf, deedOf, fieldName, isPhoto, kindName, marksOf, valueName } from '../../../src/apps/history/words.ts';
import type { HistoryChange } from '../../../src/catalog/pages/history.ts';
import { allTools } from '../../../src/cli/all-tools.ts';

const change: HistoryChange = {
  id: 'c1',
  at: '2024-05-01T10:20:30.000Z',
  tool: 'immich_tag_assets',
  status: 'done',
  items: 3,
  changed: 3,
  undoable: true,
  pictures: [],
};

test.each(allTools.filter(({ effect }) => effect !== 'read').map(({ name }) => name))(
  '%s has words of its own',
  (tool) => {
    const plain = tool.replace(/^(immich|photoprism)_/, '').replaceAll('_', ' ');
    expect(deedOf({ tool }).toLowerCase()).not.toBe(plain);
  },
);

test('a tool of another version is called by its name', () => {
  expect(deedOf({ tool: 'immich_faces_of_tomorrow' })).toBe('Faces of tomorrow');
});

test.each([
  [{ tool: 'history_undo', undoes: ['a'] }, 'Took a change back'],
  [{ tool: 'history_undo', undoes: ['a', 'b'] }, 'Took 2 changes back'],
])('%o is called %s', (undo, text) => {
  expect(deedOf(undo)).toBe(text);
});

test.each([
  [3, 3, '3 items'],
  [1, 1, '1 item'],
  [1200, 3, '3 of 1,200 items'],
  [4, 0, '4 items'],
])('of %i items %i changed: %s', (items, changed, text) => {
  expect(countOf({ items, changed })).toBe(text);
});

test.each<[Partial<HistoryChange>, string[]]>([
  [{}, []],
  [{ status: 'begun' }, ['Under way']],
  [{ status: 'failed' }, ['Failed']],
  [{ undone: 'whole' }, ['Undone']],
  [{ status: 'partly', undone: 'partly' }, ['Partly done', 'Partly undone']],
])('%o is marked %o', (more, marks) => {
  expect(marksOf({ ...change, ...more }).map(({ text }) => text)).toEqual(marks);
});

test.each([
  ['favorite', 'Favourite'],
  ['dateTimeOriginal', 'Date time original'],
  ['album_name', 'Album name'],
  ['Title', 'Title'],
])('the field %s is called %s', (field, name) => {
  expect(fieldName(field)).toBe(name);
});

test.each([
  [null, 'none'],
  ['', 'none'],
  [true, 'yes'],
  [false, 'no'],
  [0, '0'],
  ['<b>', '<b>'],
  ['00000000-0000-4000-8000-000000000000', '…'],
])('the value %o is told as %s', (value, text) => {
  expect(valueName(value)).toBe(text);
});

test('photos of both libraries are photos, and what is not known is something', () => {
  expect([isPhoto('asset'), isPhoto('photoprism_photo'), isPhoto('album')]).toEqual([true, true, false]);
  expect(kindName('hologram')).toBe('Something');
});

describe('what became what', () => {
  const fields = (before: unknown, after: unknown) => differencesOf(before, after).map(({ field }) => field);

  test('of a change, only what differs', () => {
    expect(differencesOf({ rating: 3, favorite: true }, { rating: 5, favorite: true })).toEqual([
      { field: 'rating', before: 3, after: 5 },
    ]);
  });

  test('not to what a state belongs, unless that itself changed', () => {
    expect(fields({ inAlbum: false }, { albumId: 'x', inAlbum: true })).toEqual(['inAlbum']);
    expect(fields({ albumThumbnailAssetId: 'a' }, { albumThumbnailAssetId: 'b' })).toEqual(['albumThumbnailAssetId']);
  });

  test('of something new, or gone, all that is worth telling', () => {
    const album = { albumName: 'Rügen', description: '', order: null, assetIds: '4 entries', more_fields: 3 };
    expect(fields(undefined, album)).toEqual(['albumName', 'assetIds']);
    expect(fields(album, 'does not exist')).toEqual(['albumName', 'assetIds']);
  });

  test.each([
    [{}, {}, 'changed'],
    [undefined, {}, 'made'],
    ['does not exist', {}, 'made'],
    [{}, 'does not exist', 'gone'],
    [{}, undefined, 'gone'],
  ])('from %o to %o it was %s', (before, after, fate) => {
    expect(fateOf(before, after)).toBe(fate);
  });
});

describe('what an undo answers', () => {
  test('what stays is counted, also beyond what is listed', () => {
    const lost = [{ kind: 'asset', id: 'a', why: 'was deleted for good' }];
    expect(leftGroups({ cannot_come_back: lost, cannot_come_back_count: 30 })).toEqual([
      { what: 'lost', count: 30, items: lost },
    ]);
    expect(leftGroups({ changed_since: lost }).map(({ what, count }) => [what, count])).toEqual([['since', 1]]);
    expect(leftGroups({})).toEqual([]);
  });

  test('items go from how they are to how they will be', () => {
    const item = { kind: 'tag', id: 't', now: 'does not exist', restored_to: { name: 'Sea' } };
    expect(previewItems({ affected_count: 1, items: [item] })).toEqual([
      { kind: 'tag', id: 't', before: 'does not exist', after: { name: 'Sea' } },
    ]);
  });

  test('a refusal is told without its advice to a model', () => {
    const refusal =
      'There is nothing to take back: asset a changed since: rating. force: true takes back also what was changed since.';
    expect(couldBeForced(refusal)).toBe(true);
    expect(withoutAdvice(refusal)).toBe('There is nothing to take back: asset a changed since: rating.');
    expect(couldBeForced('There is no change "x".')).toBe(false);
  });
});

test('what the model asked for is said in words, and bounded', () => {
  const args = { since: '2024', tool: 'albums', page: 2, page_size: 5, caller: 7 };
  expect(narrowedBy(args)).toEqual({ since: '2024', tool: 'albums' });
  expect(narrowedText(narrowedBy(args))).toBe('Only changes since 2024, by tools called “albums”');
  expect(narrowedText({})).toBe('');
  expect(narrowedText({ tool: 'x'.repeat(500) }).length).toBeLessThan(140);
});
