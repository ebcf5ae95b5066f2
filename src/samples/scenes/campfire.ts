import type { Canvas } from '../drawing/canvas.ts';
import { ground, ridge, stars, water } from '../drawing/landscape.ts';
import { firSlope, hazyRange } from './mountain.ts';

/** A tent and a camp fire by a lake at night. */
export function campfire(canvas: Canvas): void {
  const { random, width } = canvas;
  canvas.backdrop([
    [0, '#0a1026'],
    [0.45, '#243a68'],
    [0.62, '#6a5a7a'],
    [1, '#10131c'],
  ]);
  stars(canvas, 460, 220);
  hazyRange(canvas, 540, 60, '#1d2a48');
  water(canvas, 610, 720, '#26375c', ['#52648c', '#8a7a92'], 80);
  firSlope(canvas, 640, 20, '#0d1622', '#0b131d', 34, 190);
  ground(canvas, ridge(canvas, 730, 16), '#15161a');
  const [tent, fire] = [width * 0.34, width * 0.66];
  canvas.glow(fire, 800, 460, '#ff8a2a', 0.6);
  drawTent(canvas, tent);
  canvas.ellipse(fire, 868, 110, 22, '#3b2a20');
  for (const side of [-1, 1, 0.2]) {
    canvas.line(
      [
        [fire - 62 * side, 872],
        [fire + 52 * side, 846],
      ],
      '#4d301c',
      19,
    );
  }
  for (const [size, colour] of [
    [1, '#ff5a1a'],
    [0.72, '#ff9a2e'],
    [0.42, '#ffe28a'],
  ] as const) {
    const h = 190 * size;
    canvas.path(
      `M${fire - 55 * size} 858 Q${fire - 66 * size} ${858 - h * 0.5} ${fire - 12 * size} ${858 - h} Q${fire + 8 * size} ${858 - h * 0.62} ${fire + 34 * size} ${858 - h * 0.72} Q${fire + 74 * size} ${858 - h * 0.3} ${fire + 52 * size} 858 Z`,
      colour,
      'fill-opacity="0.9"',
    );
  }
  for (let spark = 0; spark < 40; spark += 1) {
    const rise = random.between(0, 330);
    canvas.ellipse(fire + random.between(-0.25, 0.25) * rise, 700 - rise * 0.8, 2, 2, '#ffc46b', 'fill-opacity="0.8"');
  }
}

function drawTent(canvas: Canvas, x: number): void {
  const lit = canvas.radial(
    [
      [0, '#ffdf9e'],
      [1, '#d8702f'],
    ],
    0.6,
    0.7,
  );
  canvas.polygon(
    [
      [x - 210, 880],
      [x - 30, 640],
      [x + 60, 640],
      [x + 190, 880],
    ],
    '#8f3f22',
  );
  canvas.polygon(
    [
      [x - 120, 884],
      [x + 60, 640],
      [x + 190, 880],
    ],
    lit,
  );
  canvas.polygon(
    [
      [x + 20, 884],
      [x + 60, 660],
      [x + 100, 884],
    ],
    '#3a1d18',
  );
}
