/** The files of one photo, which PhotoPrism calls a stack, as plans write them down and as undo compares them. */
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { type PhotoDetail, primaryFile } from '../photo-detail.ts';

export type StackedFile = PhotoDetail['Files'][number];

/** Which file stands for the photo. */
export function primaryState(photo: PhotoDetail): JsonObject {
  return { primaryFile: primaryFile(photo)?.UID ?? null };
}

/** Which files the photo has. */
export function stackState({ Files }: PhotoDetail): JsonObject {
  return { stackedFiles: Files.map(({ UID }) => UID).sort() };
}

/** The file of a stack that is meant; fails where the photo has no such file, or no other. */
export function fileOfStack(photo: PhotoDetail, fileId: string): Result<StackedFile> {
  if (photo.Files.length < 2) {
    return failed('conflict', 'This photo has only one file.', 'Find stacks with photoprism_photos_search: stack:yes.');
  }
  const file = photo.Files.find(({ UID }) => UID === fileId);
  return file === undefined
    ? failed('not_found', 'The photo has no such file.', 'photoprism_photos_get lists its files with their ids.')
    : success(file);
}
