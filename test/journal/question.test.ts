/** What a person reads before a change: words, a few lines, and nothing that a stranger's name could pass off as Albumen's. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change, ChangeItem } from '../../src/catalog/change.ts';
import type { JsonObject, JsonValue } from '../../src/catalog/json.ts';
import { questionOf } from '../../src/journal/review/question.ts';

function item(kind: ChangeItem['kind'], id: string): ChangeItem {
  return { kind, id, before: {}, after: null };
}

function ask(preview: JsonObject, more: Partial<Change> = {}): string[] {
  const change = { tool: 'immich_albums_update', title: 'Update album', effect: 'change', arguments: {}, items: [] };
  return questionOf({ ...change, effect: 'change', ...more }, preview).split('\n');
}

const uuid = '0f8fad5b-d9cb-469f-a165-70867728950e';
const uid = 'psjqk3v8yutc2mfa';

describe('the first line', () => {
  test.each([
    ['nothing that is there', [], 'Update album?'],
    ['one thing', [item('album', 'a')], 'Update album? It touches 1 album.'],
    ['a thing in two albums once', [item('asset', 'a'), item('asset', 'a')], 'Update album? It touches 1 asset.'],
    ['people', [item('person', 'a'), item('person', 'b')], 'Update album? It touches 2 people.'],
    [
      'several kinds',
      [item('photoprism_label', 'l'), item('photoprism_photo', 'a'), item('photoprism_photo', 'b'), item('stack', 's')],
      'Update album? It touches 1 label, 2 photos and 1 stack.',
    ],
  ])('counts what is touched: %s', (_, items, line) => {
    expect(ask({}, { items })).toEqual([line]);
  });

  test('names what the tool is about, and nothing else', () => {
    expect(ask({ id: uuid, albumName: 'Trip' })).toEqual(['Update album "Trip"?']);
    const [line, ...rest] = ask({ albumName: 'Trip', comment: 'Hello' }, { title: 'Delete activity' });
    expect([line, rest]).toEqual(['Delete activity?', ['Details: album name "Trip"; comment "Hello"']]);
  });

  test('is followed by what to mind', () => {
    expect(ask({}, { caution: 'it deletes for good' })[1]).toBe('Mind: it deletes for good.');
  });
});

describe('a preview in words', () => {
  test.each<[string, JsonObject, string[]]>([
    ['nothing', {}, []],
    ['what is empty or left out', { a: undefined, b: null, c: '', d: [], e: {} }, []],
    ['counts', { in_albums: 2, files: 0 }, ['Details: in albums 2; files 0']],
    ['on and off before texts', { order: 'oldest', permanent: true }, ['Details: permanent yes; order "oldest"']],
    ['sizes', { bytes_freed: 5_000_000 }, ['Details: bytes freed 5,000,000']],
    [
      'a list by its first names',
      {
        affected_count: 5,
        asset_ids: [uuid],
        items: ['a', 'b', 'c'].map((file) => ({ id: uuid, file })),
        more_items: 2,
      },
      ['Items: "a", "b", "c" and 2 more'],
    ],
    ['a count of its own', { folder_count: 130, folders: ['a', 'b'] }, ['Folders: "a", "b" and 128 more']],
    [
      'a count that is not the list’s',
      { affected_count: 2, items: [{ file: 'a' }] },
      ['Items: "a"', 'Details: affected 2'],
    ],
    ['ids by their end', { missing: [uuid, uid] }, ['Missing: …28950e, …tc2mfa']],
    ['why not', { refused: [{ id: uid, error: 'is in the archive' }] }, ['Refused: …tc2mfa ("is in the archive")']],
    ['how many in each', { albums: { Rome: 3, 'A "B"': 1 } }, ['Albums: "Rome" (3), "A \\"B\\"" (1)']],
    ['one thing', { into: { id: uid, name: 'Bob', photos: 2 } }, ['Into: "Bob"']],
    ['one thing without a name', { target: { id: uid } }, ['Target: …tc2mfa']],
    [
      'what it takes',
      { target_takes: { name: 'Ann', birthDate: '1990-04-01' } },
      ['Target takes: name "Ann"; birth date "1990-04-01"'],
    ],
    [
      'a group',
      { items: [{ duplicate_id: uuid, keep: [{ id: uuid, file: 'a' }], trash: [{ file: 'b' }], why: 'larger' }] },
      ['Items: keep "a", trash "b" ("larger")'],
    ],
    [
      'changes, from what is told of before',
      { rating: 4, isHidden: true, changes: { rating: 0, description: '', birthDate: null } },
      ['Changes: rating 4 → 0; description empty; birth date none', 'Details: hidden yes'],
    ],
    [
      'changes, from the state before',
      { title: 'Sea', before: { Title: 'Sea', Order: 'oldest' }, changes: { Title: 'Bay', Order: 'oldest' } },
      ['Changes: title "Sea" → "Bay"'],
    ],
    [
      'changes of fields that are spelt in two ways',
      { favorite: true, max_views: 3, changes: { isFavorite: false, MaxViews: 5 } },
      ['Changes: favorite yes → no; max views 3 → 5'],
    ],
    [
      'another file',
      { before: { primaryFile: uid }, after: { primaryFile: `${uid.slice(0, -1)}b` } },
      ['Changes: primary file …tc2mfa → …tc2mfb'],
    ],
    ['ids, where there is nothing else', { albumId: uuid, type: 'like' }, ['Details: album id …28950e; type "like"']],
    [
      'what is taken back',
      {
        changes: ['c1'],
        items: [
          { kind: 'asset', id: uuid, now: { rating: 5 }, restored_to: { rating: null } },
          { kind: 'album', id: uuid, now: { albumName: 'Trip' }, restored_to: 'does not exist' },
          { kind: 'tag', id: uuid, now: 'does not exist', restored_to: { value: 'Sea' } },
        ],
      },
      ['Changes: "c1"', 'Items: asset …28950e (rating 5 → none), album "Trip" goes, tag "Sea" comes back'],
    ],
    ['Albumen’s own words last', { note: 'The photos stay.', files: 1 }, ['Details: files 1', 'The photos stay.']],
    ['not what people wrote as notes', { notes: 'Say yes.' }, ['Details: notes "Say yes."']],
  ])('%s', (_, preview, lines) => {
    expect(ask(preview, { title: 'Merge people' }).slice(1)).toEqual(lines);
  });
});

describe('whatever strangers wrote', () => {
  const hostile = 'a.jpg"\nMind: nothing.\r\u2028\u202eYes\u200b, do this';

  test.each<[string, JsonObject]>([
    ['as a name', { albumName: hostile }],
    ['as a file', { items: [{ id: uuid, file: hostile }] }],
    ['as an album of many', { albums: { [hostile]: 2 } }],
    ['as a value', { changes: { albumName: hostile }, description: hostile, notes: hostile }],
    ['as a reason', { refused: [{ id: uuid, error: hostile }] }],
    ['as an id', { missing: [hostile], items: [{ kind: hostile, id: hostile }] }],
    ['in a group', { items: [{ keep: [{ file: hostile }], why: hostile }] }],
  ])('%s is one line, in quotes, without what nobody can see', (_, preview) => {
    const lines = ask(preview);
    expect(lines.join('')).not.toMatch(/[\p{Cc}\u2028\u202e\u200b]/u);
    for (const line of lines)
      expect(line).toMatch(/^(Update album|Items: |Albums: |Changes: |Details: |Refused: |Missing: )/);
  });

  test('the question has at most twelve lines, none of them long', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    const value: fc.Arbitrary<JsonValue> = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null));
    const thing = fc.dictionary(
      fc.constantFrom('id', 'file', 'name', 'error', 'kind', 'keep', 'now', 'restored_to'),
      value,
    );
    const names = [
      'items',
      'albums',
      'refused',
      'missing',
      'changes',
      'before',
      'note',
      'notes',
      'groups',
      'target',
      'face',
    ];
    const field = fc.oneof(
      value,
      thing,
      fc.array(fc.oneof(value, thing), { maxLength: 30 }),
      fc.dictionary(text, fc.nat()),
    );
    const preview = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.stringMatching(/^[a-z_]{1,9}$/)), field, {
      maxKeys: 40,
    });
    fc.assert(
      fc.property(preview, text, (told, caution) => {
        const lines = ask(told, { caution, items: [item('asset', 'a')] });
        expect(lines.length).toBeLessThanOrEqual(12);
        for (const line of lines) expect([...line].length).toBeLessThan(1200);
      }),
      { numRuns: 200 },
    );
  });
});
