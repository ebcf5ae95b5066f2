import type { Canvas } from '../drawing/canvas.ts';
import { clouds, foliage, ground, ridge, water } from '../drawing/landscape.ts';

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

/** A narrow shopping street at night, full of bright signs, wet from rain. */
export function neonStreet(canvas: Canvas): void {
  const { random, width } = canvas;
  canvas.backdrop([
    [0, '#0b0a20'],
    [0.5, '#3a1a4d'],
    [1, '#120a1c'],
  ]);
  const [vanish, horizon] = [width / 2, 560];
  const neon = ['#ff4f8b', '#35e0ff', '#ffd23f', '#7dff7a', '#ff7a3d', '#c68bff'] as const;
  canvas.glow(vanish, horizon, 480, '#ff9ad5', 0.75);
  for (const side of [-1, 1]) {
    const edge = side < 0 ? 0 : width;
    for (let house = 4; house >= 0; house -= 1) {
      const [near, far] = [1 / (house * 0.7 + 1), 1 / (house * 0.7 + 1.7)];
      const x1 = vanish + (edge - vanish) * near;
      const x2 = vanish + (edge - vanish) * far;
      canvas.polygon(
        [
          [x1, horizon - 640 * near],
          [x2, horizon - 640 * far],
          [x2, horizon + 280 * far],
          [x1, horizon + 280 * near],
        ],
        house % 2 ? '#1c1430' : '#251a3d',
      );
    }
    for (let sign = 0; sign < 22; sign += 1) {
      const near = 0.16 + random.next() ** 1.5 * 0.74;
      const x = vanish + (edge - vanish) * near;
      const y = horizon + random.between(-560, 130) * near;
      const [w, h] = random.next() > 0.5 ? [44 * near, 210 * near] : [150 * near, 54 * near];
      drawSign(canvas, x, y, w, h, random.pick(neon));
    }
  }
  canvas.polygon(
    [
      [vanish - 60, horizon + 50],
      [vanish + 60, horizon + 50],
      [width * 1.1, 1000],
      [-width * 0.1, 1000],
    ],
    '#191326',
  );
  for (let streak = 0; streak < 110; streak += 1) {
    const depth = random.next();
    const x = vanish + random.between(-1, 1) * (60 + 640 * depth);
    canvas.ellipse(
      x,
      horizon + 70 + 370 * depth,
      3 + 12 * depth,
      10 + 60 * depth,
      random.pick(neon),
      'fill-opacity="0.22"',
    );
  }
  for (let person = 0; person < 13; person += 1) {
    walker(canvas, vanish + random.between(-1, 1) * 300, random.between(0.25, 0.9), horizon);
  }
}

function drawSign(canvas: Canvas, x: number, y: number, w: number, h: number, colour: string): void {
  canvas.glow(x + w / 2, y + h / 2, Math.max(w, h) * 1.1, colour, 0.5);
  canvas.rect(x, y, w, h, '#120c1e', `stroke="${colour}" stroke-width="3" rx="4"`);
  const upright = h > w;
  const marks = 4;
  for (let mark = 0; mark < marks; mark += 1) {
    const side = Math.min(w, h) * 0.56;
    const px = upright ? x + (w - side) / 2 : x + (mark + 0.5) * (w / marks) - side / 2;
    const py = upright ? y + (mark + 0.5) * (h / marks) - side / 2 : y + (h - side) / 2;
    canvas.line(
      [
        [px, py + side * 0.2],
        [px + side, py + side * 0.2],
      ],
      colour,
      side / 7,
    );
    canvas.line(
      [
        [px + side / 2, py],
        [px + side / 2, py + side],
      ],
      colour,
      side / 7,
    );
    canvas.line(
      [
        [px + side * 0.1, py + side * (0.5 + (mark % 2) * 0.3)],
        [px + side * 0.9, py + side * 0.6],
      ],
      colour,
      side / 8,
    );
  }
}

function walker(canvas: Canvas, x: number, near: number, horizon: number): void {
  const foot = horizon + 60 + 330 * near;
  const tall = 330 * near;
  canvas.ellipse(x, foot - tall * 0.92, tall * 0.075, tall * 0.085, '#0a0712');
  canvas.path(
    `M${x - tall * 0.13} ${foot - tall * 0.2} L${x - tall * 0.11} ${foot - tall * 0.82} Q${x} ${foot - tall * 0.88} ${x + tall * 0.11} ${foot - tall * 0.82} L${x + tall * 0.13} ${foot - tall * 0.2} L${x + tall * 0.05} ${foot} L${x - tall * 0.06} ${foot} Z`,
    '#0a0712',
  );
}

/** A bowl of noodle soup from above: egg, leek, pork and chopsticks. */
export function ramen(canvas: Canvas): void {
  const { random, width } = canvas;
  canvas.backdrop([
    [0, '#33261f'],
    [1, '#1d1512'],
  ]);
  canvas.texture(0, 0, width, 1000, { across: 3, down: 60, octaves: 3, colour: (value) => [120, 80, 50, 90 * value] });
  const [cx, cy] = [width * 0.47, 510];
  canvas.ellipse(cx + 20, cy + 30, 418, 408, '#000000', 'fill-opacity="0.5"');
  canvas.ellipse(cx, cy, 410, 400, '#1f3a5c');
  canvas.ellipse(cx, cy, 384, 374, '#e9e3d6');
  canvas.ellipse(
    cx,
    cy,
    350,
    340,
    canvas.radial([
      [0, '#d89a4a'],
      [0.8, '#b8742c'],
      [1, '#7a4618'],
    ]),
  );
  for (let noodle = 0; noodle < 40; noodle += 1) {
    const y = cy + random.between(-30, 250);
    const reach = Math.sqrt(Math.max(0, 1 - ((y - cy) / 330) ** 2)) * 300;
    canvas.path(
      `M${cx - reach} ${y} q${reach / 2} ${random.between(-60, 60)} ${reach} 0 t${reach} ${random.between(-10, 10)}`,
      'none',
      `stroke="${random.pick(['#f3d68a', '#e6c06a', '#f9e6ad'])}" stroke-width="11" stroke-linecap="round"`,
    );
  }
  for (const [dx, dy] of [
    [-150, -120],
    [-40, -180],
    [-190, 0],
  ] as const) {
    canvas.ellipse(cx + dx, cy + dy, 100, 88, '#a5603f', 'stroke="#6a3520" stroke-width="10"');
    canvas.ellipse(cx + dx + 10, cy + dy - 8, 52, 30, '#d9a284');
  }
  for (const [dx, dy] of [
    [150, -130],
    [215, -10],
  ] as const) {
    canvas.ellipse(cx + dx, cy + dy, 80, 96, '#fdf8ec');
    canvas.ellipse(cx + dx, cy + dy + 6, 46, 50, '#f39a2b');
    canvas.ellipse(cx + dx - 10, cy + dy - 8, 16, 14, '#ffc867');
  }
  canvas.rect(cx + 30, cy - 330, 130, 150, '#16281c', `transform="rotate(14 ${cx + 90} ${cy - 250})"`);
  for (let leek = 0; leek < 60; leek += 1) {
    canvas.ellipse(
      cx + random.between(-90, 120),
      cy + random.between(-60, 70),
      11,
      9,
      'none',
      `stroke="${random.pick(['#7fb24d', '#a9d06f', '#4f8a35'])}" stroke-width="5"`,
    );
  }
  for (const offset of [0, 42]) {
    canvas.line(
      [
        [width * 0.98, 180 + offset],
        [width * 0.66, 900 + offset * 0.4],
      ],
      '#8e2f23',
      16,
    );
  }
}
