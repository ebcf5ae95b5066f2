import type { Canvas } from '../drawing/canvas.ts';
import { ground, ridge, stars, water } from '../drawing/landscape.ts';
import { smoothStep } from '../drawing/noise.ts';
import { hazyRange } from './mountain.ts';

/** Northern lights over dark mountains and a lake; the curtain moves on with the drift of a burst. */
export function aurora(canvas: Canvas): void {
  const { drift } = canvas;
  canvas.backdrop([
    [0, '#030716'],
    [0.55, '#0d2440'],
    [0.72, '#1e4a55'],
    [1, '#04070d'],
  ]);
  stars(canvas, 640, 260);
  curtain(canvas, 0.5, [70, 255, 150], drift);
  curtain(canvas, 1.9, [120, 90, 255], drift * 0.7);
  curtain(canvas, 3.1, [60, 240, 190], drift * 1.2);
  hazyRange(canvas, 640, 70, '#0b1726');
  ground(canvas, ridge(canvas, 690, 46), '#060d16', 740);
  water(
    canvas,
    730,
    1000,
    canvas.linear([
      [0, '#1c6a5c'],
      [0.5, '#0d3340'],
      [1, '#040a12'],
    ]),
    ['#5af0b0', '#0b2a35', '#2f9a86'],
    260,
  );
  ground(canvas, ridge(canvas, 970, 14), '#020408');
}

/** One curtain of light: bright at its wavy lower edge, fading upwards in fine vertical rays. */
function curtain(canvas: Canvas, phase: number, colour: readonly [number, number, number], drift: number): void {
  canvas.texture(0, 0, canvas.width, 700, {
    across: 30,
    down: 0.8,
    octaves: 3,
    colour: (value, u, v) => {
      const edge =
        0.62 + 0.16 * Math.sin(u * 4.1 + phase + drift * 0.09) + 0.06 * Math.sin(u * 11 + phase * 2 - drift * 0.14);
      const above = edge - v;
      const fade = smoothStep(-0.03, 0.02, above) * Math.exp(-Math.max(0, above) * 5.2);
      const along = 0.45 + 0.55 * Math.sin(u * 3 + phase * 1.7 + drift * 0.05) ** 2;
      const violet = smoothStep(0.1, 0.5, above);
      return [
        colour[0] + (170 - colour[0]) * violet,
        colour[1] + (80 - colour[1]) * violet,
        colour[2] + (220 - colour[2]) * violet,
        250 * fade * along * (0.45 + 0.75 * value),
      ];
    },
  });
}
