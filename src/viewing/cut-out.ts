/** Cuts a part out of a picture, with as much detail as the library has and a model can see. */
import { type Result, success } from '../catalog/result.ts';
import { pixelsOf } from './crop-region.ts';
import type { Eyes, LookingCall, Picture, Region, SeenAsset } from './eyes.ts';
import { imageLibrary, pictureSeconds, readingOptions } from './image-library.ts';
import { type Dimensions, readableSize, usualSize } from './picture-cost.ts';
import { readPicture } from './read-picture.ts';
import { brokenPicture, type ReadyPicture } from './ready-picture.ts';

/** A part of a picture, and how large the picture is that it was cut out of. */
export interface CutOut {
  readonly picture: ReadyPicture;
  readonly of: Dimensions;
}

/** A preview that has this share of the pixels along a side shows as much as the original would. */
const nearlyAll = 0.9;

/**
 * The part, upright. It comes out of the preview where that shows as much of it as fits into an answer, otherwise out of the
 * original or the largest picture there is; where that cannot be had (the key may not, it is of a kind that cannot be read),
 * out of the preview after all.
 */
export async function cutOut(eyes: Eyes, asset: SeenAsset, region: Region, call: LookingCall): Promise<Result<CutOut>> {
  const preview = await readPicture(eyes, asset, 'preview', call);
  if (!preview.ok) return preview;
  const small = await uprightSize(preview.value);
  if (!small.ok) return small;
  if (suffices(small.value, asset, region)) return extract(preview.value, region);
  const full = await readPicture(eyes, asset, 'full', call);
  const large = full.ok ? await uprightSize(full.value) : full;
  const isBetter = full.ok && large.ok && large.value.width > small.value.width;
  if (!isBetter) return extract(preview.value, region);
  const cut = await extract(full.value, region);
  return cut.ok ? cut : extract(preview.value, region);
}

/** The most tokens that a part may cost: what fits into an answer of that shape, or what there is of it. */
export function expectedCut(asset: SeenAsset, region: Region): Dimensions {
  const { width, height } = pixelsOf(region, asset.size ?? usualSize);
  return readableSize({ width, height });
}

function suffices(preview: Dimensions, asset: SeenAsset, region: Region): boolean {
  if (asset.isVideo) return true;
  const wanted = expectedCut(asset, region);
  return pixelsOf(region, preview).width >= wanted.width * nearlyAll;
}

async function uprightSize({ bytes }: Picture): Promise<Result<Dimensions>> {
  const sharp = await imageLibrary();
  try {
    const { autoOrient } = await sharp(bytes, readingOptions).metadata();
    return success(autoOrient);
  } catch {
    return brokenPicture();
  }
}

async function extract({ bytes }: Picture, region: Region): Promise<Result<CutOut>> {
  const sharp = await imageLibrary();
  try {
    const source = sharp(bytes, readingOptions).timeout({ seconds: pictureSeconds });
    const { autoOrient: of } = await source.metadata();
    const part = pixelsOf(region, of);
    const { data, info } = await source
      .autoOrient()
      .extract(part)
      .resize({ ...readableSize(part), fit: 'fill' })
      .flatten({ background: '#ffffff' })
      .toColorspace('srgb')
      .jpeg({ quality: 85 })
      .toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    return success({ picture: { mimeType: 'image/jpeg', bytes: new Uint8Array(data), width, height }, of });
  } catch {
    return brokenPicture();
  }
}
