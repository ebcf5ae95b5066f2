/** A part of a picture, as a model writes it. */
import { failed, type Result, success } from '../catalog/result.ts';
import type { Region } from './eyes.ts';
import type { Dimensions } from './picture-cost.ts';

/** Parts smaller than this share of a side show nothing. */
const leastShare = 0.001;

/**
 * Reads `x, y, width, height`, percents of the picture's sides; where none of the four is above 1, shares of them. What reaches
 * over the edge ends there. Fails on anything else, and on a part outside the picture.
 */
export function readRegion(text: string): Result<Region> {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const numbers = words.map((word) => (/^\d{1,5}(\.\d{1,20})?%?$/.test(word) ? Number.parseFloat(word) : Number.NaN));
  const [x, y, width, height] = numbers;
  const areFour = numbers.length === 4 && !numbers.some(Number.isNaN);
  if (!areFour || x === undefined || y === undefined || width === undefined || height === undefined) {
    return noRegion('it takes four numbers');
  }
  const whole = text.includes('%') || numbers.some((number) => number > 1) ? 100 : 1;
  const left = x / whole;
  const top = y / whole;
  const region = {
    x: left,
    y: top,
    width: Math.min(width / whole, 1 - left),
    height: Math.min(height / whole, 1 - top),
  };
  return region.width >= leastShare && region.height >= leastShare
    ? success(region)
    : noRegion('there is nothing of the picture');
}

function noRegion(why: string): Result<never> {
  return failed('invalid_input', `crop: ${why}.`, 'Write x, y, width, height in percent: 25, 0, 50, 50.');
}

/** The part in whole pixels of a picture of this size, at least one each way, and never beyond its edge. */
export function pixelsOf(region: Region, { width, height }: Dimensions) {
  const left = Math.min(Math.floor(region.x * width), width - 1);
  const top = Math.min(Math.floor(region.y * height), height - 1);
  return {
    left,
    top,
    width: Math.max(1, Math.min(Math.round(region.width * width), width - left)),
    height: Math.max(1, Math.min(Math.round(region.height * height), height - top)),
  };
}
