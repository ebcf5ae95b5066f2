import type { Canvas } from '../drawing/canvas.ts';
import { ground, ridge, water } from '../drawing/landscape.ts';

/** A wide waterfall over a mossy cliff, with spray and a rainbow. */
export function waterfall(canvas: Canvas): void {
  const { random, width } = canvas;
  canvas.backdrop([
    [0, '#8fa6b8'],
    [0.35, '#d3dde2'],
    [1, '#b8c6cc'],
  ]);
  const [left, right] = [width * 0.36, width * 0.64];
  ground(
    canvas,
    ridge(canvas, 200, 30),
    canvas.linear([
      [0, '#6f8f3c'],
      [0.12, '#4f6a30'],
      [0.3, '#3b3a36'],
      [1, '#23241f'],
    ]),
  );
  canvas.texture(0, 240, width, 560, {
    across: 14,
    down: 26,
    octaves: 4,
    colour: (value) => (value > 0.5 ? [110, 140, 60, 420 * (value - 0.5)] : [15, 15, 18, 420 * (0.5 - value)]),
  });
  canvas.polygon(
    [
      [left, 205],
      [right, 205],
      [right + 26, 830],
      [left - 26, 830],
    ],
    canvas.linear([
      [0, '#e8f3f8'],
      [0.5, '#f8fcff'],
      [1, '#ffffff'],
    ]),
  );
  for (let strand = 0; strand < 90; strand += 1) {
    const x = random.between(left, right);
    const sway = (x - (left + right) / 2) * 0.08;
    canvas.line(
      [
        [x, random.between(205, 420)],
        [x + sway, random.between(520, 830)],
      ],
      random.pick(['#b5ccd9', '#ffffff', '#9db8c8']),
      random.between(2, 8),
      'stroke-opacity="0.5"',
    );
  }
  water(
    canvas,
    820,
    1000,
    canvas.linear([
      [0, '#dbe8ec'],
      [0.4, '#7f9aa4'],
      [1, '#3f5a64'],
    ]),
    ['#ffffff', '#5b7883'],
    200,
  );
  for (const [index, colour] of ['#ff5a5a', '#ffb13d', '#fff06b', '#6be08a', '#5aa9ff', '#a779ff'].entries()) {
    const reach = 420 - index * 12;
    canvas.path(
      `M${width * 0.62 - reach} 880 A${reach} ${reach} 0 0 1 ${width * 0.62 + reach} 880`,
      'none',
      `stroke="${colour}" stroke-width="13" stroke-opacity="0.24"`,
    );
  }
  for (let puff = 0; puff < 26; puff += 1) {
    canvas.glow(
      random.between(left - 110, right + 110),
      random.between(770, 860),
      random.between(60, 140),
      '#ffffff',
      0.4,
    );
  }
  for (let rock = 0; rock < 22; rock += 1) {
    const x = random.pick([random.between(0, left - 80), random.between(right + 80, width)]);
    canvas.ellipse(
      x,
      random.between(850, 1000),
      random.between(30, 90),
      random.between(16, 40),
      random.pick(['#2b2c28', '#3a3b35', '#4a5a2f']),
    );
  }
}

/** Blue ice floating on a glacier lagoon under an overcast sky. */
export function glacierLagoon(canvas: Canvas): void {
  const { random, width } = canvas;
  canvas.backdrop([
    [0, '#a9bccb'],
    [0.4, '#e4eaee'],
    [1, '#cfdde4'],
  ]);
  ground(canvas, ridge(canvas, 400, 50), '#7b8ea0', 560);
  iceWall(canvas);
  water(
    canvas,
    540,
    1000,
    canvas.linear([
      [0, '#b9d6df'],
      [1, '#3b7f99'],
    ]),
    ['#e6f6fa', '#5a9ab0', '#8fc3d3'],
    300,
  );
  for (let floe = 0; floe < 13; floe += 1) {
    const column = ((floe * 5) % 13) + 0.5;
    iceberg(canvas, (column / 13) * width + random.between(-40, 40), 566 + floe * 31, 36 + floe * 9);
  }
}

/** The snout of the glacier: a broken white edge with blue crevasses. */
function iceWall(canvas: Canvas): void {
  const { random, width } = canvas;
  const edge = ridge(canvas, 448, 26, 0.6);
  const ice = canvas.linear([
    [0, '#f6fbfd'],
    [0.45, '#d3e8f1'],
    [1, '#8fc0d4'],
  ]);
  ground(canvas, edge, ice, 548);
  for (let crack = 0; crack < 120; crack += 1) {
    const x = random.between(0, width);
    const top = random.between(462, 520);
    const lean = random.between(-14, 14);
    canvas.line(
      [
        [x, top],
        [x + lean, 546],
      ],
      random.pick(['#5fa6c2', '#ffffff', '#86bcd2']),
      random.between(1.5, 5),
      'stroke-opacity="0.6"',
    );
  }
}

function iceberg(canvas: Canvas, x: number, y: number, size: number): void {
  const { random } = canvas;
  const peak = [x + random.between(-0.4, 0.4) * size, y - size * random.between(0.6, 1.1)] as const;
  const shoulder = [x + size * 0.7, y - size * random.between(0.2, 0.6)] as const;
  canvas.ellipse(x, y + size * 0.25, size * 1.15, size * 0.3, '#9fe6f5', 'fill-opacity="0.35"');
  canvas.polygon(
    [
      [x - size, y],
      [x - size * 0.6, y - size * 0.4],
      peak,
      shoulder,
      [x + size, y],
      [x + size * 0.6, y + size * 0.16],
      [x - size * 0.7, y + size * 0.14],
    ],
    '#e9f8fc',
  );
  canvas.polygon([peak, shoulder, [x + size, y], [x + size * 0.6, y + size * 0.16], [x + size * 0.1, y]], '#7cc4dd');
  canvas.polygon(
    [
      [x + size * 0.1, y],
      [x + size * 0.6, y + size * 0.16],
      [x - size * 0.7, y + size * 0.14],
      [x - size, y],
    ],
    '#a9dcec',
  );
}
