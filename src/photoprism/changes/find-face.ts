/** Finds the face that an argument means, and the photo that it is in. */
import { failed, type Result, success } from '../../catalog/result.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { faceRow, type MarkerRow } from '../subject-row.ts';
import { photosOfFiles } from './file-photos.ts';
import { facesIn } from './marker-states.ts';

export interface FoundFace {
  readonly marker: MarkerRow;
  readonly photoId: string;
  /** Faces that look like it, where PhotoPrism says so. */
  readonly alike?: number | undefined;
}

const look = 'Look with photoprism_faces_list.';

/** A face in this photo. */
export async function faceInPhoto(
  id: string,
  photoId: string | undefined,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<FoundFace>> {
  if (photoId === undefined) return failed('invalid_input', 'photo_id is needed: the photo that this face is in.');
  const faces = await facesIn(photoId, library, call);
  if (!faces.ok) return faces;
  const marker = faces.value?.find(({ UID }) => UID === id);
  return marker === undefined
    ? failed('not_found', 'This photo does not exist, or has no such face.', look)
    : success({ marker, photoId });
}

/** The face that PhotoPrism shows for a cluster of them: naming it names the cluster. */
export async function faceOfCluster(
  id: string,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<FoundFace>> {
  const answer = await library.request({ path: ['faces', id], answer: faceRow }, call);
  if (!answer.ok) return answer;
  const { MarkerUID, FileUID, Samples } = answer.value.body;
  const photos = await photosOfFiles([FileUID], library, call);
  if (!photos.ok) return photos;
  const photoId = photos.value.get(FileUID);
  if (photoId === undefined) return failed('conflict', 'No photo shows this face: it may be archived.', look);
  const found = await faceInPhoto(MarkerUID, photoId, library, call);
  return found.ok ? success({ ...found.value, alike: Samples }) : found;
}
