/** Which part of one picture the other one shows. */
import { coarseLightSide, lightSide, type PictureDetail } from '../media/picture-detail.ts';
import { agreementOf } from './agreement.ts';
import { type Frame, sample, wholeFrame } from './sampling.ts';

/** The most that may have been cut off at each edge. */
const mostCropped = 0.09;
/** The edges are looked for in steps: first on few points of a coarse picture, then on more of a fine one. */
const coarse = { part: 'coarseLight', side: coarseLightSide, points: 24, steps: [0.03, 0.015, 0.0075] } as const;
const fine = { part: 'light', side: lightSide, points: 48, steps: [0.004, 0.002] } as const;
/** What agrees less than this in the coarse picture is not looked at in the fine one. */
const promising = 0.97;
const edges = ['left', 'top', 'right', 'bottom'] as const;

function isAllowed({ left, top, right, bottom }: Frame): boolean {
  return [left, top, 1 - right, 1 - bottom].every((cropped) => cropped >= 0 && cropped <= mostCropped);
}

/** Frames in which one edge is moved by `step`, inwards or outwards. */
function moved(frame: Frame, step: number): Frame[] {
  const frames = edges.flatMap((edge) => [step, -step].map((by) => ({ ...frame, [edge]: frame[edge] + by })));
  return frames.filter(isAllowed);
}

interface Rated {
  readonly frame: Frame;
  readonly agreement: number;
}

/** A picture of which another one shows a part. */
export interface Crop extends Rated {
  readonly larger: PictureDetail;
  readonly smaller: PictureDetail;
}

/** Uphill, one edge at a time, until no move of this size makes it better. */
function climb(from: Rated, step: number, rate: (frame: Frame) => Rated): Rated {
  let best = from;
  for (;;) {
    const rated = moved(best.frame, step).map(rate);
    const next = rated.reduce((left, right) => (right.agreement > left.agreement ? right : left), best);
    if (next === best) return best;
    best = next;
  }
}

function improved(crop: Crop, { part, side, points, steps }: typeof coarse | typeof fine): Crop {
  const { larger, smaller } = crop;
  const wanted = sample(smaller[part], side, wholeFrame, points);
  const rate = (frame: Frame) => ({ frame, agreement: agreementOf(sample(larger[part], side, frame, points), wanted) });
  let best = rate(crop.frame);
  for (const step of steps) best = climb(best, step, rate);
  return { ...crop, ...best };
}

/** The part of one of two pictures that agrees best with all of the other one (correlation of brightness); null for none. */
export function findCrop(left: PictureDetail, right: PictureDetail): Crop | null {
  const whole = { frame: wholeFrame, agreement: 0 };
  const one = improved({ larger: left, smaller: right, ...whole }, coarse);
  const other = improved({ larger: right, smaller: left, ...whole }, coarse);
  const better = other.agreement > one.agreement ? other : one;
  if (better.agreement < promising) return null;
  const crop = improved(better, fine);
  return crop.frame === wholeFrame ? null : crop;
}
