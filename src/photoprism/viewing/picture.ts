/** The pictures that PhotoPrism makes of a photo, in the sizes of the viewing tools. */
import { failed, type Result, success } from '../../catalog/result.ts';
import type { Picture, PictureSize, SeenAsset } from '../../viewing/eyes.ts';
import { imageLibrary, pictureSeconds, readingOptions } from '../../viewing/image-library.ts';
import { brokenPicture } from '../../viewing/ready-picture.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';

/**
 * PhotoPrism's small sizes are squares that cut away the sides: the smallest that shows all of a photo is `fit_720`. It renders
 * up to `fit_1920` beforehand unless it is told otherwise; whatever is larger it has to render when it is asked for, which takes
 * a home server seconds, so that the largest is one in which the smallest writing can be read, and not the largest there is.
 */
const sizes = { thumb: 'fit_720', preview: 'fit_1920', full: 'fit_4096' } as const satisfies Record<
  PictureSize,
  string
>;

/** Greatest answers, in bytes. */
const mostBytes = { thumb: 4_000_000, preview: 24_000_000, full: 64_000_000 } as const;

/** Pixels of the shorter side of a thumbnail, as Immich makes them. */
const thumbSide = 250;

/** The picture of a photo that this caller may see; `not_found` where PhotoPrism has none. */
export async function readPhotoPicture(
  { version: hash }: SeenAsset,
  size: PictureSize,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<Picture>> {
  if (hash === '') return failed('not_found', `${library.name} has no picture of this photo.`);
  const picture = await library.picture(hash, sizes[size], { ...call, maxBytes: mostBytes[size] });
  return picture.ok && size === 'thumb' ? thumbnailOf(picture.value) : picture;
}

/** The same picture, no larger than a thumbnail. */
async function thumbnailOf({ bytes }: Picture): Promise<Result<Picture>> {
  const sharp = await imageLibrary();
  try {
    const small = await sharp(bytes, readingOptions)
      .timeout({ seconds: pictureSeconds })
      .autoOrient()
      .resize({ width: thumbSide, height: thumbSide, fit: 'outside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80 })
      .toBuffer();
    return success({ mimeType: 'image/jpeg', bytes: new Uint8Array(small) });
  } catch {
    return brokenPicture();
  }
}
