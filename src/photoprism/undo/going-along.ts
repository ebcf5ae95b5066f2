/** What goes along when something is brought back or taken away: photos that are archived leave their albums, links end with theirs. */
import type { ChangeItem } from '../../catalog/change.ts';
import { textsOf } from '../../catalog/state-values.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { endingLinks } from '../changes/ending-links.ts';
import { archiveState, photoStates } from '../changes/states.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { roleOf } from './photo-role.ts';

/** What the restoring of `items` ends besides them, so that it can come back with them. Nothing where the token may not look. */
export async function goingAlong(
  items: readonly ChangeItem[],
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<readonly ChangeItem[]> {
  const leaving = items.filter((item) => roleOf(item) === 'archive' && item.after?.archived === true);
  const states = await photoStates(
    leaving.map(({ id }) => ({ id, state: archiveState })),
    library,
    call,
  );
  if (!states.ok) return [];
  const deleted = items.filter(({ kind, after }) => kind === 'photoprism_album' && after === null);
  const ending = (await Promise.all(deleted.map(({ id }) => endingLinks(id, library, call)))).flat();
  const [known, touched] = [
    new Set(items.map(({ id, after }) => `${id} ${after?.albumId}`)),
    new Set(items.map(({ id }) => id)),
  ];
  const out = leaving.flatMap(({ kind, id, before }, position) =>
    textsOf(states.value[position]?.albums)
      .filter((albumId) => !textsOf(before?.albums).includes(albumId) && !known.has(`${id} ${albumId}`))
      .map((albumId) => ({ kind, id, before: { albumId, inAlbum: true }, after: { albumId, inAlbum: false } })),
  );
  return [...ending.filter(({ id }) => !touched.has(id)), ...out];
}
