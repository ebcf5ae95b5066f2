/** How facts and changes are told on the duplicate board. */
import { describe, expect, test } from 'vitest';
import type { Batch } from '../../../src/apps/duplicate-board/batches.ts';
import { compare } from '../../../src/apps/duplicate-board/facts.ts';
import {
  tellChanges,
  tellPreviews,
  tellUndone,
  tellUndoPreviews,
} from '../../../src/apps/duplicate-board/tell-change.ts';
import { boardGroup } from '../../fixtures/board-groups.ts';

describe('facts', () => {
  test('that differ are told copy by copy, with the greatest; what is the same once; what nobody has not at all', () => {
    const { assets } = boardGroup([
      {
        width: 4000,
        height: 3000,
        taken: '2024-05-01T10:20:30',
        albums: ['Sea', 'Sun'],
        more_albums: 3,
        format: 'HEIC',
      },
      { width: 4000, height: 3000, taken: '2024-05-01T10:20:30', favorite: true },
    ]);
    expect(compare(assets)).toEqual({
      differing: [
        { label: 'Size', values: ['2 kB', '1 kB'], best: [0] },
        { label: 'Format', values: ['HEIC', 'JPEG'], best: [] },
        { label: 'Favourite', values: [undefined, 'yes'], best: [] },
        { label: 'Albums', values: ['Sea, Sun, 3 more', undefined], best: [] },
      ],
      same: [
        { label: 'Pixels', value: '4000 × 3000' },
        { label: 'Taken', value: '2024-05-01 10:20:30' },
      ],
    });
  });

  test('of which two copies have as much are marked at both, of which all have as much at none', () => {
    const three = boardGroup([{ bytes: 5 }, { bytes: 5 }, { bytes: 4 }]).assets;
    expect(compare(three).differing[0]).toMatchObject({ label: 'Size', best: [0, 1] });
    const alike = boardGroup([{ bytes: 5 }, { bytes: 5 }]).assets;
    expect(compare(alike).differing).toEqual([]);
    const turned = boardGroup([
      { width: 400, height: 300 },
      { width: 300, height: 400 },
    ]).assets;
    expect(compare(turned).differing[1]).toMatchObject({ label: 'Pixels', best: [] });
  });
});

const batch = (...ids: string[]): Batch => ({ tool: 'immich_duplicates_resolve', ids, args: {} });
const ok = <Data>(data: Data) => ({ ok: true as const, data });
const failed = { ok: false as const, message: 'The library is away.' };
const nameOf = (id: string) => (id === 'g1' ? 'a.jpg' : undefined);
const plan = { groups: 2, kept: 2, trashed: 3, bytes_freed: 4_200_000, permanent: false, note: 'It can be restored.' };

describe('a preview', () => {
  test('adds up what all batches would do, and names what is left alone', () => {
    const skipped = [{ id: 'g1', error: 'nothing of it would be kept' }];
    const lines = tellPreviews(
      [
        { batch: batch('g1', 'g2'), answer: ok({ ...plan, skipped, skipped_count: 1, trashed_favorites: 1 }) },
        { batch: batch('g3'), answer: ok({ ...plan, groups: 1, stacked: 2, groups_with_caution: 1 }) },
      ],
      nameOf,
    );
    expect(lines).toEqual([
      { tone: 'plain', text: '3 groups: 4 files kept, 6 files to the trash, 2 files stacked, which frees 8.4 MB.' },
      { tone: 'plain', text: 'It can be restored.' },
      { tone: 'caution', text: 'To the trash go 1 favourite.' },
      { tone: 'caution', text: 'In 1 group something speaks against what is kept.' },
      { tone: 'refusal', text: 'a.jpg left alone: nothing of it would be kept' },
    ]);
  });

  test('tells what would be for good as something to think about', () => {
    const lines = tellPreviews([{ batch: batch('g1'), answer: ok({ ...plan, permanent: true }) }], nameOf);
    expect(lines[0]).toEqual({
      tone: 'caution',
      text: '2 groups: 2 files kept, 3 files deleted for good, which frees 4.2 MB.',
    });
  });

  test('counts nothing of what is refused, and says how many groups that is', () => {
    const lines = tellPreviews(
      [
        { batch: batch('g1', 'g2'), answer: ok(plan) },
        { batch: batch('g3', 'g4', 'g5'), answer: ok({ ...plan, would_be_refused: 'Too much.' }) },
        { batch: batch('g6'), answer: failed },
      ],
      nameOf,
    );
    expect(lines.map(({ text }) => text)).toEqual([
      '2 groups: 2 files kept, 3 files to the trash, which frees 4.2 MB.',
      'It can be restored.',
      'Not possible for 4 groups: Too much.',
      'Not possible for 4 groups: The library is away.',
    ]);
  });
});

describe('an outcome', () => {
  test('tells item by item what was not done, and how many more', () => {
    const items = Array.from({ length: 9 }, (_, at) => ({ id: at === 0 ? 'g1' : `x${at}`, error: 'refused' }));
    const data = {
      resolved: 3,
      trashed: 4,
      bytes_freed: 5000,
      failed: items,
      failed_count: 60,
      unclear: 2,
      not_tried: 1,
      stopped: 'It stopped.',
    };
    const lines = tellChanges([{ batch: batch('g1'), answer: ok(data) }], 7, nameOf);
    expect(lines[0]).toEqual({ tone: 'plain', text: '3 groups done, 4 files in the trash, 5 kB freed.' });
    expect(lines[1]).toEqual({ tone: 'refusal', text: 'a.jpg not done: refused' });
    expect(lines.slice(9).map(({ text }) => text)).toEqual([
      '52 more not done',
      'It stopped.',
      '2 groups of which it is unclear whether they were done.',
      '8 groups not tried.',
    ]);
  });

  test('of a call that failed tells the failure', () => {
    expect(tellChanges([{ batch: batch('g1'), answer: failed }], 0, nameOf)).toEqual([
      { tone: 'plain', text: '0 groups done.' },
      { tone: 'refusal', text: 'The library is away.' },
    ]);
  });
});

describe('an undo', () => {
  test('tells before what would stay as it is and what cannot come back', () => {
    const data = {
      affected_count: 5,
      changed_since: [{}, {}],
      cannot_come_back: [{}],
      cannot_come_back_count: 30,
      notes: ['Mind.'],
    };
    expect(
      tellUndoPreviews([
        { id: 'c1', answer: ok(data) },
        { id: 'c2', answer: failed },
      ]),
    ).toEqual([
      { tone: 'plain', text: '5 things would be as before: files, groups, albums.' },
      { tone: 'caution', text: '2 things changed since and would stay as they are.' },
      { tone: 'refusal', text: '30 things cannot come back.' },
      { tone: 'caution', text: 'Mind.' },
      { tone: 'refusal', text: 'The library is away.' },
    ]);
  });

  test('tells afterwards what came back and what did not', () => {
    const answers = [ok({ restored: 4, failed: [{ id: 'x', error: 'gone' }], unclear: [{ id: 'y' }] }), failed];
    expect(tellUndone(answers).map(({ text }) => text)).toEqual([
      '4 things brought back.',
      'x not brought back: gone',
      'y not brought back',
      'The library is away.',
    ]);
  });
});
