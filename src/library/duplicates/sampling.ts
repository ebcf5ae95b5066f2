/** Looking at a part of a picture as if it were all of it. */

/** A part of a picture: edges as shares of its width and height. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const wholeFrame: Frame = { left: 0, top: 0, right: 1, bottom: 1 };

/** Where the points of one axis lie: the pixel before each, and how much the one after it counts. */
function axis(from: number, to: number, points: number, side: number): { before: Uint16Array; share: Float32Array } {
  const before = new Uint16Array(points);
  const share = new Float32Array(points);
  for (let point = 0; point < points; point++) {
    const place = (from + ((to - from) * (point + 0.5)) / points) * side - 0.5;
    const pixel = Math.max(0, Math.min(side - 2, Math.floor(place)));
    before[point] = pixel;
    share[point] = Math.max(0, Math.min(1, place - pixel));
  }
  return { before, share };
}

/** `points` x `points` values of the part of a square picture (`side` pixels each way) that `frame` shows, interpolated. */
export function sample(pixels: Float32Array, side: number, frame: Frame, points: number): Float32Array {
  const across = axis(frame.left, frame.right, points, side);
  const down = axis(frame.top, frame.bottom, points, side);
  const values = new Float32Array(points * points);
  for (let y = 0; y < points; y++) {
    const row = (down.before[y] ?? 0) * side;
    const below = down.share[y] ?? 0;
    for (let x = 0; x < points; x++) {
      const at = row + (across.before[x] ?? 0);
      const beside = across.share[x] ?? 0;
      const upper = (pixels[at] ?? 0) * (1 - beside) + (pixels[at + 1] ?? 0) * beside;
      const lower = (pixels[at + side] ?? 0) * (1 - beside) + (pixels[at + side + 1] ?? 0) * beside;
      values[y * points + x] = upper * (1 - below) + lower * below;
    }
  }
  return values;
}
