import type { Canvas } from '../drawing/canvas.ts';
import { clouds, ground, lightPath, ridge, water } from '../drawing/landscape.ts';

/** A sandy beach at sunset, with headlands and the sun low over the sea. */
export function beachSunset(canvas: Canvas): void {
  const { random, width } = canvas;
  const sun = width * random.between(0.3, 0.7);
  canvas.backdrop([
    [0, '#2b3a67'],
    [0.22, '#7a4e7e'],
    [0.4, '#e8795a'],
    [0.52, '#ffc27a'],
    [1, '#ffd9a0'],
  ]);
  clouds(canvas, 0, 480, 0.62, [255, 150, 120], 0.8);
  clouds(canvas, 150, 380, 0.5, [255, 205, 150], 0.7);
  canvas.glow(sun, 490, 420, '#ffe3a3', 0.9);
  canvas.ellipse(sun, 492, 48, 48, '#fff6d8');
  ground(canvas, ridge(canvas, 520, 26), '#5b3a5e', 560);
  water(
    canvas,
    540,
    830,
    canvas.linear([
      [0, '#f0a070'],
      [0.35, '#a3637a'],
      [1, '#4a3f70'],
    ]),
    ['#ffd9a0', '#6b4a78', '#ffb98a', '#372f5c'],
  );
  lightPath(canvas, sun, 540, 790, '#fff0c0', 70);
  shore(canvas);
}

function shore(canvas: Canvas): void {
  const { random, width } = canvas;
  const sand = canvas.linear([
    [0, '#8a5f5a'],
    [0.2, '#b98566'],
    [1, '#5f4248'],
  ]);
  const wave = (y: number, depth: number) =>
    `M0 1000 L0 ${y} Q${width * 0.2} ${y - depth} ${width * 0.42} ${y + depth * 0.4} T${width * 0.8} ${y + depth * 0.1} T${width} ${y - depth * 0.6} L${width} 1000 Z`;
  canvas.path(wave(768, 34), '#e9d3c4', 'fill-opacity="0.55"');
  canvas.path(wave(782, 36), '#fff4e6', 'fill-opacity="0.75"');
  canvas.path(wave(794, 36), sand);
  canvas.texture(0, 800, width, 200, {
    across: 40,
    down: 12,
    octaves: 4,
    colour: (value, _u, v) =>
      value > 0.5 ? [255, 214, 170, 300 * (value - 0.5) * v] : [40, 20, 30, 360 * (0.5 - value) * v],
  });
  for (let step = 0; step < 9; step += 1) {
    const x = width * 0.25 + step * 46 + random.between(-6, 6);
    canvas.ellipse(x, 960 - step * 14 + (step % 2) * 18, 15 - step, 8 - step * 0.5, '#3f2a33', 'fill-opacity="0.5"');
  }
}
