/** What a picture costs a model, and how large it may be before it only costs and shows no more. */
import type { PictureSize, SeenAsset } from './eyes.ts';

/** Pixels. */
export interface Dimensions {
  readonly width: number;
  readonly height: number;
}

/**
 * Claude scales a picture down whose longer side has more pixels than this, or that would take more than about 1,600 tokens
 * (1.15 megapixels): https://platform.claude.com/docs/en/build-with-claude/vision
 */
export const longestSide = 1568;
export const mostPixels = 1_150_000;
const mostTokens = 1600;
const pixelsPerToken = 750;

/** Shorter sides of what libraries make, as Immich does it unless it is told otherwise; the original has no more than that. */
const shorterSides = { thumb: 250, preview: 1440, full: 1440 } as const satisfies Record<PictureSize, number>;

/** What cameras mostly make, for an asset whose size is not known. */
export const usualSize: Dimensions = { width: 4000, height: 3000 };

/** Tokens by Claude's public formula, width x height / 750 of what is left after scaling down. */
export function pictureTokens(picture: Dimensions): number {
  const { width, height } = scaledInto(picture, longestSide, Number.POSITIVE_INFINITY);
  return Math.min(Math.ceil((width * height) / pixelsPerToken), mostTokens);
}

/** The same picture with as many pixels as a model looks at, and no more: never enlarged, its sides at least 1. */
export function readableSize(picture: Dimensions): Dimensions {
  return scaledInto(picture, longestSide, mostPixels);
}

function scaledInto({ width, height }: Dimensions, side: number, pixels: number): Dimensions {
  const scale = Math.min(1, side / Math.max(width, height), Math.sqrt(pixels / (width * height)));
  return { width: atLeastOne(width * scale), height: atLeastOne(height * scale) };
}

function atLeastOne(length: number): number {
  return Math.max(1, Math.floor(length));
}

/** Tokens that the picture of an asset will take, before it is there: from the shape of the original. */
export function expectedTokens({ size }: Pick<SeenAsset, 'size'>, wanted: PictureSize): number {
  const { width, height } = size ?? usualSize;
  const scale = Math.min(1, shorterSides[wanted] / Math.max(1, Math.min(width, height)));
  return pictureTokens(readableSize({ width: width * scale, height: height * scale }));
}
