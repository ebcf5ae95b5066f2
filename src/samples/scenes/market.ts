import type { Canvas } from '../drawing/canvas.ts';

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
