/** How the brightness of one picture became that of the other: an edit changes all equally bright places alike. */

const bins = 16;
/** Bins with fewer points than this say nothing. */
const fewest = 8;
/** Rises by at most so much per step of brightness: a curve that made a bare wall into a face would explain anything. */
const steepest = 3;

interface Knot {
  readonly from: number;
  readonly to: number;
}

/** Mean brightness of the points of each bin before and after. */
function knots(before: Float32Array, after: Float32Array): Knot[] {
  const sums = Array.from({ length: bins }, () => ({ count: 0, from: 0, to: 0 }));
  for (const [index, value] of before.entries()) {
    const bin = sums[Math.max(0, Math.min(bins - 1, Math.floor((value * bins) / 256)))];
    if (bin === undefined) continue;
    bin.count++;
    bin.from += value;
    bin.to += after[index] ?? 0;
  }
  return sums
    .filter(({ count }) => count >= fewest)
    .map(({ count, from, to }) => ({ from: from / count, to: to / count }));
}

/** The value of the line through two knots. */
function between(low: Knot, high: Knot, value: number): number {
  return low.to + ((value - low.from) / (high.from - low.from)) * (high.to - low.to);
}

/**
 * `before` with its brightness changed as it was changed in `after`: by a curve that never falls, fitted to both. Above and
 * below what the curve knows, brightness changes by as much as `before` does.
 */
export function withToneOf(before: Float32Array, after: Float32Array): Float32Array {
  const curve = knots(before, after);
  for (let index = 1; index < curve.length; index++) {
    const [previous, knot] = [curve[index - 1], curve[index]];
    if (previous === undefined || knot === undefined) continue;
    const most = previous.to + steepest * (knot.from - previous.from);
    curve[index] = { from: knot.from, to: Math.min(most, Math.max(previous.to, knot.to)) };
  }
  const [first, last] = [curve[0], curve.at(-1)];
  if (first === undefined || last === undefined) return before;
  return before.map((value) => {
    const next = curve.findIndex(({ from }) => from >= value);
    const [low, high] = [curve[next - 1], curve[next]];
    if (high === undefined) return last.to + value - last.from;
    return low === undefined ? first.to + value - first.from : between(low, high, value);
  });
}
