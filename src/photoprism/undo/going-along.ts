/** What goes along when something is brought back or taken away: photos that are archived leave their albums, links end with theirs, labels come off. */
import type { ChangeItem } from '../../catalog/change.ts';
import { textOf, textsOf } from '../../catalog/state-values.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { endingLinks } from '../changes/ending-links.ts';
import { photosLabelled } from '../changes/labelled-photos.ts';
import { photoItems } from '../changes/photo-plan.ts';
import { archiveState, labelState, photoStates, unlabelled } from '../changes/states.ts';
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
  const unlabelling = (
    await Promise.all(items.filter(isLabelGone).map((item) => alsoUnlabelled(item, items, library, call)))
  ).flat();
  const [known, touched] = [
    new Set(items.map(({ id, after }) => `${id} ${after?.albumId}`)),
    new Set(items.map(({ id }) => id)),
  ];
  const out = leaving.flatMap(({ kind, id, before }, position) =>
    textsOf(states.value[position]?.albums)
      .filter((albumId) => !textsOf(before?.albums).includes(albumId) && !known.has(`${id} ${albumId}`))
      .map((albumId) => ({ kind, id, before: { albumId, inAlbum: true }, after: { albumId, inAlbum: false } })),
  );
  return [...ending.filter(({ id }) => !touched.has(id)), ...out, ...unlabelling];
}

function isLabelGone({ kind, after }: ChangeItem): boolean {
  return kind === 'photoprism_label' && after === null;
}

/** Photos that lose a label with it, besides those that are meant to. */
async function alsoUnlabelled(
  { id, before }: ChangeItem,
  items: readonly ChangeItem[],
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<readonly ChangeItem[]> {
  const own = new Set(items.filter(({ before }) => before?.labelId === id).map((item) => item.id));
  const labelled = await photosLabelled({ UID: id, Name: textOf(before?.Name) }, library, call);
  if (!labelled.ok) return [];
  const key = { labelId: id };
  return photoItems(
    labelled.value.photos.filter((photo) => !own.has(photo.id)),
    (photo) => labelState(photo, key),
    () => ({ ...key, ...unlabelled }),
  );
}
