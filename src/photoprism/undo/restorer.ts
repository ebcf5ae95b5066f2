/** Brings the things of a PhotoPrism library back to how they were. */
import type { ChangeItem, ItemOutcome } from '../../catalog/change.ts';
import type { Restorer } from '../../catalog/restorer.ts';
import { success } from '../../catalog/result.ts';
import { textsOf } from '../../catalog/state-values.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { facetRestorer } from '../../restoring/facet-restorer.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { albumMembers } from './album-members.ts';
import { albums } from './albums.ts';
import type { PhotoPrismFacet } from './facet.ts';
import { findMade } from './find-made.ts';
import { goingAlong } from './going-along.ts';
import { labels, withOwnPhotos, withoutOwnPhotos } from './labels.ts';
import { links } from './links.ts';
import { markers } from './markers.ts';
import { albumsToFill, photoArchive } from './photo-archive.ts';
import { photoLabels } from './photo-labels.ts';
import { photoReview } from './photo-review.ts';
import { roleOf } from './photo-role.ts';
import { photoSettings } from './photo-settings.ts';
import { primaryFiles, stackedFiles } from './stacks.ts';
import { subjects, withFaces } from './subjects.ts';

/** In the order in which things of one step are brought back: what holds others comes before what it holds. */
const facets: readonly PhotoPrismFacet[] = [
  subjects,
  labels,
  albums,
  photoLabels,
  albumMembers,
  photoArchive,
  photoReview,
  stackedFiles,
  primaryFiles,
  photoSettings,
  markers,
  links,
];

/** What others are in, or hang on. */
const holders: ReadonlySet<ChangeItem['kind']> = new Set([
  'photoprism_album',
  'photoprism_label',
  'photoprism_subject',
]);

/** Photos come out of the archive first, and go into it last; people who are merged again go when their faces are elsewhere. */
function stepOf(item: ChangeItem): number {
  const { kind, after } = item;
  if (roleOf(item) === 'archive') return after?.archived === false ? 0 : 4;
  if (kind === 'photoprism_subject' && after === null) return 3;
  return holders.has(kind) ? 1 : 2;
}

/** Makes the restorer of one library. */
export function photoprismRestorer(library: PhotoPrismLibrary): Restorer {
  const restorer = facetRestorer({ facets, stepOf }, library);
  return {
    ...restorer,
    look: async (items, call) => {
      const looked = await restorer.look(withOwnPhotos(items), call);
      return looked.ok ? success(looked.value.map(withoutOwnPhotos)) : looked;
    },
    restore: (items, call) => restore(restorer, items, call),
    refusals: (items, call) => library.protection.refusals(items, call),
    object: (change, call) => library.protection.object(change, call),
    goingAlong: (items, call) => goingAlong(items, library, call),
    findMade: (begun, call) => findMade(begun, library, call),
  };
}

/** A photo out of the archive also goes back into its albums; why that failed is told of the photo. */
async function restore(
  restorer: Pick<Restorer, 'restore'>,
  items: readonly ChangeItem[],
  call: CallContext,
): Promise<readonly ItemOutcome[]> {
  const meant = withoutContradictions(items);
  const filling = albumsToFill(meant);
  const told = await restorer.restore(
    [...withOwnPhotos(withFaces(meant.map((item) => withFilling(item, filling)))), ...filling],
    call,
  );
  const whyNot = new Map(
    told.slice(items.length).flatMap(({ id, error }) => (error === undefined ? [] : [[id, error] as const])),
  );
  return told.slice(0, items.length).map((outcome, position) => {
    const item = items[position];
    const error = item !== undefined && roleOf(item) === 'archive' ? whyNot.get(outcome.id) : undefined;
    return outcome.ok || error === undefined ? outcome : { ...outcome, error: `is not in all of its albums: ${error}` };
  });
}

/** An album that was deleted while photos of it were in the archive gets those, too. */
function withFilling(item: ChangeItem, filling: readonly ChangeItem[]): ChangeItem {
  if (item.kind !== 'photoprism_album' || item.after?.photoIds === undefined) return item;
  const coming = filling.filter(({ after }) => after?.albumId === item.id).map(({ id }) => id);
  const photoIds = [...new Set([...textsOf(item.after.photoIds), ...coming])];
  return { ...item, after: { ...item.after, photoIds } };
}

/** A photo that went into an album before it was archived goes out of the archive, but not into that album. */
function withoutContradictions(items: readonly ChangeItem[]): readonly ChangeItem[] {
  const moved = new Set(
    items.filter((item) => roleOf(item) === 'album').map(({ id, after }) => `${id} ${after?.albumId}`),
  );
  return items.map((item) => {
    if (roleOf(item) !== 'archive' || item.after?.albums === undefined) return item;
    const albumIds = textsOf(item.after.albums).filter((albumId) => !moved.has(`${item.id} ${albumId}`));
    return { ...item, after: { ...item.after, albums: albumIds } };
  });
}
