/** Draws pictures into one numbered contact sheet. */
import type { Result } from '../../catalog/result.ts';
import { success } from '../../catalog/result.ts';
import type { Picture, SeenAsset } from '../eyes.ts';
import { imageLibrary, pictureSeconds, readingOptions } from '../image-library.ts';
import type { Dimensions } from '../picture-cost.ts';
import { brokenPicture, type ReadyPicture } from '../ready-picture.ts';
import { type Cell, layoutSheet, pictureIn, type SheetLayout } from './layout.ts';
import { drawMarks } from './marks.ts';

/** An asset on the sheet. */
export interface SheetEntry {
  readonly number: number;
  readonly asset: SeenAsset;
  /** Undefined where there is none: its cell stays empty. */
  readonly picture: Picture | undefined;
}

export interface DrawnSheet {
  readonly sheet: ReadyPicture;
  /** Numbers of the entries whose picture cannot be read. */
  readonly broken: ReadonlySet<number>;
}

/** Where neither picture nor library tells a shape. */
const usualShape: Dimensions = { width: 4, height: 3 };
const background = '#f2f2f2';

/** The sheet as a JPEG, its cells in the order of the entries: as the pictures fit best, unless another layout is `wanted`. */
export async function drawSheet(entries: readonly SheetEntry[], wanted?: SheetLayout): Promise<DrawnSheet> {
  const sizes = await Promise.all(entries.map(uprightSize));
  const layout = wanted ?? layoutSheet(sizes.map((size, at) => size ?? entries[at]?.asset.size ?? usualShape));
  const broken = new Set<number>();
  const layers = await Promise.all(
    entries.map(async ({ number, picture }, at) => {
      const [cell, size] = [layout.cells[at], sizes[at]];
      if (picture === undefined || cell === undefined) return [];
      const drawn = size === undefined ? brokenPicture() : await fitted(picture, pictureIn(cell, size));
      if (drawn.ok) return [drawn.value];
      broken.add(number);
      return [];
    }),
  );
  const marked = entries.flatMap(({ asset, number, picture }, at) => {
    const cell = layout.cells[at];
    const isEmpty = picture === undefined || broken.has(number);
    return cell === undefined ? [] : [{ cell, number, isVideo: asset.isVideo, seconds: asset.seconds, isEmpty }];
  });
  const sharp = await imageLibrary();
  const { width, height } = layout;
  const bytes = await sharp({ create: { width, height, channels: 3, background } })
    .composite([...layers.flat(), { input: Buffer.from(drawMarks(layout, marked)), left: 0, top: 0 }])
    .jpeg({ quality: 82 })
    .toBuffer();
  return { sheet: { mimeType: 'image/jpeg', bytes: new Uint8Array(bytes), width, height }, broken };
}

async function uprightSize({ picture }: SheetEntry): Promise<Dimensions | undefined> {
  if (picture === undefined) return undefined;
  const sharp = await imageLibrary();
  try {
    return (await sharp(picture.bytes, readingOptions).metadata()).autoOrient;
  } catch {
    return undefined;
  }
}

/** The picture in these pixels, as a layer of the sheet. */
async function fitted({ bytes }: Picture, { left, top, width, height }: Cell): Promise<Result<Layer>> {
  const sharp = await imageLibrary();
  try {
    const { data, info } = await sharp(bytes, readingOptions)
      .timeout({ seconds: pictureSeconds })
      .autoOrient()
      .resize(width, height, { fit: 'fill' })
      .flatten({ background: '#ffffff' })
      .toColorspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return success({ input: data, raw: { width, height, channels: info.channels }, left, top });
  } catch {
    return brokenPicture();
  }
}

interface Layer {
  readonly input: Buffer;
  readonly raw: Dimensions & { readonly channels: 1 | 2 | 3 | 4 };
  readonly left: number;
  readonly top: number;
}
