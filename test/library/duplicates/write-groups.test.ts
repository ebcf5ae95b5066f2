import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Copy } from '../../../src/library/duplicates/group-copies.ts';
import { markExamined, writeGroups } from '../../../src/library/duplicates/write-groups.ts';
import { type OpenLibrary, openTestLibrary } from '../../fixtures/open-library.ts';

let open: OpenLibrary;
let ids: string[];

beforeAll(async () => {
  open = await openTestLibrary();
  ids = [await open.addAsset({ seed: 1 }), await open.addAsset({ seed: 2 }), await open.addAsset({ seed: 3 })];
});
afterAll(() => open.close());
beforeEach(async () => {
  await open.library.store.updateTable('asset').set({ duplicateId: null, deletedAt: null }).execute();
});

const copy = (at: number, duplicateId: string | null = null): Copy => ({
  id: ids[at] ?? '',
  content: at,
  duplicateId,
  dismissals: [],
});

async function groupIds(): Promise<(string | null)[]> {
  const rows = await open.library.store.selectFrom('asset').select(['id', 'duplicateId']).execute();
  return ids.map((id) => rows.find((row) => row.id === id)?.duplicateId ?? null);
}

describe('writing groups', () => {
  it('gives a new group an id, and added members that of theirs', async () => {
    const { store } = open.library;
    const stale = await writeGroups(store, [{ duplicateId: null, present: [], added: [copy(0), copy(1)] }]);
    const [first, second, third] = await groupIds();
    expect([stale, third]).toEqual([[], null]);
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(second).toBe(first);
    const present = [copy(0, first ?? null), copy(1, first ?? null)];
    await writeGroups(store, [{ duplicateId: first ?? null, present, added: [copy(2)] }]);
    expect(await groupIds()).toEqual([first, first, first]);
  });

  it.each([
    ['an asset went to the trash', { deletedAt: 1 }],
    ['an asset came into a group', { duplicateId: 'h' }],
    ['an asset was hidden', { visibility: 'hidden' }],
  ] as const)('leaves a group out when meanwhile %s, and writes the others', async (_, values) => {
    const { store } = open.library;
    await store
      .updateTable('asset')
      .set(values)
      .where('id', '=', ids[0] ?? '')
      .execute();
    const plan = { duplicateId: null, present: [], added: [copy(0), copy(1)] };
    const other = { duplicateId: null, present: [], added: [copy(2)] };
    expect(await writeGroups(store, [plan, other])).toEqual([plan]);
    const [, second, third] = await groupIds();
    expect(second).toBeNull();
    expect(third).not.toBeNull();
    await store.updateTable('asset').set({ visibility: 'timeline' }).execute();
  });

  it('adds nothing to a group whose members have changed meanwhile', async () => {
    const { store } = open.library;
    await store
      .updateTable('asset')
      .set({ duplicateId: 'g' })
      .where('id', '=', ids[0] ?? '')
      .execute();
    await store
      .updateTable('asset')
      .set({ duplicateId: 'other' })
      .where('id', '=', ids[1] ?? '')
      .execute();
    const plan = { duplicateId: 'g', present: [copy(0, 'g'), copy(1, 'g')], added: [copy(2)] };
    expect(await writeGroups(store, [plan])).toEqual([plan]);
    expect(await groupIds()).toEqual(['g', 'other', null]);
  });

  it('adds nothing to a group that was dismissed meanwhile', async () => {
    const plan = { duplicateId: 'g', present: [copy(0, 'g'), copy(1, 'g')], added: [copy(2)] };
    expect(await writeGroups(open.library.store, [plan])).toEqual([plan]);
    expect(await groupIds()).toEqual([null, null, null]);
  });
});

describe('remembering what was compared', () => {
  it('keeps what its content was, and passes over what is gone', async () => {
    const { store } = open.library;
    const { row } = await store
      .selectFrom('asset')
      .select('row')
      .where('id', '=', ids[0] ?? '')
      .executeTakeFirstOrThrow();
    const content = { rows: [], hash: null, shape: 1, isMoving: false };
    await markExamined(store, [{ ...content, checksum: 'old', newRows: [row, 999_999] }]);
    await markExamined(store, [{ ...content, checksum: 'new', newRows: [row] }]);
    const marks = await store.selectFrom('duplicateExamined').selectAll().execute();
    expect(marks).toEqual([{ assetRow: row, checksum: 'new' }]);
  });
});
