import type { Canvas } from '../drawing/canvas.ts';
import { clouds, foliage, ground, ridge } from '../drawing/landscape.ts';

/** A five-storey pagoda behind cherry trees in bloom. */
export function cherryBlossom(canvas: Canvas): void {
  const { random, width } = canvas;
  canvas.backdrop([
    [0, '#6fb4e6'],
    [0.7, '#e6f2fa'],
    [1, '#f4f1ee'],
  ]);
  clouds(canvas, 60, 380, 0.4, [255, 255, 255], 0.7);
  pagoda(canvas, width * 0.6, 900);
  ground(
    canvas,
    ridge(canvas, 848, 8),
    canvas.linear([
      [0, '#b8c98a'],
      [1, '#6e8a4c'],
    ]),
  );
  for (const [from, via, to] of [
    [
      [-20, 960],
      [120, 560],
      [430, 210],
    ],
    [
      [70, 800],
      [170, 560],
      [230, 440],
    ],
    [
      [10, 820],
      [60, 400],
      [200, 120],
    ],
  ] as const) {
    canvas.path(
      `M${from[0]} ${from[1]} Q${via[0]} ${via[1]} ${to[0]} ${to[1]}`,
      'none',
      'stroke="#4a2f2c" stroke-width="30" stroke-linecap="round"',
    );
  }
  for (let cluster = 0; cluster < 26; cluster += 1) {
    const along = cluster / 26;
    const x = random.between(-40, 560 - along * 120);
    const y = random.between(-20, 180 + (1 - x / 560) * 380);
    foliage(canvas, x, y, random.between(70, 130), random.between(50, 90), ['#d989a8', '#f3b6cb', '#fff0f4'], 60);
  }
  for (let petal = 0; petal < 120; petal += 1) {
    canvas.ellipse(
      random.between(0, width),
      random.between(300, 1000),
      6,
      4,
      '#f8c6d6',
      `fill-opacity="0.85" transform="rotate(${random.whole(-6, 6)})"`,
    );
  }
}

function pagoda(canvas: Canvas, x: number, foot: number): void {
  canvas.rect(x - 4, foot - 800, 8, 140, '#6a5a3a');
  for (let ring = 0; ring < 6; ring += 1) {
    canvas.ellipse(x, foot - 780 + ring * 16, 16, 5, '#8a7440');
  }
  for (let storey = 0; storey < 5; storey += 1) {
    const half = 92 + storey * 17;
    const y = foot - 640 + storey * 124;
    canvas.rect(x - half * 0.66, y, half * 1.32, 100, '#b8412f');
    canvas.rect(x - half * 0.66, y + 70, half * 1.32, 14, '#f1e4cf');
    for (const column of [-0.6, -0.2, 0.2, 0.6]) {
      canvas.rect(x + column * half - 5, y, 10, 100, '#7d2a20');
    }
    canvas.path(
      `M${x - half * 1.5} ${y + 8} Q${x - half * 0.8} ${y - 14} ${x - half * 0.55} ${y - 58} L${x + half * 0.55} ${y - 58} Q${x + half * 0.8} ${y - 14} ${x + half * 1.5} ${y + 8} Q${x} ${y + 26} ${x - half * 1.5} ${y + 8} Z`,
      '#37474a',
    );
    canvas.path(
      `M${x - half * 1.5} ${y + 8} Q${x} ${y + 26} ${x + half * 1.5} ${y + 8}`,
      'none',
      'stroke="#c9b37a" stroke-width="6"',
    );
  }
}
