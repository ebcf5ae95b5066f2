/** What a change through Albumen means for the duplicate groups, whichever tool made it. */

import * as z from 'zod';
import type { Change, ItemOutcome } from '../../catalog/change.ts';
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

/** Tools after which an asset is in no group. */
const deleting: ReadonlySet<string> = new Set(['immich_assets_delete', 'immich_duplicates_delete']);
/** The only change whose album has no id before. */
const creatingAlbum = 'immich_albums_create';

/** The note of a change; undefined where it cannot matter here. `outcome` is undefined where a defect ended it. */
export function noteOf(change: Change, outcome: Result<ChangeOutcome> | undefined, at: number): ChangeNote | undefined {
  const done = new Set(doneItems(outcome).map(({ id }) => id));
  const note = { at, gone: [], dissolved: [], touched: [], albums: [], everything: false } satisfies ChangeNote;
  const lists: Record<'gone' | 'dissolved' | 'touched' | 'albums', string[]> = note;
  for (const { kind, id, before } of change.items) {
    if (kind === 'album') lists.albums.push(id);
    else if (kind === 'duplicate_group') {
      if (done.has(id)) lists.dissolved.push(id);
      else lists.touched.push(...textsIn(before?.assetIds));
    } else if (kind === 'stack') lists.touched.push(...textsIn(before?.assetIds));
    else if (kind === 'asset') noteAsset(id, before?.albumId);
  }
  function noteAsset(id: string, albumId: JsonValue | undefined): void {
    if (typeof albumId === 'string') lists.albums.push(albumId);
    else if (deleting.has(change.tool) && done.has(id)) lists.gone.push(id);
    else lists.touched.push(id);
  }
  if (change.tool === creatingAlbum) lists.albums.push(...done);
  const unknown = change.tool === creatingAlbum && outcome?.ok !== true;
  const said = Object.values(lists).some((list) => list.length > 0);
  if (!said && !unknown) return undefined;
  return { ...note, albums: [...new Set(lists.albums)], everything: unknown };
}

function doneItems(outcome: Result<ChangeOutcome> | undefined): readonly ItemOutcome[] {
  return outcome?.ok === true ? outcome.value.items.filter(({ ok }) => ok) : [];
}

function textsIn(list: JsonValue | undefined): string[] {
  const read = ids.safeParse(list);
  return read.success ? read.data : [];
}
