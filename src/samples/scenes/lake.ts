import type { Canvas, Point } from '../drawing/canvas.ts';
import { clouds, water } from '../drawing/landscape.ts';
import { firSlope, hazyRange, snowPeaks } from './mountain.ts';

/** A still lake that mirrors the mountains behind it, with a jetty. */
export function lakeMirror(canvas: Canvas): void {
  canvas.backdrop([
    [0, '#5aa0d8'],
    [0.5, '#d6ecf5'],
    [1, '#bfe0ee'],
  ]);
  const shores = () => {
    snowPeaks(canvas, 360, 120);
    hazyRange(canvas, 440, 40, '#5f8d92');
    firSlope(canvas, 500, 16, '#3f6e4d', '#2d5640', 60, 70);
  };
  clouds(canvas, 0, 330, 0.45, [255, 255, 255], 0.8);
  shores();
  water(
    canvas,
    530,
    1000,
    canvas.linear([
      [0, '#8fb7a8'],
      [0.25, '#79b3c4'],
      [1, '#1d5a86'],
    ]),
    ['#d9f0f2', '#2d6f8f', '#a9d6de'],
    220,
  );
  mirrorTrees(canvas);
  jetty(canvas);
}

function mirrorTrees(canvas: Canvas): void {
  for (let index = 0; index < 70; index += 1) {
    const x = canvas.random.between(0, canvas.width);
    const reach = canvas.random.between(20, 90);
    canvas.ellipse(x, 535 + reach / 2, canvas.random.between(6, 18), reach, '#2d5640', 'fill-opacity="0.16"');
  }
}

function jetty(canvas: Canvas): void {
  const middle = canvas.width * canvas.random.between(0.3, 0.7);
  const deck: Point[] = [
    [middle - 28, 640],
    [middle + 28, 640],
    [middle + 190, 1000],
    [middle - 190, 1000],
  ];
  canvas.polygon(
    deck.map(([x, y]) => [x + 10, y + 12] as const),
    '#123a55',
    'fill-opacity="0.45"',
  );
  canvas.polygon(deck, '#8a6844');
  for (let plank = 0; plank < 22; plank += 1) {
    const t = (plank / 22) ** 1.7;
    const half = 28 + 162 * t;
    canvas.line(
      [
        [middle - half, 640 + 360 * t],
        [middle + half, 640 + 360 * t],
      ],
      plank % 2 ? '#5f4428' : '#b08a5d',
      1 + 4 * t,
    );
  }
  for (const side of [-1, 1]) {
    canvas.rect(middle + side * 32 - 5, 600, 10, 70, '#5a4129');
    canvas.rect(middle + side * 110 - 9, 740, 18, 110, '#4c3520');
  }
}
