/** Makes of a library's picture what every host can show: of a usual kind, upright, no larger than a model looks at. */
import { failed, type Result, success } from '../catalog/result.ts';
import type { Eyes, LookingCall, Picture, PictureSize, SeenAsset } from './eyes.ts';
import { imageLibrary, pictureSeconds, readingOptions } from './image-library.ts';
import { type Dimensions, readableSize } from './picture-cost.ts';
import { shownTypes } from './picture-type.ts';
import { readPicture } from './read-picture.ts';

/** A picture with its size in pixels, as it goes into an answer. */
export interface ReadyPicture extends Picture, Dimensions {}

/** Reads the picture of an asset and makes it ready; fails as either does. */
export async function readyPicture(
  eyes: Eyes,
  asset: SeenAsset,
  size: PictureSize,
  call: LookingCall,
): Promise<Result<ReadyPicture>> {
  const picture = await readPicture(eyes, asset, size, call);
  return picture.ok ? makeReady(picture.value) : picture;
}

/**
 * Decodes all of it, because a picture that turns out to be damaged later may end a whole conversation; what is fit as it is
 * stays as it is, and what is not comes within what `fitted` says of its size. Fails where it cannot be decoded.
 */
export async function makeReady(
  { mimeType, bytes }: Picture,
  fitted: (size: Dimensions) => Dimensions = readableSize,
): Promise<Result<ReadyPicture>> {
  const sharp = await imageLibrary();
  try {
    const source = sharp(bytes, readingOptions).timeout({ seconds: pictureSeconds });
    const { orientation = 1, pages = 1, autoOrient: upright } = await source.metadata();
    const fitting = fitted(upright);
    const fits = fitting.width === upright.width && fitting.height === upright.height;
    if (fits && orientation === 1 && pages === 1 && shownTypes.some((type) => type === mimeType)) {
      // Not stats(), which misses a picture that is cut off when another one is written at the same moment (sharp 0.35).
      await source.raw().toBuffer();
      return success({ mimeType, bytes, ...upright });
    }
    const { data, info } = await source
      .autoOrient()
      .resize({ ...fitting, fit: 'fill' })
      .flatten({ background: '#ffffff' })
      .toColorspace('srgb')
      .jpeg({ quality: 80 })
      .toBuffer({ resolveWithObject: true });
    return success({ mimeType: 'image/jpeg', bytes: new Uint8Array(data), width: info.width, height: info.height });
  } catch {
    return brokenPicture();
  }
}

/** What is said of a picture that cannot be decoded, whatever the decoder says of it. */
export function brokenPicture(): Result<never> {
  return failed('unsupported', 'The picture is damaged, or of a kind that cannot be read here.');
}
