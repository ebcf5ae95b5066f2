/** Where faces are in pictures, whatever the size of these in pixels. */
import type { Region } from './eyes.ts';
import type { Dimensions } from './picture-cost.ts';

/** A part by its edges, as far as it lies within the picture; undefined where nothing of it does. */
export function regionBetween(left: number, top: number, right: number, bottom: number): Region | undefined {
  const [x, y] = [Math.max(0, left), Math.max(0, top)];
  const [width, height] = [Math.min(1, right) - x, Math.min(1, bottom) - y];
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** The one with the greatest area; undefined where there is none. */
export function largestOf(regions: readonly Region[]): Region | undefined {
  const area = ({ width, height }: Region) => width * height;
  return [...regions].sort((one, other) => area(other) - area(one))[0];
}

/** A square of pixels. */
export interface Square {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/**
 * The square around a part, `widening` times as wide as that: moved inwards where the part is at an edge, and smaller where the
 * picture ends before.
 */
export function squareAround(region: Region, picture: Dimensions, widening: number): Square {
  const wanted = Math.max(region.width * picture.width, region.height * picture.height) * widening;
  const side = Math.max(1, Math.min(Math.round(wanted), picture.width, picture.height));
  const placed = (middle: number, room: number) => Math.max(0, Math.min(Math.round(middle - side / 2), room - side));
  return {
    left: placed((region.x + region.width / 2) * picture.width, picture.width),
    top: placed((region.y + region.height / 2) * picture.height, picture.height),
    side,
  };
}
