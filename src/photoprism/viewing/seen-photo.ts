/** How a photo of PhotoPrism looks to the viewing tools. */
import type { SeenAsset } from '../../viewing/eyes.ts';
import type { PhotoRow } from '../photo-row.ts';
import { isPictureHash } from '../picture.ts';
import { fileNameOf } from '../present/photo.ts';

/** Only what PhotoPrism says is not private is shown: of a photo of which it says nothing, nobody knows. */
export function isShown({ Private }: Pick<PhotoRow, 'Private'>): boolean {
  return Private === false;
}

/** The photo; its version is the hash of the file that stands for it, empty where there is none. */
export function seenPhoto(photo: PhotoRow): SeenAsset {
  const file = photo.Files.find(({ Primary }) => Primary === true) ?? photo.Files[0];
  const hash = file?.Hash ?? photo.Hash ?? '';
  const { Width: width = 0, Height: height = 0 } = file ?? photo;
  return {
    id: photo.UID,
    file: fileNameOf(photo),
    taken: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(photo.TakenAtLocal ?? photo.TakenAt ?? '')?.[0],
    isVideo: photo.Type === 'video',
    // Go writes durations in nanoseconds.
    seconds: photo.Duration ? photo.Duration / 1e9 : undefined,
    // PhotoPrism swaps them itself where a camera was held upright.
    size: width > 0 && height > 0 ? { width, height } : undefined,
    version: isPictureHash(hash) ? hash : '',
  };
}
