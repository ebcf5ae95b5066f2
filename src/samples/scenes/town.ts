import type { Canvas } from '../drawing/canvas.ts';
import { clouds, lightPath, stars, water } from '../drawing/landscape.ts';
import { snowPeaks } from './mountain.ts';

/** A skyline of lit towers at night, mirrored in a river under a full moon. */
export function cityNight(canvas: Canvas): void {
  const { random, width } = canvas;
  canvas.backdrop([
    [0, '#060a1f'],
    [0.4, '#1a2350'],
    [0.65, '#6a4a78'],
    [1, '#0a0d1c'],
  ]);
  stars(canvas, 380, 120);
  const moon = width * random.between(0.12, 0.88);
  canvas.glow(moon, 170, 190, '#dfe6ff', 0.55);
  canvas.ellipse(moon, 170, 42, 42, '#fdf6dc');
  for (const [layer, colour] of ['#2b2c58', '#1b1d42', '#0e1029'].entries()) {
    towers(canvas, layer, colour);
  }
  water(
    canvas,
    690,
    1000,
    canvas.linear([
      [0, '#4b3a66'],
      [0.3, '#1d2148'],
      [1, '#070a18'],
    ]),
    ['#ffcf7a', '#3a3f78', '#7a5a92'],
    300,
  );
  for (let light = 0; light < 13; light += 1) {
    lightPath(
      canvas,
      random.between(0, width),
      692,
      940,
      random.pick(['#ffcf7a', '#ff8fa0', '#8fd0ff', '#fff0c8']),
      12,
    );
  }
}

function towers(canvas: Canvas, layer: number, colour: string): void {
  const { random, width } = canvas;
  let x = -random.between(0, 60);
  while (x < width) {
    const wide = random.between(46, 108);
    const tall = random.between(150, 470 - layer * 90) * (random.next() > 0.85 ? 1.25 : 1);
    const top = 692 - tall;
    canvas.rect(x, top, wide, tall, colour);
    if (random.next() > 0.65) {
      canvas.rect(x + wide / 2 - 2, top - 60, 4, 60, colour);
      canvas.ellipse(x + wide / 2, top - 60, 4, 4, '#ff5a5a');
    }
    if (layer > 0) {
      litWindows(canvas, x, top, wide, tall);
    }
    x += wide + random.between(-6, 18);
  }
}

function litWindows(canvas: Canvas, x: number, top: number, wide: number, tall: number): void {
  for (let row = 14; row < tall - 12; row += 17) {
    for (let column = 9; column < wide - 10; column += 13) {
      if (canvas.random.next() > 0.52) {
        const tone = canvas.random.pick(['#ffd98f', '#ffc766', '#fff1cf', '#9fd3ff']);
        canvas.rect(x + column, top + row, 7, 9, tone, `fill-opacity="${canvas.random.between(0.5, 1).toFixed(2)}"`);
      }
    }
  }
}

/** A street market: striped awnings over heaps of fruit and vegetables. */
export function market(canvas: Canvas): void {
  const { random, width } = canvas;
  canvas.backdrop([
    [0, '#e9dcc4'],
    [0.4, '#b59a7a'],
    [1, '#6d5642'],
  ]);
  for (let house = 0; house < 6; house += 1) {
    const x = (house / 6) * width;
    canvas.rect(x, 0, width / 6, 420, random.pick(['#d9b48a', '#c98f72', '#e4cfa6', '#b8a590']));
    for (const shift of [0.2, 0.6]) {
      canvas.rect(x + (width / 6) * shift, 40, 46, 84, '#5d6f78', 'stroke="#f4ead6" stroke-width="7"');
    }
  }
  for (const [stall, colour] of ['#c8402f', '#2f7a5b', '#d98a2b'].entries()) {
    const left = (stall / 3) * width + 10;
    awning(canvas, left, width / 3 - 20, colour);
  }
  const crops = ['#d8342b', '#f08a24', '#f5cf3a', '#6fae3f', '#7d3f86', '#e8d9a8', '#b6272f', '#9ccc4f'] as const;
  for (let row = 0; row < 3; row += 1) {
    for (let crate = 0; crate < 4; crate += 1) {
      const wide = width / 4;
      fruitCrate(
        canvas,
        crate * wide + 12,
        520 + row * 158,
        wide - 24,
        crops[(row * 3 + crate) % crops.length] ?? '#d8342b',
        15 + row * 5,
      );
    }
  }
}

function awning(canvas: Canvas, left: number, wide: number, colour: string): void {
  const stripes = 8;
  canvas.rect(left + 12, 300, 12, 330, '#4a3a2c');
  canvas.rect(left + wide - 24, 300, 12, 330, '#4a3a2c');
  for (let stripe = 0; stripe < stripes; stripe += 1) {
    const w = wide / stripes;
    const x = left + stripe * w;
    const fill = stripe % 2 ? '#fbf4e6' : colour;
    canvas.polygon(
      [
        [x + 14 * (1 - stripe / 4), 180],
        [x + w + 14 * (1 - (stripe + 1) / 4), 180],
        [x + w, 330],
        [x, 330],
      ],
      fill,
    );
    canvas.ellipse(x + w / 2, 330, w / 2, 24, fill);
  }
  canvas.rect(left, 352, wide, 60, '#1d120c', 'fill-opacity="0.3"');
}

function fruitCrate(canvas: Canvas, x: number, y: number, wide: number, colour: string, size: number): void {
  canvas.rect(x, y, wide, 150, '#3d2a1c');
  for (let row = 0; row < 5; row += 1) {
    for (let fx = x + size; fx < x + wide - size * 0.6; fx += size * 1.6) {
      const [px, py] = [fx + (row % 2) * size * 0.8, y + 4 + row * size * 1.05 - (row === 0 ? size * 0.5 : 0)];
      canvas.ellipse(px + 2, py + 4, size, size, '#2a160e', 'fill-opacity="0.45"');
      canvas.ellipse(px, py, size, size * 0.95, colour);
      canvas.ellipse(px - size * 0.3, py - size * 0.35, size * 0.32, size * 0.24, '#ffffff', 'fill-opacity="0.4"');
    }
  }
  canvas.rect(x - 4, y + 98, wide + 8, 26, '#b58a58');
  canvas.rect(x - 4, y + 128, wide + 8, 26, '#a37a4b');
}

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
