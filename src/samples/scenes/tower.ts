import type { Canvas, Point, Stop } from '../drawing/canvas.ts';
import { clouds, foliage, ground, ridge, stars } from '../drawing/landscape.ts';

/** The light in which the tower stands. */
export type TowerLight = 'day' | 'dusk' | 'night';

const TOWER_SKY: Record<TowerLight, readonly Stop[]> = {
  day: [
    [0, '#3f86cf'],
    [0.6, '#cfe6f5'],
    [1, '#e9f3f8'],
  ],
  dusk: [
    [0, '#39406e'],
    [0.35, '#a1567a'],
    [0.6, '#f2935c'],
    [0.75, '#ffd08a'],
    [1, '#ffd9a0'],
  ],
  night: [
    [0, '#050a1e'],
    [0.5, '#14234d'],
    [0.8, '#4b4470'],
    [1, '#4b4470'],
  ],
};

const TOWER_IRON: Record<TowerLight, string> = { day: '#6b5340', dusk: '#2c1f2e', night: '#e8a23c' };

/** The iron tower of Paris over the trees of its park, by day, at dusk or lit at night. */
export function eiffel(canvas: Canvas, light: TowerLight): void {
  const { random, width } = canvas;
  const middle = width * random.between(0.4, 0.6);
  canvas.backdrop(TOWER_SKY[light]);
  if (light === 'night') {
    stars(canvas, 600, 90);
    canvas.glow(middle, 480, 480, '#ffb85c', 0.4);
  } else {
    clouds(canvas, 40, 520, 0.55, light === 'day' ? [255, 255, 255] : [255, 150, 130], 0.85);
  }
  if (light === 'dusk') {
    canvas.glow(width * 0.2, 720, 420, '#fff0b8', 0.9);
  }
  rooftops(canvas, light);
  tower(canvas, middle, 850, 760, TOWER_IRON[light]);
  if (light === 'night') {
    sparkle(canvas, middle, 850, 760);
  }
  park(canvas, light);
}

export function rooftops(canvas: Canvas, light: TowerLight): void {
  const colour = { day: '#b9b2a6', dusk: '#5b3f55', night: '#141b38' }[light];
  let x = -20;
  while (x < canvas.width) {
    const wide = canvas.random.between(30, 80);
    const top = canvas.random.between(745, 790);
    canvas.polygon(
      [
        [x, 880],
        [x, top + 18],
        [x + 8, top],
        [x + wide - 8, top],
        [x + wide, top + 18],
        [x + wide, 880],
      ],
      colour,
    );
    if (light !== 'day') {
      canvas.rect(x + wide * 0.4, top + 32, 6, 9, '#ffd27a', 'fill-opacity="0.8"');
    }
    x += wide;
  }
}

/** The half width of the tower at a height from 0 (foot) to 1 (tip): wide legs that close in quickly. */
function halfWidth(at: number): number {
  return 0.163 * Math.exp(-at * 3.5) + 0.006;
}

function tower(canvas: Canvas, x: number, foot: number, height: number, iron: string): void {
  const edge = (side: number, at: number, share = 1): Point => [
    x + side * halfWidth(at) * height * share,
    foot - at * height,
  ];
  for (const side of [-1, 1]) {
    const steps = Array.from({ length: 31 }, (_, index) => index / 30);
    const outer = steps.map((at) => edge(side, at));
    const inner = steps.map((at) => edge(side, at, at < 0.34 ? 0.5 + at * 0.55 : 0.74)).reverse();
    canvas.polygon([...outer, ...inner], iron);
    lattice(canvas, edge, side, iron);
  }
  for (const [at, thick, over] of [
    [0.2, 17, 1.1],
    [0.385, 12, 1.18],
    [0.9, 7, 2],
  ] as const) {
    const [left, y] = edge(-1, at, over);
    const [right] = edge(1, at, over);
    canvas.rect(left, y - thick, right - left, thick, iron);
  }
  const arch = halfWidth(0.02) * height * 0.62;
  canvas.path(
    `M${x - arch} ${foot - 20} Q${x - arch} ${foot - 0.2 * height} ${x} ${foot - 0.2 * height} Q${x + arch} ${foot - 0.2 * height} ${x + arch} ${foot - 20}`,
    'none',
    `stroke="${iron}" stroke-width="10"`,
  );
  canvas.rect(x - 2.5, foot - height * 1.09, 5, height * 0.12, iron);
  canvas.rect(x - 6, foot - height * 0.98, 12, height * 0.06, iron);
}

function lattice(
  canvas: Canvas,
  edge: (side: number, at: number, share?: number) => Point,
  side: number,
  iron: string,
): void {
  for (let index = 0; index < 40; index += 1) {
    const [low, high] = [0.38 + (index / 40) * 0.55, 0.38 + ((index + 1) / 40) * 0.55];
    canvas.line([edge(side, low, 0.8), edge(-side, high, 0.8)], iron, 2, 'stroke-opacity="0.85"');
  }
}

function sparkle(canvas: Canvas, x: number, foot: number, height: number): void {
  for (let index = 0; index < 260; index += 1) {
    const at = canvas.random.next() ** 1.5;
    const reach = halfWidth(at) * height;
    const px = x + canvas.random.between(-reach, reach);
    canvas.ellipse(
      px,
      foot - at * height,
      2.4,
      2.4,
      '#fff6cf',
      `fill-opacity="${canvas.random.between(0.4, 1).toFixed(2)}"`,
    );
  }
  for (const way of [-1, 1]) {
    canvas.polygon(
      [
        [x, foot - height],
        [x + way * 1200, -60],
        [x + way * 1200, 150],
      ],
      '#dfe8ff',
      'fill-opacity="0.16"',
    );
  }
}

function park(canvas: Canvas, light: TowerLight): void {
  const greens = {
    day: ['#2f5a2c', '#4f8540', '#8fbf5a'],
    dusk: ['#1d1a24', '#2f2a30', '#5a4038'],
    night: ['#060b14', '#0c1622', '#1b2a30'],
  } as const;
  const [dark, middle, bright] = greens[light];
  ground(
    canvas,
    ridge(canvas, 880, 6),
    canvas.linear([
      [0, bright],
      [0.4, middle],
      [1, dark],
    ]),
  );
  for (let tree = 0; tree < 18; tree += 1) {
    const x = (tree / 17) * canvas.width;
    const near = Math.abs(x / canvas.width - 0.5) * 2;
    foliage(canvas, x, 872 - near * 30, 50 + near * 30, 34 + near * 70, [dark, middle, bright], 40);
  }
  canvas.polygon(
    [
      [canvas.width * 0.47, 890],
      [canvas.width * 0.53, 890],
      [canvas.width * 0.66, 1000],
      [canvas.width * 0.34, 1000],
    ],
    light === 'day' ? '#dccfae' : '#6a5358',
    'fill-opacity="0.75"',
  );
}
