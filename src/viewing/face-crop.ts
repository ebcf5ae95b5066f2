/** Cuts faces out of photos. */
import { type Result, success } from '../catalog/result.ts';
import type { Eyes, LookingCall, Picture, Region, SeenFace } from './eyes.ts';
import { squareAround } from './face-box.ts';
import { imageLibrary, pictureSeconds, readingOptions } from './image-library.ts';
import { readPicture } from './read-picture.ts';
import { brokenPicture } from './ready-picture.ts';

/** The face, and as much around it as helps to know the person. */
const widening = 1.6;

/** Where the preview has fewer pixels of a face than this, it is cut from a larger picture. */
const leastPixels = 128;

/** A square picture of a face, `side` pixels wide and high. */
export async function faceCrop(
  eyes: Eyes,
  { asset, box }: SeenFace,
  side: number,
  call: LookingCall,
): Promise<Result<Picture>> {
  const preview = await readPicture(eyes, asset, 'preview', call);
  if (!preview.ok) return preview;
  const cut = await cutOut(preview.value, box, side);
  if (!cut.ok || cut.value.pixels >= leastPixels) return cut;
  const full = await readPicture(eyes, asset, 'full', call);
  const better = full.ok ? await cutOut(full.value, box, side) : full;
  return better.ok && better.value.pixels > cut.value.pixels ? better : cut;
}

interface Crop extends Picture {
  /** Its side in the picture that it was cut from. */
  readonly pixels: number;
}

async function cutOut({ bytes }: Picture, box: Region, side: number): Promise<Result<Crop>> {
  const sharp = await imageLibrary();
  try {
    const source = sharp(bytes, readingOptions).timeout({ seconds: pictureSeconds });
    const { autoOrient: upright } = await source.metadata();
    const { left, top, side: pixels } = squareAround(box, upright, widening);
    const crop = await source
      .autoOrient()
      .extract({ left, top, width: pixels, height: pixels })
      .resize(side, side, { fit: 'fill' })
      .flatten({ background: '#ffffff' })
      .toColorspace('srgb')
      .jpeg({ quality: 90 })
      .toBuffer();
    return success({ mimeType: 'image/jpeg', bytes: new Uint8Array(crop), pixels });
  } catch {
    return brokenPicture();
  }
}
