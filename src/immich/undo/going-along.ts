/** What goes along when something is taken away: links and comments of albums, and comments on what leaves them. */
import type { ChangeItem } from '../../catalog/change.ts';
import { textOf } from '../../catalog/state-values.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { grouped } from '../../restoring/facet.ts';
import { endingActivities } from '../changes/ending-activities.ts';
import { endingLinks } from '../changes/ending-links.ts';
import type { ImmichLibrary } from '../connection.ts';

/** What the restoring of `items` ends besides them, so that it can come back with them. Nothing where the key may not look. */
export async function goingAlong(
  items: readonly ChangeItem[],
  library: ImmichLibrary,
  call: CallContext,
): Promise<readonly ChangeItem[]> {
  const along: ChangeItem[] = [];
  for (const { id } of items.filter(({ kind, after }) => kind === 'album' && after === null)) {
    along.push(...(await endingLinks(library, id, call)), ...(await endingActivities(library, id, undefined, call)));
  }
  for (const group of grouped(items.filter(leavesAlbum), ({ after }) => textOf(after?.albumId))) {
    const leaving = new Set(group.map(({ id }) => id));
    along.push(...(await endingActivities(library, textOf(group[0]?.after?.albumId), leaving, call)));
  }
  const known = new Set(items.map(keyOf));
  return along.filter((item) => !known.has(keyOf(item)));
}

function leavesAlbum({ kind, after }: ChangeItem): boolean {
  return kind === 'asset' && after?.inAlbum === false;
}

function keyOf({ kind, id }: ChangeItem): string {
  return `${kind} ${id}`;
}
