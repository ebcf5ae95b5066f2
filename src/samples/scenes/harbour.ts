import type { Canvas } from '../drawing/canvas.ts';
import { clouds, water } from '../drawing/landscape.ts';
import { snowPeaks } from './mountain.ts';

/** Where a harbour lies: by a warm sea, or below snow-covered mountains. */
export type Coast = 'south' | 'north';

/** What differs between the coasts: sky, clouds, quay, how much lower the houses are, and which boats lie there. */
const COASTS = {
  south: {
    sky: ['#3f8fd0', '#cbe6f4'],
    cover: 0.5,
    cloud: [255, 255, 255],
    quay: '#8d8578',
    lower: 0,
    boats: [0, 1, 2, 3, 4, 5],
  },
  north: {
    sky: ['#6f86a8', '#f3dfd8'],
    cover: 0.7,
    cloud: [236, 226, 232],
    quay: '#dfe6ee',
    lower: 90,
    boats: [3, 4],
  },
} as const;

/** A small harbour: bright houses, boats with masts and their mirror images. */
export function harbour(canvas: Canvas, coast: Coast): void {
  const { random, width } = canvas;
  const { sky, cover, cloud, quay, lower, boats } = COASTS[coast];
  canvas.backdrop([
    [0, sky[0]],
    [0.45, sky[1]],
    [1, sky[1]],
  ]);
  clouds(canvas, 10, 330, cover, cloud, 0.9);
  if (coast === 'north') {
    snowPeaks(canvas, 350, 160);
  }
  const paint = ['#e4583f', '#f2b632', '#3f8f8a', '#f6efe0', '#d97a8f', '#6f9fd0', '#8fb45a'] as const;
  let x = 0;
  let house = random.whole(0, 6);
  water(
    canvas,
    560,
    1000,
    canvas.linear([
      [0, '#7fb6c8'],
      [0.3, '#3f86a5'],
      [1, '#174a6b'],
    ]),
    ['#cfeaf2', '#1f5f82', '#8fc6d8'],
    240,
  );
  while (x < width) {
    const wide = random.between(74, 120);
    quayHouse(canvas, x, wide, random.between(300, 370) + lower, paint[house % paint.length] ?? '#f6efe0');
    house += 1;
    x += wide;
  }
  canvas.rect(0, 540, width, 28, quay);
  for (const boat of boats) {
    drawBoat(
      canvas,
      ((boat + 0.5) / 6) * width + random.between(-50, 50),
      640 + (boat % 3) * 95,
      0.75 + (boat % 3) * 0.35,
      paint[(boat * 3) % paint.length] ?? '#f6efe0',
    );
  }
}

function quayHouse(canvas: Canvas, x: number, wide: number, top: number, colour: string): void {
  canvas.rect(x, top, wide, 560 - top, colour);
  canvas.polygon(
    [
      [x - 3, top],
      [x + wide / 2, top - 62],
      [x + wide + 3, top],
    ],
    '#8a3f30',
  );
  for (let window = 0; window < (top > 385 ? 4 : 6); window += 1) {
    const wx = x + 14 + (window % 2) * (wide / 2 - 4);
    canvas.rect(
      wx,
      top + 22 + Math.floor(window / 2) * 58,
      wide / 2 - 24,
      36,
      '#34495a',
      'stroke="#ffffff" stroke-width="4"',
    );
  }
  for (let part = 0; part < 14; part += 1) {
    const depth = canvas.random.next();
    canvas.rect(
      x + canvas.random.between(-8, 8),
      570 + depth * 170,
      wide,
      7,
      colour,
      `fill-opacity="${(0.34 * (1 - depth)).toFixed(2)}"`,
    );
  }
}

function drawBoat(canvas: Canvas, x: number, y: number, scale: number, colour: string): void {
  const at = (dx: number, dy: number) => [x + dx * scale, y + dy * scale] as const;
  canvas.ellipse(x, y + 44 * scale, 110 * scale, 16 * scale, '#0d3a56', 'fill-opacity="0.5"');
  canvas.line([at(0, 0), at(0, -250)], '#e8dfcf', 6 * scale);
  canvas.line([at(0, -250), at(100, -4)], '#efe9dc', 2 * scale);
  canvas.line([at(0, -250), at(-96, -4)], '#efe9dc', 2 * scale);
  canvas.polygon([at(6, -230), at(6, -36), at(78, -30)], '#fffaf0', 'fill-opacity="0.92"');
  canvas.polygon([at(-110, -8), at(118, -14), at(84, 40), at(-82, 40)], colour);
  canvas.polygon([at(-110, -8), at(118, -14), at(112, 0), at(-104, 4)], '#ffffff');
  canvas.polygon([at(-50, -12), at(-36, -48), at(30, -48), at(40, -14)], '#f3ede0');
  canvas.rect(x - 24 * scale, y - 40 * scale, 46 * scale, 16 * scale, '#3d5a6b');
}
