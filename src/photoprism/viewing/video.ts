/** The videos of PhotoPrism, and the clips of its live photos, read in parts. */
import * as z from 'zod';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { LookingCall, SeenAsset, VideoStream } from '../../viewing/eyes.ts';
import { lookUpPhoto, withPhoto } from '../changes/photo-lookup.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { formatOf } from '../video.ts';

/** No part is longer; only where PhotoPrism pays no heed to ranges it sends as much, and then all of the video. */
const mostBytes = 130_000_000;

/** What tells the file that moves from the others of a photo. */
const videoFile = z.looseObject({
  Hash: z.string().min(1),
  Video: z.boolean().default(false).catch(false),
  MediaType: z.string().default('').catch(''),
  Codec: z.string().default('').catch(''),
  /** Instead of one that is not there any more, PhotoPrism would play a film that says so. */
  Missing: z.literal(false).optional(),
});

/** Opens the video of a photo that this caller may see. PhotoPrism converts it first where it has another codec. */
export async function openPhotoVideo(
  { id, isVideo }: SeenAsset,
  library: PhotoPrismLibrary,
  call: LookingCall,
): Promise<Result<VideoStream>> {
  const photo = withPhoto(await lookUpPhoto(library, id, call));
  if (!photo.ok) return photo;
  const files = photo.value.detail.Files.flatMap((file) => videoFile.safeParse(file).data ?? []);
  const file = files.find(({ Video, MediaType }) => Video || MediaType === 'video' || MediaType === 'live');
  if (file === undefined)
    return failed('unsupported', isVideo ? 'The video file is missing.' : 'This is a photo without a clip.');
  const format = formatOf(file.Codec);
  return success({
    read: (range, { signal }) => library.video(file.Hash, format, range, { signal, maxBytes: mostBytes }),
  });
}
