import type { Canvas } from '../drawing/canvas.ts';
import { lightPath, stars, water } from '../drawing/landscape.ts';

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
