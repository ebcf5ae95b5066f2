/** The small pictures that are shown instead of an original, and what is derived from them. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import pLimit from 'p-limit';
import type { ResizeOptions, Sharp, SharpConstructor, SharpOptions } from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { loadSharp } from '../../imaging/load-sharp.ts';
import { differenceHash, hashColumns, hashRows } from './difference-hash.ts';
import { previewPath, thumbnailPath } from './rendition-paths.ts';

/** What a picture is made from: the file's bytes or its path. */
export type PictureSource = Buffer | string;

export interface Renditions {
  /** The original's pixels as stored (before orientation). */
  readonly width: number;
  readonly height: number;
  /** Running time of an animation (all its frames); null for a still picture. */
  readonly durationMs: number | null;
  readonly thumbhash: Buffer;
  readonly perceptualHash: string;
  /** WebP. */
  readonly thumbnail: Buffer;
  /** JPEG. */
  readonly preview: Buffer;
}

/**
 * Longest sides in pixels. Immich's previews have 1440 on the shorter one (1920 x 1440): more than models look at (Claude scales
 * down above 1568 on the longer side) and, as pictures are paid for by area, 1.8 times the tokens.
 */
const thumbnailSide = 250;
const previewSide = 1440;
/** The side that ThumbHash takes at most (its specification). */
const thumbhashSide = 100;

/** 268 million pixels (16384 x 16384): above any camera, below what would exhaust the memory of a small machine. */
const pixelLimit = 16_384 * 16_384;
const decodeSeconds = 60;
/** Above this some formats (progressive JPEG, interlaced PNG) need hundreds of megabytes, so they are decoded one by one. */
const largePixels = 64_000_000;
const oneByOne = pLimit(1);

/** How to mirror and then turn a picture upright for each EXIF orientation (EXIF 2.32, tag 0x0112). */
const uprightTurns: Readonly<Record<string, { turn: number; mirror: boolean }>> = {
  '2': { turn: 0, mirror: true },
  '3': { turn: 180, mirror: false },
  '4': { turn: 180, mirror: true },
  '5': { turn: 270, mirror: true },
  '6': { turn: 90, mirror: false },
  '7': { turn: 90, mirror: true },
  '8': { turn: 270, mirror: false },
};

const inputOptions: SharpOptions = { failOn: 'error', limitInputPixels: pixelLimit, pages: 1 };

interface Pixels {
  readonly data: Buffer;
  readonly info: { readonly width: number; readonly height: number; readonly channels: 1 | 2 | 3 | 4 };
}

const previewBox: ResizeOptions = { width: previewSide, height: previewSide, fit: 'inside', withoutEnlargement: true };

function pixelsOf(image: Sharp): Promise<Pixels> {
  const flat = image.flatten({ background: '#ffffff' }).toColorspace('srgb').raw();
  return flat.timeout({ seconds: decodeSeconds }).toBuffer({ resolveWithObject: true });
}

/**
 * The picture in preview size, upright. Turning comes after shrinking: the decoder can only leave out pixels while it reads
 * (which is most of the speed) when nothing has to happen to the whole picture first.
 */
async function previewPixels(sharp: SharpConstructor, original: Sharp, orientation?: string | null): Promise<Pixels> {
  if (orientation === undefined) return pixelsOf(original.autoOrient().resize(previewBox));
  const lying = await pixelsOf(original.resize(previewBox));
  const upright = orientation === null ? undefined : uprightTurns[orientation];
  if (upright === undefined) return lying;
  const turned = sharp(lying.data, { raw: lying.info }).rotate(upright.turn);
  return pixelsOf(upright.mirror ? turned.flop() : turned);
}

async function thumbhashOf(small: Sharp): Promise<Buffer> {
  const tiny = small.resize(thumbhashSide, thumbhashSide, { fit: 'inside' }).toColorspace('srgb').ensureAlpha();
  const { data, info } = await tiny.raw().toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data));
}

/**
 * Makes the renditions of a picture, upright and in sRGB: the preview from the original (JPEG is shrunk while it is
 * decoded), all the rest from the preview. Without `orientation` the picture's own is followed; a value (or null for
 * none) replaces it. Rejects with the decoder's message when the picture is damaged, too large or of an unknown kind.
 */
export async function makeRenditions(source: PictureSource, orientation?: string | null): Promise<Renditions> {
  const sharp = await loadSharp();
  const original = sharp(source, inputOptions);
  const { width, height, delay } = await original.metadata();
  const decode = () => previewPixels(sharp, original, orientation);
  const { data, info } = await (width * height > largePixels ? oneByOne(decode) : decode());
  const full = sharp(data, { raw: info });
  const preview = await full.clone().jpeg({ quality: 80 }).toBuffer();
  const small = await pixelsOf(full.resize(thumbnailSide, thumbnailSide, { fit: 'inside', withoutEnlargement: true }));
  const thumb = sharp(small.data, { raw: small.info });
  const thumbnail = await thumb.clone().webp({ quality: 80 }).toBuffer();
  const grey = await thumb.clone().resize(hashColumns, hashRows, { fit: 'fill' }).greyscale().raw().toBuffer();
  const durationMs = delay !== undefined && delay.length > 1 ? delay.reduce((sum, frame) => sum + frame, 0) : null;
  const derived = { thumbhash: await thumbhashOf(thumb), perceptualHash: differenceHash(grey) };
  return { width, height, durationMs, thumbnail, preview, ...derived };
}

/** Writes a rendition whole or not at all, so that a reader never sees half a picture. */
async function writeWhole(path: string, data: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const partial = `${path}.part`;
  try {
    await writeFile(partial, data);
    await rename(partial, path);
  } catch (error) {
    // On a full disk half a picture would take the place of what is still to come.
    await rm(partial, { force: true });
    throw error;
  }
}

/** Puts the renditions of an asset where `rendition-paths.ts` says. Rejects with the file system's error. */
export async function writeRenditions(dataDir: string, assetId: string, renditions: Renditions): Promise<void> {
  await writeWhole(thumbnailPath(dataDir, assetId), renditions.thumbnail);
  await writeWhole(previewPath(dataDir, assetId), renditions.preview);
}

/** Takes away the renditions of an asset that came to nothing. Missing ones are no error. */
export async function removeRenditions(dataDir: string, assetId: string): Promise<void> {
  await rm(thumbnailPath(dataDir, assetId), { force: true });
  await rm(previewPath(dataDir, assetId), { force: true });
}
