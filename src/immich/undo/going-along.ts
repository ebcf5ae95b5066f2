/** What goes along when something is brought back or taken away: links, comments and covers of albums. */
import type { ChangeItem } from '../../catalog/change.ts';
import { textOf } from '../../catalog/state-values.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { grouped } from '../../restoring/facet.ts';
import { albumsOfEach } from '../changes/album-membership.ts';
import { type Covers, readCovers } from '../changes/covers.ts';
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

/** The covers of albums that `items` touch without setting one: the library may choose another by itself. */
export async function coversAtStake(
  items: readonly ChangeItem[],
  library: ImmichLibrary,
  call: CallContext,
): Promise<Covers> {
  const own = new Set(items.filter(setsCover).map(({ id }) => id));
  const moved = items.filter(({ kind, after }) => kind === 'asset' && after?.trashed !== undefined);
  const albums = await albumsOfEach(
    library,
    moved.map(({ id }) => id),
    call,
  );
  const ids = [
    ...items.map(({ kind, after }) => (kind === 'asset' ? textOf(after?.albumId) : '')),
    ...(albums.ok ? albums.value.flat().map(({ id }) => id) : []),
  ];
  return readCovers(
    ids.filter((id) => id !== '' && !own.has(id)),
    library,
    call,
  );
}

/** An album that comes or goes does so with its cover. */
function setsCover({ kind, before, after }: ChangeItem): boolean {
  return kind === 'album' && (before === null || !after || after.albumThumbnailAssetId !== undefined);
}
