/** The pictures that PhotoPrism makes of a photo, in the sizes of the viewing tools. */
import { failed, type Result, success } from '../../catalog/result.ts';
import type { Picture, PictureSize, SeenAsset } from '../../viewing/eyes.ts';
import { imageLibrary, pictureSeconds, readingOptions } from '../../viewing/image-library.ts';
import { readSized } from '../../viewing/read-picture.ts';
import { brokenPicture, makeReady, type ReadyPicture } from '../../viewing/ready-picture.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import type { PictureSize as OwnSize } from '../picture.ts';

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
  asset: SeenAsset,
  size: PictureSize,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<Picture>> {
  const bounds = { size: sizes[size], mostBytes: mostBytes[size] };
  const picture = await pictureOf(asset, bounds, library, call);
  return picture.ok && size === 'thumb' ? thumbnailOf(picture.value) : picture;
}

/**
 * The picture of a photo that this caller may see, in a size of PhotoPrism's own: kept as those of the viewing tools are, read
 * to its end, and as large as PhotoPrism makes it. Fails with `not_found` where there is none.
 */
export async function readSizedPicture(
  asset: SeenAsset,
  size: OwnSize,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<ReadyPicture>> {
  const bounds = { size, mostBytes: mostBytes.preview };
  const picture = await readSized(library.eyes, asset, bounds, () => pictureOf(asset, bounds, library, call));
  return picture.ok ? makeReady(picture.value, (whole) => whole) : picture;
}

async function pictureOf(
  { version: hash }: SeenAsset,
  { size, mostBytes: most }: { readonly size: OwnSize; readonly mostBytes: number },
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<Picture>> {
  if (hash === '') return failed('not_found', `${library.name} has no picture of this photo.`);
  return library.picture(hash, size, { ...call, maxBytes: most });
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
