import type { Canvas, Point } from './canvas.ts';
import { smoothStep } from './noise.ts';

/**
 * A ridge line by midpoint displacement: starts as a straight line and is bent in ever smaller pieces.
 * `rough` is the height of the first bend in units, `decay` how much of it remains at each halving.
 */
export function ridge(canvas: Canvas, base: number, rough: number, decay = 0.52, rounds = 8): Point[] {
  let heights = [base + canvas.random.between(-rough, rough) * 0.4, base + canvas.random.between(-rough, rough) * 0.4];
  let bend = rough;
  for (let round = 0; round < rounds; round += 1) {
    heights = halve(canvas, heights, bend);
    bend *= decay;
  }
  const step = canvas.width / (heights.length - 1);
  return heights.map((height, index) => [index * step, height] as const);
}

function halve(canvas: Canvas, heights: readonly number[], bend: number): number[] {
  const finer: number[] = [];
  for (const [index, height] of heights.entries()) {
    const next = heights[index + 1];
    finer.push(height);
    if (next !== undefined) {
      finer.push((height + next) / 2 + canvas.random.between(-bend, bend));
    }
  }
  return finer;
}

/** Fills the ground below a ridge line, down to `bottom`. */
export function ground(canvas: Canvas, line: readonly Point[], fill: string, bottom = 1000): void {
  canvas.polygon([[0, bottom], ...line, [canvas.width, bottom]], fill);
}

/** Clouds over a part of the sky; `cover` from 0 (clear) to 1 (overcast). */
export function clouds(
  canvas: Canvas,
  top: number,
  height: number,
  cover: number,
  colour: readonly [number, number, number],
  strength = 1,
): void {
  canvas.texture(0, top, canvas.width, height, {
    across: 5,
    down: 5 * (height / canvas.width) * 2.6,
    octaves: 5,
    colour: (value, _u, v) => {
      const edge = smoothStep(0, 0.2, v) * smoothStep(1, 0.6, v);
      const density = smoothStep(0.72 - cover * 0.45, 0.95 - cover * 0.35, value) * edge * strength;
      const shade = 1 - 0.18 * smoothStep(0.5, 1, value);
      return [colour[0] * shade, colour[1] * shade, colour[2] * shade, 255 * density];
    },
  });
}

/** Water between `top` and `bottom`: a gradient with many short level strokes that grow towards the viewer. */
export function water(
  canvas: Canvas,
  top: number,
  bottom: number,
  fill: string,
  glints: readonly [string, ...string[]],
  count = 260,
): void {
  canvas.rect(0, top, canvas.width, bottom - top, fill);
  for (let index = 0; index < count; index += 1) {
    const depth = canvas.random.next() ** 1.6;
    const y = top + 3 + (bottom - top - 3) * depth;
    const length = (20 + 150 * depth) * canvas.random.between(0.4, 1.2);
    const x = canvas.random.between(-50, canvas.width + 50);
    const opacity = canvas.random.between(0.06, 0.32);
    canvas.ellipse(
      x,
      y,
      length / 2,
      0.8 + 3.2 * depth,
      canvas.random.pick(glints),
      `fill-opacity="${opacity.toFixed(2)}"`,
    );
  }
}

/** A broken path of light on water below a sun or moon at `x`. */
export function lightPath(canvas: Canvas, x: number, top: number, bottom: number, colour: string, spread = 60): void {
  for (let index = 0; index < 130; index += 1) {
    const depth = canvas.random.next() ** 1.4;
    const y = top + 2 + (bottom - top) * depth;
    const reach = spread * (0.25 + depth * 1.3);
    const width = canvas.random.between(8, 20 + 70 * depth);
    const opacity = canvas.random.between(0.15, 0.7) * (1 - depth * 0.6);
    canvas.ellipse(
      x + canvas.random.between(-reach, reach),
      y,
      width / 2,
      1 + 3 * depth,
      colour,
      `fill-opacity="${opacity.toFixed(2)}"`,
    );
  }
}

/** Stars above `bottom`, a few of them bright. */
export function stars(canvas: Canvas, bottom: number, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const bright = canvas.random.next() ** 6;
    canvas.ellipse(
      canvas.random.between(0, canvas.width),
      canvas.random.between(0, bottom),
      0.7 + 2 * bright,
      0.7 + 2 * bright,
      '#ffffff',
      `fill-opacity="${canvas.random.between(0.25, 0.95).toFixed(2)}"`,
    );
  }
}

/** A fir as stacked, ragged boughs; `height` in units, standing on (x, foot). */
export function fir(canvas: Canvas, x: number, foot: number, height: number, fill: string): void {
  const tiers = 7;
  const points: Point[] = [[x, foot - height]];
  const right: Point[] = [];
  const left: Point[] = [];
  for (let tier = 1; tier <= tiers; tier += 1) {
    const y = foot - height + (height * 0.94 * tier) / tiers;
    const half = height * 0.21 * (tier / tiers) * canvas.random.between(0.82, 1.15);
    right.push([x + half, y], [x + half * 0.45, y - height * 0.012]);
    left.unshift([x - half * 0.45, y - height * 0.012], [x - half, y + height * 0.01]);
  }
  canvas.polygon([...points, ...right, [x + height * 0.02, foot], [x - height * 0.02, foot], ...left], fill);
}

/** A leafy tree or bush: many overlapping dabs, lit from the upper left. */
export function foliage(
  canvas: Canvas,
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  colours: readonly [dark: string, middle: string, light: string],
  dabs = 70,
): void {
  for (let index = 0; index < dabs; index += 1) {
    const angle = canvas.random.between(0, Math.PI * 2);
    const reach = Math.sqrt(canvas.random.next());
    const [dx, dy] = [Math.cos(angle) * reach, Math.sin(angle) * reach];
    const light = index / dabs - 0.35 * (dx + dy) * canvas.random.next();
    const colour = light > 0.72 ? colours[2] : light > 0.36 ? colours[1] : colours[0];
    const size = Math.min(rx, ry) * canvas.random.between(0.12, 0.3) * (1.25 - index / dabs / 2);
    canvas.ellipse(cx + dx * rx, cy + dy * ry, size * 1.15, size, colour, 'fill-opacity="0.85"');
  }
}
