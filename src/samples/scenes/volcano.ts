import type { Canvas } from '../drawing/canvas.ts';
import { clouds, ground, ridge, water } from '../drawing/landscape.ts';

/** A snow-capped volcano over a lake in the morning, with a red gate in the water. */
export function volcanoGate(canvas: Canvas): void {
  const { width } = canvas;
  canvas.backdrop([
    [0, '#88a9d6'],
    [0.4, '#f0c7c4'],
    [0.6, '#fbe3d0'],
    [1, '#fbe3d0'],
  ]);
  const x = width * 0.56;
  canvas.path(
    `M${x - 620} 600 Q${x - 220} 480 ${x - 78} 190 Q${x} 176 ${x + 78} 190 Q${x + 220} 480 ${x + 620} 600 Z`,
    canvas.linear([
      [0, '#6d7fb0'],
      [1, '#a9a6c4'],
    ]),
  );
  canvas.path(
    `M${x - 152} 330 Q${x - 104} 260 ${x - 78} 190 Q${x} 176 ${x + 78} 190 Q${x + 104} 260 ${x + 160} 340 L${x + 120} 316 L${x + 92} 372 L${x + 58} 312 L${x + 22} 388 L${x - 14} 314 L${x - 50} 376 L${x - 84} 306 L${x - 116} 352 Z`,
    '#ffffff',
  );
  clouds(canvas, 380, 240, 0.6, [255, 240, 236], 0.9);
  ground(canvas, ridge(canvas, 590, 24), '#7d8aa6', 640);
  water(
    canvas,
    620,
    1000,
    canvas.linear([
      [0, '#f0cfc6'],
      [0.4, '#a9b4d2'],
      [1, '#5f79a8'],
    ]),
    ['#ffffff', '#8296c0', '#f6ddd2'],
    260,
  );
  gate(canvas, width * 0.26, 840);
}

function gate(canvas: Canvas, x: number, foot: number): void {
  const red = '#d1432b';
  for (const side of [-1, 1]) {
    canvas.rect(x + side * 120 - 15, foot - 330, 30, 340, red);
    canvas.rect(x + side * 120 - 19, foot - 24, 38, 40, '#2d2a30');
    canvas.rect(x + side * 120 - 12, foot + 16, 24, 130, red, 'fill-opacity="0.25"');
  }
  canvas.rect(x - 168, foot - 278, 336, 24, red);
  canvas.rect(x - 14, foot - 340, 28, 70, red);
  canvas.path(
    `M${x - 212} ${foot - 372} Q${x} ${foot - 336} ${x + 212} ${foot - 372} L${x + 200} ${foot - 330} Q${x} ${foot - 302} ${x - 200} ${foot - 330} Z`,
    red,
  );
  canvas.path(
    `M${x - 222} ${foot - 388} Q${x} ${foot - 350} ${x + 222} ${foot - 388} L${x + 212} ${foot - 368} Q${x} ${foot - 332} ${x - 212} ${foot - 368} Z`,
    '#2d2a30',
  );
}
