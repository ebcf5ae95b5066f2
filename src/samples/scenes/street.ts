import type { Canvas } from '../drawing/canvas.ts';
import { archShape } from './colosseum.ts';

/** A narrow street with ochre houses, shutters, washing and a scooter. */
export function romanStreet(canvas: Canvas): void {
  const { random, width } = canvas;
  canvas.backdrop([
    [0, '#4d97d6'],
    [0.5, '#cfe6f2'],
    [1, '#e6d9b8'],
  ]);
  const [vanish, horizon] = [width * 0.52, 560];
  const colours = ['#e0a458', '#cf7f4f', '#e6c07b', '#d6935f', '#c96f4a'];
  for (const side of [-1, 1]) {
    for (let house = 0; house < 4; house += 1) {
      const near = 1 / (house + 1);
      const far = 1 / (house + 2);
      const edge = side < 0 ? 0 : width;
      const x1 = vanish + (edge - vanish) * near * 1.02;
      const x2 = vanish + (edge - vanish) * far;
      const [top1, top2] = [horizon - 700 * near, horizon - 700 * far - random.between(-14, 14)];
      const [foot1, foot2] = [horizon + 420 * near, horizon + 420 * far];
      canvas.polygon(
        [
          [x1, top1],
          [x2, top2],
          [x2, foot2],
          [x1, foot1],
        ],
        colours[(house + (side + 1)) % 5] ?? '#e0a458',
      );
      if (side > 0) {
        canvas.polygon(
          [
            [x1, top1],
            [x2, top2],
            [x2, foot2],
            [x1, foot1],
          ],
          '#3a1d20',
          'fill-opacity="0.3"',
        );
      }
      shutters(canvas, [x1, x2], [top1, top2], [foot1, foot2], side);
    }
  }
  church(canvas, vanish, horizon + 90);
  canvas.polygon(
    [
      [vanish - 70, horizon + 80],
      [vanish + 70, horizon + 80],
      [width * 1.02, 1000],
      [-20, 1000],
    ],
    canvas.linear([
      [0, '#cdb38c'],
      [1, '#6e5a4a'],
    ]),
  );
  cobbles(canvas, vanish, horizon + 90);
  washing(canvas);
}

function shutters(
  canvas: Canvas,
  xs: readonly [number, number],
  tops: readonly [number, number],
  feet: readonly [number, number],
  side: number,
): void {
  for (let column = 0; column < 2; column += 1) {
    for (let floor = 0; floor < 4; floor += 1) {
      const [u1, u2] = [0.16 + column * 0.44, 0.38 + column * 0.44];
      const [v1, v2] = [0.12 + floor * 0.22, 0.25 + floor * 0.22];
      const at = (u: number, v: number) => {
        const top = tops[0] + (tops[1] - tops[0]) * u;
        const foot = feet[0] + (feet[1] - feet[0]) * u;
        return [xs[0] + (xs[1] - xs[0]) * u, top + (foot - top) * v] as const;
      };
      const open = floor === 3;
      canvas.polygon(
        [at(u1, v1), at(u2, v1), at(u2, v2), at(u1, v2)],
        open ? '#4a2a20' : side < 0 ? '#3f6b52' : '#2f5340',
      );
      canvas.line([at((u1 + u2) / 2, v1), at((u1 + u2) / 2, v2)], '#e9dfc6', 3, 'stroke-opacity="0.6"');
      canvas.line([at(u1 - 0.03, v2), at(u2 + 0.03, v2)], '#f1e6cf', 6, 'stroke-opacity="0.7"');
    }
  }
}

/** A church with a dome at the end of the street. */
function church(canvas: Canvas, x: number, foot: number): void {
  const stone = canvas.linear(
    [
      [0, '#f0dcb4'],
      [1, '#c9a274'],
    ],
    true,
  );
  canvas.rect(x - 5, foot - 470, 10, 60, '#a98a5c');
  canvas.rect(x - 22, foot - 420, 44, 60, stone);
  canvas.path(
    `M${x - 92} ${foot - 270} Q${x - 92} ${foot - 376} ${x} ${foot - 384} Q${x + 92} ${foot - 376} ${x + 92} ${foot - 270} Z`,
    '#8fa39a',
  );
  canvas.rect(x - 100, foot - 276, 200, 60, stone);
  canvas.rect(x - 128, foot - 220, 256, 240, stone);
  canvas.polygon(
    [
      [x - 140, foot - 214],
      [x, foot - 270],
      [x + 140, foot - 214],
    ],
    '#e2c796',
  );
  canvas.path(archShape(x, foot - 82, 30, 34), '#4a2f24');
  for (const side of [-1, 1]) {
    canvas.rect(x + side * 84 - 14, foot - 150, 28, 60, '#5d4636');
    canvas.rect(x + side * 52 - 5, foot - 206, 10, 216, '#f7e8c8');
  }
}

function cobbles(canvas: Canvas, vanish: number, top: number): void {
  for (let row = 0; row < 24; row += 1) {
    const depth = (row / 24) ** 1.8;
    const y = top + (1000 - top) * depth;
    for (let stone = -12; stone <= 12; stone += 1) {
      const x = vanish + (stone + (row % 2) / 2) * (10 + 74 * depth);
      canvas.ellipse(
        x,
        y,
        3 + 30 * depth,
        1 + 9 * depth,
        canvas.random.pick(['#8f7a63', '#a38d72', '#75624f']),
        'fill-opacity="0.55"',
      );
    }
  }
}

function washing(canvas: Canvas): void {
  const { width } = canvas;
  canvas.path(
    `M${width * 0.16} 250 Q${width * 0.5} 330 ${width * 0.86} 236`,
    'none',
    'stroke="#3b3530" stroke-width="3"',
  );
  for (const [index, colour] of ['#f7f3ea', '#c94f4f', '#5b87b5', '#f3d36b', '#ffffff', '#7aa36b'].entries()) {
    const x = width * (0.25 + index * 0.085);
    const y = 272 + Math.sin((index / 5) * Math.PI) * 22;
    canvas.path(`M${x} ${y} l54 4 l-4 ${88 + (index % 3) * 18} q-24 10 -48 -2 Z`, colour);
  }
}
