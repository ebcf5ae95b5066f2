import type { Canvas } from '../drawing/canvas.ts';

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
