import { type Canvas, short } from '../drawing/canvas.ts';
import { ground, ridge } from '../drawing/landscape.ts';
import { smoothStep } from '../drawing/noise.ts';

/** Tall trunks in morning mist, with rays of sun and ferns. */
export function forest(canvas: Canvas): void {
  const { random, width } = canvas;
  canvas.backdrop([
    [0, '#d9e8b0'],
    [0.55, '#9cc07a'],
    [1, '#27431f'],
  ]);
  const sun = width * random.between(0.3, 0.7);
  canvas.glow(sun, 230, 620, '#fff8cf', 0.95);
  for (const [layer, colour] of ['#a5c08a', '#76996a', '#4d7350', '#2c4c36', '#182d22'].entries()) {
    trunks(canvas, layer, colour);
    canvas.texture(0, 0, width, 380 - layer * 40, {
      across: 16 - layer * 2,
      down: 8,
      octaves: 4,
      colour: (value, _u, v) => leafTone(layer, value, v),
    });
  }
  rays(canvas, sun);
  ground(canvas, ridge(canvas, 905, 24), '#22381c');
  for (let fern = 0; fern < 46; fern += 1) {
    drawFern(canvas, random.between(0, width), random.between(900, 1000), random.between(30, 80));
  }
}

function leafTone(layer: number, value: number, v: number): readonly [number, number, number, number] {
  const shade = 1 - layer * 0.17;
  const density = smoothStep(0.45, 0.62, value) * smoothStep(1, 0.5, v);
  return [120 * shade + 50 * value, 165 * shade + 40 * value, 70 * shade, 190 * density];
}

function trunks(canvas: Canvas, layer: number, colour: string): void {
  const { random, width } = canvas;
  const count = 15 - layer * 2.4;
  for (let index = 0; index < count; index += 1) {
    const x = random.between(0, width);
    const half = (4 + layer * layer * 1.9) * random.between(0.7, 1.3);
    const foot = 740 + layer * 48;
    const lean = random.between(-14, 14);
    canvas.polygon(
      [
        [x - half + lean, 0],
        [x + half + lean, 0],
        [x + half * 1.25, foot],
        [x + half * 2, foot + 30],
        [x - half * 2, foot + 30],
        [x - half * 1.25, foot],
      ],
      canvas.linear(
        [
          [0, colour, 0.95],
          [0.6, colour],
          [1, '#0f1d14', 0.9],
        ],
        true,
      ),
    );
  }
}

function rays(canvas: Canvas, sun: number): void {
  const fill = canvas.linear([
    [0, '#fffbd8', 0.2],
    [1, '#fffbd8', 0],
  ]);
  for (let index = 0; index < 8; index += 1) {
    const foot = sun + (index - 3.5) * 190 + canvas.random.between(-50, 50);
    const half = canvas.random.between(18, 60);
    canvas.polygon(
      [
        [sun - 12, 120],
        [sun + 12, 120],
        [foot + half, 960],
        [foot - half, 960],
      ],
      fill,
    );
  }
}

function drawFern(canvas: Canvas, x: number, y: number, size: number): void {
  for (let frond = -3; frond <= 3; frond += 1) {
    const reach = (frond / 3) * size;
    const d = `M${short(x)} ${short(y)} Q${short(x + reach * 0.4)} ${short(y - size)} ${short(x + reach)} ${short(y - size * 0.5)}`;
    canvas.path(
      d,
      'none',
      `stroke="${frond % 2 ? '#4f7d34' : '#6f9d45'}" stroke-width="${short(size / 12)}" stroke-opacity="0.9"`,
    );
  }
}
