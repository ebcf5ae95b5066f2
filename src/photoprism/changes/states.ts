/**
 * The state of photos as plans write it down and as undo compares it, with PhotoPrism's own field names where it has one.
 * An item of the kind `photoprism_photo` holds one of these:
 * - settings: some of the fields of `settingsOf`, each with the source that goes with it (`Title`, `TitleSrc`);
 * - `{ archived, albums }`: whether it is in the archive, and which albums that were filled by hand show it; archiving takes
 *   it out of all of them, and restoring brings none back; where it was restored, only `{ archived }`;
 * - `{ review }`: whether it waits to be approved; with `archived`, which approving also ends; nothing puts a photo back into review;
 * - `{ labelId, … }` or `{ labelName, … }`: see `labelState`;
 * - `{ primaryFile }` or `{ stackedFiles }`: see stack-states.ts;
 * - `{ albumId, inAlbum }`: see `memberStates`.
 */

import type { JsonObject } from '../../catalog/json.ts';
import { type Result, success } from '../../catalog/result.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import type { PhotoDetail, PhotoLabel } from '../photo-detail.ts';
import { isArchived, isInReview } from '../present/photo.ts';
import { isSameLabelName } from './label-lookup.ts';
import { lookUpPhoto } from './photo-lookup.ts';

/** Whether a photo is in the archive, and the albums that would lose it there. */
export function archiveState(photo: PhotoDetail): JsonObject {
  return {
    archived: isArchived(photo),
    albums: albumsHolding(photo)
      .map(({ UID }) => UID)
      .sort(),
  };
}

/** The albums that were filled by hand and show the photo; those that are a search find it by themselves. */
export function albumsHolding({ Albums }: PhotoDetail): PhotoDetail['Albums'] {
  return Albums.filter(({ Filter }) => Filter === '');
}

/** Whether a photo waits to be approved, and whether it is in the archive, which approving ends. */
export function reviewState(photo: PhotoDetail): JsonObject {
  return { review: isInReview(photo), archived: isArchived(photo) };
}

/** Which label is meant: by its uid, or by its name where it has none yet. */
export type LabelKey = { readonly labelId: string } | { readonly labelName: string };

/** The label on the photo, whether it counts or not. */
export function labelOn({ Labels }: PhotoDetail, key: LabelKey): PhotoLabel | undefined {
  return Labels.find(({ Label }) =>
    'labelId' in key ? Label?.UID === key.labelId : isSameLabelName(Label?.Name ?? '', key.labelName),
  );
}

/** What is written down of a label that a photo does not have at all; so that what it had comes back whole. */
export const unlabelled = { labelled: false, LabelSrc: null, Uncertainty: null } as const;

/**
 * Whether the photo has the label, with the source and the uncertainty (in percent) of what is written down about it. A
 * label that PhotoPrism found by itself stays at an uncertainty of 100 when it is taken off, which is not having it.
 */
export function labelState(photo: PhotoDetail, key: LabelKey): JsonObject {
  const entry = labelOn(photo, key);
  if (entry === undefined) return { ...key, ...unlabelled };
  const { LabelSrc, Uncertainty } = entry;
  return { ...key, labelled: Uncertainty < 100, LabelSrc, Uncertainty };
}

/** The states of many photos now, in order; null for photos that do not exist. */
export async function photoStates(
  wanted: readonly { readonly id: string; state(photo: PhotoDetail): JsonObject }[],
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<readonly (JsonObject | null)[]>> {
  const ids = [...new Set(wanted.map(({ id }) => id))];
  const looked = await inParallel(ids, (id) => lookUpPhoto(library, id, call));
  if (!looked.ok) return looked;
  const details = new Map(ids.map((id, at) => [id, looked.value[at]?.detail]));
  return success(
    wanted.map(({ id, state }) => {
      const detail = details.get(id);
      return detail === undefined ? null : state(detail);
    }),
  );
}
