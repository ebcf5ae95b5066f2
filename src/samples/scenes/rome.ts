import type { Canvas } from '../drawing/canvas.ts';
import { clouds, foliage, ground, ridge } from '../drawing/landscape.ts';

/** The amphitheatre of Rome in warm light: three rows of arches, broken on one side. */
export function colosseum(canvas: Canvas, evening: boolean): void {
  const { width } = canvas;
  canvas.backdrop(
    evening
      ? [
          [0, '#27356b'],
          [0.45, '#b8688a'],
          [0.7, '#ffb36b'],
          [1, '#ffb36b'],
        ]
      : [
          [0, '#3a7fc4'],
          [0.6, '#bfdcf0'],
          [1, '#e8f1f4'],
        ],
  );
  clouds(canvas, 20, 480, 0.5, evening ? [255, 170, 150] : [255, 255, 255], 0.8);
  pines(canvas, evening);
  ground(
    canvas,
    ridge(canvas, 812, 5),
    canvas.linear([
      [0, evening ? '#8a5a48' : '#c9b68f'],
      [1, evening ? '#3d2730' : '#8a7a58'],
    ]),
  );
  const left = width * 0.12;
  const right = width * 0.93;
  const stone = canvas.linear(
    [
      [0, evening ? '#a0603a' : '#b99262'],
      [0.35, evening ? '#eda45c' : '#e8cfa0'],
      [0.75, evening ? '#b06a42' : '#c9a573'],
      [1, evening ? '#6d3b34' : '#8f6d4a'],
    ],
    true,
  );
  const [cx, broken] = [(left + right) / 2, left + (right - left) * 0.6];
  canvas.path(
    `M${left} 830 L${left + 8} 400 Q${cx - 120} 330 ${broken} 345 L${broken + 20} 420 L${broken + 70} 430 L${broken + 84} 520 L${right} 545 L${right - 4} 830 Q${cx} 900 ${left} 830 Z`,
    stone,
  );
  const ends = [right - 18, right - 30, broken - 8];
  for (const [row, top] of [700, 570, 440].entries()) {
    archRow(canvas, left + 18, ends[row] ?? right, top, row, ARCHES[evening ? 'evening' : 'day']);
  }
  for (let person = 0; person < 22; person += 1) {
    const x = canvas.random.between(0, width);
    const y = canvas.random.between(872, 950);
    const size = 0.5 + (y - 860) / 110;
    canvas.ellipse(x, y - 34 * size, 6 * size, 7 * size, '#4b3026');
    canvas.rect(
      x - 7 * size,
      y - 28 * size,
      14 * size,
      32 * size,
      canvas.random.pick(['#37495e', '#9c3f37', '#e6dccb', '#2f5d50']),
      'rx="4"',
    );
  }
}

/** The colours of the arches: their depth, their lit inner side, and the columns between them. */
interface ArchColours {
  readonly deep: string;
  readonly inner: string;
  readonly column: string;
}

const ARCHES: Readonly<Record<'day' | 'evening', ArchColours>> = {
  day: { deep: '#5f4630', inner: '#7d5f40', column: '#f3e2bf' },
  evening: { deep: '#3c1f24', inner: '#5d2f2a', column: '#f6bb78' },
};

/** How far the middle of a row hangs below its ends: seen from below, the rows bend apart. */
const ROW_SAG = [26, 4, -22] as const;

function archRow(canvas: Canvas, left: number, right: number, top: number, row: number, colours: ArchColours): void {
  const count = Math.floor((right - left) / 62);
  const sag = ROW_SAG[row] ?? 0;
  for (let index = 0; index < count; index += 1) {
    const x = left + (index + 0.5) * ((right - left) / count);
    const y = top + Math.sin((index / count) * Math.PI) * sag;
    canvas.path(archShape(x, y, 19, 24), colours.deep);
    canvas.path(archShape(x + 4, y + 6, 15, 20), colours.inner);
    canvas.rect(x + 26, y + 2, 6, 96, colours.column, 'fill-opacity="0.5"');
  }
  const middle = (left + right) / 2;
  canvas.path(
    `M${left - 14} ${top - 12} Q${middle} ${top - 12 + sag * 2} ${right + 6} ${top - 12}`,
    'none',
    `stroke="${colours.column}" stroke-width="7" stroke-opacity="0.7"`,
  );
}

function archShape(x: number, y: number, half: number, rise: number): string {
  return `M${x - half} ${y + 90} L${x - half} ${y + rise} A${half} ${rise} 0 0 1 ${x + half} ${y + rise} L${x + half} ${y + 90} Z`;
}

function pines(canvas: Canvas, evening: boolean): void {
  const greens = evening ? (['#2b2a30', '#3d3a34', '#6a5a3c'] as const) : (['#2d4a2a', '#476b38', '#7d9a52'] as const);
  for (const share of [0.05, 0.9, 0.98]) {
    const x = canvas.width * share;
    canvas.rect(x - 8, 540, 16, 330, evening ? '#2b1f22' : '#5b4330');
    foliage(canvas, x, 500, 130, 62, greens, 60);
  }
}

/** A narrow street with ochre houses, shutters, washing and a scooter. */
export function romanStreet(canvas: Canvas): void {
  const { random, width } = canvas;
  canvas.backdrop([
    [0, '#4d97d6'],
    [0.5, '#cfe6f2'],
    [1, '#e6d9b8'],
  ]);
  const [vanish, horizon] = [width * 0.52, 560];
  const colours = ['#e0a458', '#cf7f4f', '#e6c07b', '#d6935f', '#c96f4a'];
  for (const side of [-1, 1]) {
    for (let house = 0; house < 4; house += 1) {
      const near = 1 / (house + 1);
      const far = 1 / (house + 2);
      const edge = side < 0 ? 0 : width;
      const x1 = vanish + (edge - vanish) * near * 1.02;
      const x2 = vanish + (edge - vanish) * far;
      const [top1, top2] = [horizon - 700 * near, horizon - 700 * far - random.between(-14, 14)];
      const [foot1, foot2] = [horizon + 420 * near, horizon + 420 * far];
      canvas.polygon(
        [
          [x1, top1],
          [x2, top2],
          [x2, foot2],
          [x1, foot1],
        ],
        colours[(house + (side + 1)) % 5] ?? '#e0a458',
      );
      if (side > 0) {
        canvas.polygon(
          [
            [x1, top1],
            [x2, top2],
            [x2, foot2],
            [x1, foot1],
          ],
          '#3a1d20',
          'fill-opacity="0.3"',
        );
      }
      shutters(canvas, [x1, x2], [top1, top2], [foot1, foot2], side);
    }
  }
  church(canvas, vanish, horizon + 90);
  canvas.polygon(
    [
      [vanish - 70, horizon + 80],
      [vanish + 70, horizon + 80],
      [width * 1.02, 1000],
      [-20, 1000],
    ],
    canvas.linear([
      [0, '#cdb38c'],
      [1, '#6e5a4a'],
    ]),
  );
  cobbles(canvas, vanish, horizon + 90);
  washing(canvas);
}

function shutters(
  canvas: Canvas,
  xs: readonly [number, number],
  tops: readonly [number, number],
  feet: readonly [number, number],
  side: number,
): void {
  for (let column = 0; column < 2; column += 1) {
    for (let floor = 0; floor < 4; floor += 1) {
      const [u1, u2] = [0.16 + column * 0.44, 0.38 + column * 0.44];
      const [v1, v2] = [0.12 + floor * 0.22, 0.25 + floor * 0.22];
      const at = (u: number, v: number) => {
        const top = tops[0] + (tops[1] - tops[0]) * u;
        const foot = feet[0] + (feet[1] - feet[0]) * u;
        return [xs[0] + (xs[1] - xs[0]) * u, top + (foot - top) * v] as const;
      };
      const open = floor === 3;
      canvas.polygon(
        [at(u1, v1), at(u2, v1), at(u2, v2), at(u1, v2)],
        open ? '#4a2a20' : side < 0 ? '#3f6b52' : '#2f5340',
      );
      canvas.line([at((u1 + u2) / 2, v1), at((u1 + u2) / 2, v2)], '#e9dfc6', 3, 'stroke-opacity="0.6"');
      canvas.line([at(u1 - 0.03, v2), at(u2 + 0.03, v2)], '#f1e6cf', 6, 'stroke-opacity="0.7"');
    }
  }
}

/** A church with a dome at the end of the street. */
function church(canvas: Canvas, x: number, foot: number): void {
  const stone = canvas.linear(
    [
      [0, '#f0dcb4'],
      [1, '#c9a274'],
    ],
    true,
  );
  canvas.rect(x - 5, foot - 470, 10, 60, '#a98a5c');
  canvas.rect(x - 22, foot - 420, 44, 60, stone);
  canvas.path(
    `M${x - 92} ${foot - 270} Q${x - 92} ${foot - 376} ${x} ${foot - 384} Q${x + 92} ${foot - 376} ${x + 92} ${foot - 270} Z`,
    '#8fa39a',
  );
  canvas.rect(x - 100, foot - 276, 200, 60, stone);
  canvas.rect(x - 128, foot - 220, 256, 240, stone);
  canvas.polygon(
    [
      [x - 140, foot - 214],
      [x, foot - 270],
      [x + 140, foot - 214],
    ],
    '#e2c796',
  );
  canvas.path(archShape(x, foot - 82, 30, 34), '#4a2f24');
  for (const side of [-1, 1]) {
    canvas.rect(x + side * 84 - 14, foot - 150, 28, 60, '#5d4636');
    canvas.rect(x + side * 52 - 5, foot - 206, 10, 216, '#f7e8c8');
  }
}

function cobbles(canvas: Canvas, vanish: number, top: number): void {
  for (let row = 0; row < 24; row += 1) {
    const depth = (row / 24) ** 1.8;
    const y = top + (1000 - top) * depth;
    for (let stone = -12; stone <= 12; stone += 1) {
      const x = vanish + (stone + (row % 2) / 2) * (10 + 74 * depth);
      canvas.ellipse(
        x,
        y,
        3 + 30 * depth,
        1 + 9 * depth,
        canvas.random.pick(['#8f7a63', '#a38d72', '#75624f']),
        'fill-opacity="0.55"',
      );
    }
  }
}

function washing(canvas: Canvas): void {
  const { width } = canvas;
  canvas.path(
    `M${width * 0.16} 250 Q${width * 0.5} 330 ${width * 0.86} 236`,
    'none',
    'stroke="#3b3530" stroke-width="3"',
  );
  for (const [index, colour] of ['#f7f3ea', '#c94f4f', '#5b87b5', '#f3d36b', '#ffffff', '#7aa36b'].entries()) {
    const x = width * (0.25 + index * 0.085);
    const y = 272 + Math.sin((index / 5) * Math.PI) * 22;
    canvas.path(`M${x} ${y} l54 4 l-4 ${88 + (index % 3) * 18} q-24 10 -48 -2 Z`, colour);
  }
}

/** A pizza from above on a wooden board. */
export function pizza(canvas: Canvas): void {
  const { random, width } = canvas;
  canvas.backdrop([
    [0, '#a8412f'],
    [1, '#8a3024'],
  ]);
  for (let x = 0; x < width; x += 120) {
    canvas.rect(x, 0, 60, 1000, '#ffffff', 'fill-opacity="0.82"');
  }
  for (let y = 0; y < 1000; y += 120) {
    canvas.rect(0, y, width, 60, '#c23b2e', 'fill-opacity="0.45"');
  }
  const [cx, cy] = [width * 0.4, 540];
  canvas.ellipse(cx + 16, cy + 26, 440, 430, '#2a0f0a', 'fill-opacity="0.45"');
  canvas.ellipse(cx, cy, 436, 426, '#f5f2ea');
  canvas.ellipse(
    cx,
    cy,
    384,
    376,
    canvas.radial([
      [0, '#e9b264'],
      [0.85, '#d99544'],
      [1, '#a8642a'],
    ]),
  );
  canvas.ellipse(cx, cy, 326, 318, '#c4391f');
  const topping = (count: number, draw: (x: number, y: number) => void) => {
    for (let index = 0; index < count; index += 1) {
      const angle = random.between(0, Math.PI * 2);
      const reach = Math.sqrt(random.next()) * 292;
      draw(cx + Math.cos(angle) * reach, cy + Math.sin(angle) * reach);
    }
  };
  topping(90, (x, y) =>
    canvas.ellipse(x, y, random.between(14, 34), random.between(12, 26), '#e2602f', 'fill-opacity="0.5"'),
  );
  topping(34, (x, y) =>
    canvas.ellipse(x, y, random.between(26, 52), random.between(22, 44), '#fff3d9', 'fill-opacity="0.92"'),
  );
  topping(22, (x, y) => canvas.ellipse(x, y, 22, 21, '#d8301f', 'stroke="#8e1c12" stroke-width="4"'));
  topping(14, (x, y) => {
    canvas.ellipse(
      x,
      y,
      44,
      20,
      '#3d7a2e',
      `transform="rotate(${random.whole(0, 180)} ${x.toFixed(0)} ${y.toFixed(0)})"`,
    );
  });
  topping(60, (x, y) => canvas.ellipse(x, y, 3, 3, '#5b2a12', 'fill-opacity="0.6"'));
}
