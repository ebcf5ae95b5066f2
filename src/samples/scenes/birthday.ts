import { bokeh } from '../drawing/bokeh.ts';
import type { Canvas } from '../drawing/canvas.ts';

/** A birthday cake with as many lit candles as the child is old. */
export function birthdayCake(canvas: Canvas, candles: number): void {
  const { random, width } = canvas;
  const tone = random.pick([
    ['#4d2a4f', '#2a1730', '#f7c6d9', '#e58fb5'],
    ['#5a3a22', '#2d1c12', '#fff0d6', '#7a4a2c'],
    ['#1f3f5a', '#12243a', '#d3ecf7', '#5aa5cf'],
  ] as const);
  canvas.backdrop([
    [0, tone[0]],
    [1, tone[1]],
  ]);
  bokeh(canvas, 560, ['#ffd27a', '#ff9aa8', '#9ad8ff', '#fff0c8'], 46);
  canvas.rect(
    0,
    800,
    width,
    200,
    canvas.linear([
      [0, '#8a5a3c'],
      [1, '#4d2e1c'],
    ]),
  );
  const x = width * (canvas.width > 900 ? random.between(0.34, 0.66) : 0.5);
  canvas.ellipse(x, 862, 440, 70, '#1d0f0a', 'fill-opacity="0.5"');
  canvas.ellipse(x, 850, 420, 66, '#f3f0ea');
  layer(canvas, x, 560, 250, 300, tone[2], tone[3]);
  for (let candle = 0; candle < candles; candle += 1) {
    const share = candles === 1 ? 0 : candle / (candles - 1) - 0.5;
    const depth = Math.sqrt(Math.max(0, 0.25 - share * share));
    lightCandle(canvas, x + share * 460, 566 + (candle % 2 ? depth : -depth) * 70, candle);
  }
  canvas.glow(x, 420, 520, '#ffca6b', 0.4);
}

function layer(canvas: Canvas, x: number, top: number, tall: number, half: number, cream: string, icing: string): void {
  const { random } = canvas;
  canvas.path(
    `M${x - half} ${top} L${x - half} ${top + tall} A${half} 58 0 0 0 ${x + half} ${top + tall} L${x + half} ${top} Z`,
    canvas.linear(
      [
        [0, '#c98f5a'],
        [0.25, cream],
        [0.8, cream],
        [1, '#9a6a45'],
      ],
      true,
    ),
  );
  canvas.path(
    `M${x - half} ${top + 110} A${half} 58 0 0 0 ${x + half} ${top + 110} l0 30 A${half} 58 0 0 1 ${x - half} ${top + 140} Z`,
    icing,
  );
  let drips = `M${x - half} ${top}`;
  for (let drip = 0; drip <= 12; drip += 1) {
    const angle = Math.PI * (1 - drip / 12);
    const [px, py] = [x + Math.cos(angle) * half, top + Math.sin(angle) * 58];
    const long = random.between(24, 84);
    drips += ` L${(px - 14).toFixed(0)} ${(py + 8).toFixed(0)} q2 ${long.toFixed(0)} 14 ${long.toFixed(0)} q12 0 14 ${(-long).toFixed(0)}`;
  }
  canvas.path(`${drips} L${x + half} ${top} Z`, icing);
  canvas.ellipse(x, top, half, 58, icing);
  canvas.ellipse(x, top - 4, half - 20, 50, cream, 'fill-opacity="0.35"');
  for (let sprinkle = 0; sprinkle < 90; sprinkle += 1) {
    const angle = random.between(0, Math.PI * 2);
    const reach = Math.sqrt(random.next()) * 0.9;
    canvas.ellipse(
      x + Math.cos(angle) * half * reach,
      top + Math.sin(angle) * 52 * reach,
      6,
      3,
      random.pick(['#ff5a7a', '#ffd23f', '#5ad1ff', '#7ae08a', '#ffffff']),
    );
  }
}

function lightCandle(canvas: Canvas, x: number, foot: number, index: number): void {
  canvas.rect(
    x - 9,
    foot - 120,
    18,
    120,
    ['#ff7a9a', '#5ac8f0', '#ffe06b', '#9ae07a'][index % 4] ?? '#ff7a9a',
    'rx="4"',
  );
  for (const stripe of [0.2, 0.5, 0.8]) {
    canvas.line(
      [
        [x - 9, foot - 120 * stripe],
        [x + 9, foot - 120 * stripe - 14],
      ],
      '#ffffff',
      5,
      'stroke-opacity="0.8"',
    );
  }
  canvas.glow(x, foot - 150, 90, '#ffd98a', 0.9);
  canvas.path(
    `M${x} ${foot - 186} Q${x + 17} ${foot - 146} ${x} ${foot - 126} Q${x - 17} ${foot - 146} ${x} ${foot - 186} Z`,
    '#ffb12e',
  );
  canvas.path(
    `M${x} ${foot - 166} Q${x + 8} ${foot - 142} ${x} ${foot - 130} Q${x - 8} ${foot - 142} ${x} ${foot - 166} Z`,
    '#fff7d6',
  );
}
