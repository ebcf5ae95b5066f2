/** The files of one photo, which PhotoPrism calls a stack, as plans write them down and as undo compares them. */
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
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

/** Types of which PhotoPrism makes the pictures of a photo; it takes any other, and shows none then. */
const shownTypes: ReadonlySet<string> = new Set(['', 'jpg', 'png']);

/** Fails for a file that cannot stand for the photo; what a server does not say of it is no obstacle. */
export function requireShown({ FileType, Error: broken }: StackedFile): Result<undefined> {
  if (shownTypes.has(FileType) && broken === '') return success(undefined);
  const why = broken === '' ? `is a ${shortText(FileType, 6)}` : 'cannot be read';
  return failed('conflict', `A JPEG or PNG stands for a photo; this file ${why}.`, 'Choose another file of the photo.');
}

/** Fails for a file that PhotoPrism takes out of no stack. */
export function requireRemovable({ Primary, Sidecar, Root }: StackedFile): Result<undefined> {
  if (Primary) {
    return failed(
      'conflict',
      'The file that stands for the photo cannot be taken out.',
      'Let another one stand for it first: photoprism_stacks_set_primary.',
    );
  }
  if (!Sidecar && (Root === '' || Root === '/')) return success(undefined);
  return failed('conflict', 'Only originals can be taken out of a stack; this file belongs to another one.');
}
