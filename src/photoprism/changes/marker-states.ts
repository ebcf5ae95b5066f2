/** Faces in photos as they are now: for plans, for looking whether a change was made, and for taking it back. */
import type { JsonObject } from '../../catalog/json.ts';
import { type Result, success } from '../../catalog/result.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { facedPhoto, type MarkerRow } from '../subject-row.ts';

/** A face, and the photo that it is in: PhotoPrism shows no face by itself. */
export interface MarkerPlace {
  readonly id: string;
  readonly photoId: string;
}

/** Whose face it is, and who says so: empty for PhotoPrism, `manual` for a person. */
export function markerState({ Name, SubjUID, SubjSrc }: MarkerRow, photoId: string): JsonObject {
  return { photoId, Name, SubjUID, SubjSrc };
}

/** The faces in a photo; undefined where there is no such photo. */
export async function facesIn(
  photoUid: string,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<readonly MarkerRow[] | undefined>> {
  const photo = await library.request({ path: ['photos', photoUid], answer: facedPhoto }, call);
  if (!photo.ok) return photo.failure.code === 'not_found' ? success(undefined) : photo;
  const markers = (photo.value.body.Files ?? []).flatMap(({ Markers }) => Markers ?? []);
  return success(markers.filter(({ Type, Invalid }) => !Invalid && (Type === 'face' || Type === '')));
}

/** The state of each of these faces, in order; null for those that do not exist. */
export async function markerStates(
  places: readonly MarkerPlace[],
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<readonly (JsonObject | null)[]>> {
  const photoIds = [...new Set(places.map(({ photoId }) => photoId))];
  const read = await inParallel(photoIds, (photoId) => facesIn(photoId, library, call));
  if (!read.ok) return read;
  const byPhoto = new Map(photoIds.map((photoId, at) => [photoId, read.value[at] ?? []]));
  return success(
    places.map(({ id, photoId }) => {
      const marker = byPhoto.get(photoId)?.find(({ UID }) => UID === id);
      return marker === undefined ? null : markerState(marker, photoId);
    }),
  );
}
