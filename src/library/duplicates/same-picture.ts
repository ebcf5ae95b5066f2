/** Whether two pictures show the same: one is a copy of the other, maybe resized, recompressed, cropped or edited a little. */
import { colourSide, lightSide, type PictureDetail } from '../media/picture-detail.ts';
import { agreementOf, spreadOf } from './agreement.ts';
import { findCrop } from './cropped-frame.ts';
import { type Frame, sample, wholeFrame } from './sampling.ts';
import { withToneOf } from './tone-curve.ts';

/** How much two copies may differ; brightness and colour in steps of 255. Chosen by measuring (`bench/duplicate-finding.ts`). */
const strictness = {
  /** The least standard deviation of brightness: below it there is too little to compare. */
  spread: 8,
  /** The least correlation of brightness over the whole picture. */
  agreement: 0.985,
  /** The most that a small part may differ once the change of tone is taken out. */
  difference: 6,
  /** What differs in one place so many times as much as all over was not there before; unless it is next to nothing. */
  unevenness: 4,
  nextToNothing: 2,
  /** The most that a part's colour may differ once the change of colour is taken out. */
  colour: 14,
};

const points = 48;
/** Side of the small parts, in points. */
const partSide = 4;
/**
 * An edge that is shifted by a fraction of a point changes that point by the same fraction of the contrast around it: by how
 * much edges may be shifted in a picture that is whole, and in one whose frame had to be looked for.
 */
const shift = { whole: 0.1, cropped: 0.2 };

/** Difference between the brightest and the darkest of a point and its eight neighbours. */
function contrastAround(values: Float32Array, x: number, y: number): number {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = Math.max(0, y - 1); row <= Math.min(points - 1, y + 1); row++) {
    for (let column = Math.max(0, x - 1); column <= Math.min(points - 1, x + 1); column++) {
      const value = values[row * points + column] ?? 0;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  return most - least;
}

/** By how much each point differs beyond what shifted edges explain. */
function differences(left: Float32Array, right: Float32Array, shifted: number): Float32Array {
  return left.map((value, index) => {
    const contrast = contrastAround(left, index % points, Math.floor(index / points));
    return Math.max(0, Math.abs(value - (right[index] ?? 0)) - shifted * contrast);
  });
}

function averageDifference(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += Math.abs((left[index] ?? 0) - (right[index] ?? 0));
  return sum / left.length;
}

/** The largest mean of a square of `size` x `size` values; `side` values make a row. */
function worstPart(values: Float32Array, side: number, size: number): number {
  let worst = 0;
  for (let y = 0; y + size <= side; y++) {
    for (let x = 0; x + size <= side; x++) {
      let sum = 0;
      for (let part = 0; part < size * size; part++) {
        sum += values[(y + Math.floor(part / size)) * side + x + (part % size)] ?? 0;
      }
      worst = Math.max(worst, sum / (size * size));
    }
  }
  return worst;
}

/** Colour as an edit that changes all colours alike would have made it: stretched and shifted; never turned round. */
function withColourOf(before: Float32Array, after: Float32Array): Float32Array {
  const [from, to] = [spreadOf(before), spreadOf(after)];
  const stretch = from.deviation === 0 ? 0 : (Math.max(0, agreementOf(before, after)) * to.deviation) / from.deviation;
  return before.map((value) => to.mean + Math.min(2, stretch) * (value - from.mean));
}

/** How far the colours of `before` are from those of `after`, once changed as all of them were. */
function colourLeft(before: Float32Array, after: Float32Array): number {
  const fitted = withColourOf(before, after);
  const difference = fitted.map((value, index) => Math.abs(value - (after[index] ?? 0)));
  return worstPart(difference, colourSide, 2);
}

/** The smaller one of both ways: a grey copy follows from the colours, not the colours from it. */
function colourDifference(larger: Float32Array, smaller: Float32Array, frame: Frame): number {
  const left = sample(larger, colourSide, frame, colourSide);
  const right = sample(smaller, colourSide, wholeFrame, colourSide);
  return Math.min(colourLeft(left, right), colourLeft(right, left));
}

interface PictureDifference {
  /** Correlation of brightness. */
  readonly agreement: number;
  /** By how much brightness differs: on average, and in the part where it does most. */
  readonly average: number;
  readonly worst: number;
  readonly colour: number;
}

/** How the part of `larger` in `frame` differs from all of `smaller`. */
function differenceIn(larger: PictureDetail, smaller: PictureDetail, frame: Frame): PictureDifference {
  const left = sample(larger.light, lightSide, frame, points);
  const right = sample(smaller.light, lightSide, wholeFrame, points);
  const [toned, back] = [withToneOf(left, right), withToneOf(right, left)];
  const shifted = frame === wholeFrame ? shift.whole : shift.cropped;
  return {
    agreement: agreementOf(toned, right),
    average: averageDifference(toned, right),
    // Both ways: a curve that flattens one of the two hides what only that one shows.
    worst: Math.max(
      worstPart(differences(toned, right, shifted), points, partSide),
      worstPart(differences(back, left, shifted), points, partSide),
    ),
    colour: Math.max(
      colourDifference(larger.blue, smaller.blue, frame),
      colourDifference(larger.red, smaller.red, frame),
    ),
  };
}

function isWithin({ agreement, average, worst, colour }: PictureDifference): boolean {
  const even = Math.max(strictness.nextToNothing, strictness.unevenness * average);
  if (agreement < strictness.agreement || colour > strictness.colour) return false;
  return worst <= Math.min(strictness.difference, even);
}

/** Whether there is enough in a picture to tell it from others: not in a plain sky or a black frame. */
function hasDetail({ light }: PictureDetail): boolean {
  return spreadOf(light).deviation >= strictness.spread;
}

/**
 * Whether two pictures show the same. Tone and colour may have changed all over, and up to 9 % may be cut off at each edge (or
 * added as a border); what has changed in one place only makes them two pictures, as does too little detail in either.
 */
export function isSamePicture(left: PictureDetail, right: PictureDetail): boolean {
  if (!hasDetail(left) || !hasDetail(right)) return false;
  if (isWithin(differenceIn(left, right, wholeFrame))) return true;
  const crop = findCrop(left, right);
  return crop !== null && isWithin(differenceIn(crop.larger, crop.smaller, crop.frame));
}
