/** What a change through Albumen means for the duplicate groups, whichever tool made it. */

import * as z from 'zod';
import type { Change, ChangeItem } from '../../catalog/change.ts';
import type { JsonValue } from '../../catalog/json.ts';
import type { Result } from '../../catalog/result.ts';
import type { ChangeOutcome } from '../../catalog/tool.ts';

const ids = z.array(z.string());

export const changeNote = z.strictObject({
  /** When the change was over, in milliseconds since 1970. */
  at: z.number(),
  /** Assets that left the library or went to its trash. */
  gone: ids,
  /** Groups that exist no more. */
  dissolved: ids,
  /** Assets whose facts must be read anew. */
  touched: ids,
  /** Albums whose name and members must be read anew. */
  albums: ids,
  /** Nobody knows what it touched. */
  everything: z.boolean(),
});
export type ChangeNote = z.infer<typeof changeNote>;

/** The only change that may make an album of which, where it was not answered, nobody knows the id. */
const creatingAlbum = 'immich_albums_create';

/** The note of a change; undefined where it cannot matter here. `outcome` is undefined where a defect ended it. */
export function noteOf(change: Change, outcome: Result<ChangeOutcome> | undefined, at: number): ChangeNote | undefined {
  const doneItems = outcome?.ok === true ? outcome.value.items.filter(({ ok }) => ok) : [];
  const done = new Set(doneItems.map(({ id }) => id));
  const made = doneItems.filter((item) => item.made?.kind === 'album').map(({ id }) => id);
  const lists: Lists = { gone: [], dissolved: [], touched: [], albums: made };
  for (const item of change.items) noteItem(item, done.has(item.id), lists);
  const isBack = change.items.some(comesBack);
  const isUnknown = change.tool === creatingAlbum && outcome?.ok !== true;
  const everything = isBack || isUnknown;
  const isEmpty = Object.values(lists).every((list) => list.length === 0);
  return isEmpty && !everything ? undefined : { at, ...lists, albums: [...new Set(lists.albums)], everything };
}

/** Groups that come into being, and assets that leave the trash, are in no list that could be corrected. */
function comesBack({ kind, after }: ChangeItem): boolean {
  return after?.trashed === false || (kind === 'duplicate_group' && after !== null && after !== undefined);
}

type Lists = Record<'gone' | 'dissolved' | 'touched' | 'albums', string[]>;

function noteItem({ kind, id, before, after }: ChangeItem, isDone: boolean, lists: Lists): void {
  if (kind === 'album') lists.albums.push(id);
  else if (kind === 'duplicate_group' && isDone) lists.dissolved.push(id);
  else if (kind === 'duplicate_group' || kind === 'stack') lists.touched.push(...textsIn(before?.assetIds));
  else if (kind === 'asset' && typeof before?.albumId === 'string') lists.albums.push(before.albumId);
  else if (kind === 'asset' && isDone && (after === null || after?.trashed === true)) lists.gone.push(id);
  else if (kind === 'asset') lists.touched.push(id);
}

function textsIn(list: JsonValue | undefined): string[] {
  const read = ids.safeParse(list);
  return read.success ? read.data : [];
}
