import type { Canvas, Point } from '../drawing/canvas.ts';
import { clouds, fir, ground, ridge } from '../drawing/landscape.ts';

/** High, snow-covered peaks above green foothills on a clear day. */
export function mountains(canvas: Canvas): void {
  canvas.backdrop([
    [0, '#2f6fb5'],
    [0.5, '#a9d0ea'],
    [0.7, '#e4f0f5'],
    [1, '#e4f0f5'],
  ]);
  clouds(canvas, 20, 420, 0.5, [255, 255, 255], 0.9);
  snowPeaks(canvas, 470, 200);
  hazyRange(canvas, 640, 60, '#6f8fa8');
  hazyRange(canvas, 720, 50, '#4f7a6a');
  firSlope(canvas, 800, 40, '#2f5c45', '#274d3b', 26, 90);
  ground(canvas, ridge(canvas, 890, 30), meadow(canvas));
  flowers(canvas, 900);
}

function meadow(canvas: Canvas): string {
  return canvas.linear([
    [0, '#7da34b'],
    [1, '#3d6b2c'],
  ]);
}

function flowers(canvas: Canvas, top: number): void {
  const { random, width } = canvas;
  for (let index = 0; index < 170; index += 1) {
    const y = random.between(top + 10, 1000);
    const size = 1.5 + ((y - top) / 100) * 4;
    canvas.ellipse(random.between(0, width), y, size, size * 0.8, random.pick(['#ffe76b', '#ffffff', '#e58ac0']));
  }
}

/** Sharp peaks: grey rock in the shade, snow on the sunny sides. */
export function snowPeaks(canvas: Canvas, base: number, rough: number): Point[] {
  const line = ridge(canvas, base - 60, rough, 0.5, 8);
  const rock = canvas.linear([
    [0, '#7388a3'],
    [0.5, '#8fa5b8'],
    [1, '#b9cbd8'],
  ]);
  ground(canvas, line, rock);
  for (const [index, [x, y]] of line.entries()) {
    const next = line[index + 1];
    if (next !== undefined) {
      const sunny = next[1] > y;
      const depth = canvas.random.between(60, 210);
      const lean = sunny ? depth * 0.45 : -depth * 0.25;
      canvas.polygon(
        [[x, y], next, [next[0] + lean, next[1] + depth], [x + lean * 0.8, y + depth * 0.7]],
        sunny ? '#ffffff' : '#c3d3e6',
        `fill-opacity="${sunny ? 0.75 : 0.4}"`,
      );
    }
  }
  return line;
}

/** A far range, paler at its foot. */
export function hazyRange(canvas: Canvas, base: number, rough: number, colour: string): void {
  const fill = canvas.linear([
    [0, colour],
    [1, colour, 0.55],
  ]);
  ground(canvas, ridge(canvas, base, rough), fill);
}

/** A slope with firs standing along its ridge. */
export function firSlope(
  canvas: Canvas,
  base: number,
  rough: number,
  slope: string,
  tree: string,
  count: number,
  height: number,
): void {
  const line = ridge(canvas, base, rough, 0.5, 6);
  ground(canvas, line, slope);
  for (let index = 0; index < count; index += 1) {
    const [x, y] = canvas.random.pick([line[0] ?? [0, base], ...line]);
    fir(canvas, x + canvas.random.between(-12, 12), y + 14, height * canvas.random.between(0.6, 1.25), tree);
  }
}
