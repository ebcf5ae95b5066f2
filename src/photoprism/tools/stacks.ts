/** The tools for photos of several files: PhotoPrism's stacks. */
import * as z from 'zod';
import { type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import { lookAgain } from '../../changing/unclear.ts';
import { photosOfFiles } from '../changes/file-photos.ts';
import { type KnownPhoto, lookUpPhoto, withPhoto } from '../changes/photo-lookup.ts';
import {
  fileOfStack,
  primaryState,
  requireRemovable,
  requireShown,
  type StackedFile,
  stackState,
} from '../changes/stack-states.ts';
import { updateOne } from '../changes/update-one.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { photoAlone } from '../present/photo-alone.ts';
import { photoId } from './arguments.ts';
import { defineChange } from './define.ts';

const input = z.strictObject({ photo_id: photoId, file_id: z.string().describe('From photoprism_photos_get') });

/** What both tools send: about one file of one photo. */
interface FileWork {
  readonly photoUid: string;
  readonly fileUid: string;
}

export const stacksSetPrimary = defineChange({
  name: 'photoprism_stacks_set_primary',
  title: 'Set primary file of PhotoPrism stack',
  description:
    'Lets another file of a photo stand for it, at once. Find photos with several files by the filter stack:yes.',
  toolset: 'photoprism_photos',
  effect: 'change',
  permission: 'update',
  scopes: ['photos'],
  input,
  output: z.looseObject({ id: z.string() }),
  async plan({ photo_id, file_id }, library, call) {
    const known = await lookUpFile({ photoUid: photo_id, fileUid: file_id }, library, call);
    if (!known.ok) return known;
    const { detail, view, file } = known.value;
    const shown = requireShown(file);
    if (!shown.ok) return shown;
    const [before, after] = [primaryState(detail), { primaryFile: file_id }];
    return success({
      preview: { ...view, before, after },
      items: [{ kind: 'photoprism_photo', id: photo_id, before, after }],
      work: { photoUid: photo_id, fileUid: file_id },
    });
  },
  async apply(work, library, call) {
    const updated = await aboutFile(work, 'primary', library, call);
    if (!updated.ok) return updated;
    return success({ items: [{ id: work.photoUid, ok: true }], data: photoAlone(updated.value.detail, library.links) });
  },
});

export const stacksUnstack = defineChange({
  name: 'photoprism_stacks_unstack',
  title: 'Take file out of PhotoPrism stack',
  description: 'Makes a photo of its own of one file of a photo. Previews by default. Nothing puts it back.',
  toolset: 'photoprism_photos',
  effect: 'remove',
  permission: 'update',
  scopes: ['photos'],
  input,
  output: z.looseObject({ id: z.string().optional() }),
  async plan({ photo_id, file_id }, library, call) {
    const known = await lookUpFile({ photoUid: photo_id, fileUid: file_id }, library, call);
    if (!known.ok) return known;
    const { detail, view, file } = known.value;
    const removable = requireRemovable(file);
    if (!removable.ok) return removable;
    const stays = detail.Files.filter(({ UID }) => UID !== file_id);
    const [before, after] = [stackState(detail), stackState({ ...detail, Files: stays })];
    return success({
      preview: {
        ...view,
        affected_count: 1,
        leaves: shortText(file.Name, 100),
        stay: stays.length,
        note: 'PhotoPrism takes files along that belong to it by their name, and renames it on the disk where it is called like the photo.',
      },
      items: [{ kind: 'photoprism_photo', id: photo_id, before, after }],
      caution: 'a file that is taken out of a stack cannot be put back',
      work: { photoUid: photo_id, fileUid: file_id },
    });
  },
  async apply(work, library, call) {
    const updated = await aboutFile(work, 'unstack', library, call);
    if (!updated.ok) return updated;
    const { detail } = updated.value;
    const photos = await photosOfFiles([work.fileUid], library, lookAgain());
    return success({
      // It may not be alone in having left.
      items: [{ id: work.photoUid, ok: true, after: stackState(detail) }],
      data: {
        ...photoAlone(detail, library.links),
        new_photo_id: photos.ok ? photos.value.get(work.fileUid) : undefined,
      },
    });
  },
});

/** A photo as it is now, and one of its files. */
async function lookUpFile(
  { photoUid, fileUid }: FileWork,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<KnownPhoto & { readonly file: StackedFile }>> {
  const photo = withPhoto(await lookUpPhoto(library, photoUid, call));
  if (!photo.ok) return photo;
  const file = fileOfStack(photo.value.detail, fileUid);
  return file.ok ? success({ ...photo.value, file: file.value }) : file;
}

async function aboutFile(
  { photoUid, fileUid }: FileWork,
  action: 'primary' | 'unstack',
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<KnownPhoto>> {
  return updateOne(library, {
    what: 'photo',
    look: 'photoprism_photos_get',
    send: () =>
      library.request(
        { method: 'POST', path: ['photos', photoUid, 'files', fileUid, action], answer: z.unknown() },
        call,
      ),
    read: async (looking) => withPhoto(await lookUpPhoto(library, photoUid, looking)),
    isSo: ({ detail }) =>
      action === 'primary'
        ? primaryState(detail).primaryFile === fileUid
        : detail.Files.every(({ UID }) => UID !== fileUid),
  });
}
