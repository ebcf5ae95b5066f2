import type { Canvas, Point, Stop } from '../drawing/canvas.ts';
import { clouds, foliage, ground, lightPath, ridge, stars, water } from '../drawing/landscape.ts';

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

function rooftops(canvas: Canvas, light: TowerLight): void {
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

/** A round marble table from above: coffee with milk foam, a croissant and a spoon. */
export function cafeTable(canvas: Canvas): void {
  const { random, width } = canvas;
  canvas.backdrop([
    [0, '#7a5a3e'],
    [1, '#4a3222'],
  ]);
  for (let plank = 0; plank < 9; plank += 1) {
    canvas.rect(0, plank * 116, width, 112, plank % 2 ? '#6b4a31' : '#745238');
  }
  const [cx, cy] = [width * 0.5, 520];
  canvas.ellipse(cx + 24, cy + 34, 500, 480, '#1d120b', 'fill-opacity="0.5"');
  canvas.ellipse(cx, cy, 490, 470, '#efebe4');
  for (let vein = 0; vein < 14; vein += 1) {
    const y = random.between(120, 900);
    const reach = Math.sqrt(Math.max(0, 1 - ((y - cy) / 470) ** 2)) * 440;
    const d = `M${cx - reach} ${y} Q${cx - reach * 0.2} ${y + random.between(-90, 90)} ${cx + reach} ${y + random.between(-60, 60)}`;
    canvas.path(d, 'none', 'stroke="#a9a49a" stroke-width="3" stroke-opacity="0.35"');
  }
  canvas.ellipse(cx, cy, 490, 470, 'none', 'stroke="#b58b4a" stroke-width="16"');
  cup(canvas, cx - 170, cy - 20);
  croissant(canvas, cx + 215, cy + 110);
  canvas.line(
    [
      [cx - 30, cy + 260],
      [cx + 120, cy + 330],
    ],
    '#b9bcc2',
    12,
  );
  canvas.ellipse(cx - 60, cy + 246, 44, 26, '#d5d8dd', `transform="rotate(25 ${cx - 60} ${cy + 246})"`);
}

function cup(canvas: Canvas, x: number, y: number): void {
  canvas.ellipse(x + 12, y + 18, 218, 214, '#6f6a62', 'fill-opacity="0.4"');
  canvas.ellipse(x, y, 215, 212, '#fbfaf7');
  canvas.ellipse(x, y, 176, 173, '#e6e2da');
  canvas.ellipse(x + 172, y - 40, 56, 30, '#f4f1ea', `transform="rotate(-18 ${x + 172} ${y - 40})"`);
  canvas.ellipse(x, y, 140, 138, '#ffffff');
  canvas.ellipse(
    x,
    y,
    124,
    122,
    canvas.radial([
      [0, '#c98d52'],
      [0.7, '#a8662f'],
      [1, '#6a3a18'],
    ]),
  );
  for (const size of [1, 0.72, 0.44]) {
    const s = 78 * size;
    const top = y - 24 + (1 - size) * 26;
    canvas.path(
      `M${x} ${top + s} C${x - s * 1.3} ${top + s * 0.1} ${x - s * 0.7} ${top - s * 0.8} ${x} ${top - s * 0.2} C${x + s * 0.7} ${top - s * 0.8} ${x + s * 1.3} ${top + s * 0.1} ${x} ${top + s} Z`,
      size === 0.72 ? '#b9783f' : '#f6e3c4',
    );
  }
}

function croissant(canvas: Canvas, x: number, y: number): void {
  canvas.ellipse(x + 8, y + 14, 186, 132, '#6f6a62', 'fill-opacity="0.35"');
  canvas.ellipse(x, y, 184, 130, '#f7f4ee');
  for (let part = 0; part < 7; part += 1) {
    const angle = Math.PI * (1.08 + part * 0.14);
    const size = 62 - Math.abs(part - 3) * 11;
    const [px, py] = [x + Math.cos(angle) * 112, y + 58 + Math.sin(angle) * 96];
    const turn = `transform="rotate(${((angle * 180) / Math.PI + 90).toFixed(0)} ${px.toFixed(0)} ${py.toFixed(0)})"`;
    canvas.ellipse(px, py, size * 0.62, size, part % 2 ? '#c9822f' : '#dd9c46', turn);
    canvas.ellipse(px - 4, py - 10, size * 0.3, size * 0.55, '#f3c377', `fill-opacity="0.6" ${turn}`);
  }
}

/** What rises behind the bridge: the roofs of a boulevard, or one great dome. */
export type BridgeView = 'roofs' | 'dome';

/** A stone bridge over the river in the evening, its lamps mirrored in the water. */
export function riverBridge(canvas: Canvas, view: BridgeView): void {
  canvas.backdrop(
    view === 'dome'
      ? [
          [0, '#2a2150'],
          [0.3, '#a04f6a'],
          [0.52, '#ffae5e'],
          [1, '#ffae5e'],
        ]
      : [
          [0, '#1c2b57'],
          [0.3, '#5a5a94'],
          [0.5, '#e39a86'],
          [1, '#e39a86'],
        ],
  );
  clouds(canvas, 0, 420, 0.5, view === 'dome' ? [255, 140, 120] : [240, 160, 160], 0.6);
  if (view === 'dome') {
    dome(canvas, canvas.width * 0.28, 570);
  } else {
    boulevard(canvas);
  }
  water(
    canvas,
    560,
    1000,
    canvas.linear([
      [0, '#c98a86'],
      [0.3, '#5b5688'],
      [1, '#161d40'],
    ]),
    ['#ffd68a', '#2a2f5c', '#e8a79a'],
    320,
  );
  bridge(canvas, view === 'dome' ? 5 : 3);
}

/** A row of houses with steep roofs and lit windows. */
function boulevard(canvas: Canvas): void {
  const { width } = canvas;
  rooftops(canvas, 'night');
  for (let house = 0; house < 16; house += 1) {
    const x = (house / 16) * width;
    const top = canvas.random.between(400, 450);
    canvas.rect(x, top, width / 16 + 1, 170, house % 2 ? '#4d4468' : '#433b5e');
    canvas.polygon(
      [
        [x, top],
        [x + 12, top - 32],
        [x + width / 16 - 12, top - 32],
        [x + width / 16, top],
      ],
      '#2f2a4a',
    );
    for (let window = 0; window < 8; window += 1) {
      const lit = canvas.random.next() > 0.45;
      const wx = x + 12 + (window % 4) * 19;
      canvas.rect(wx, top + 22 + Math.floor(window / 4) * 44, 8, 20, lit ? '#ffd68a' : '#2c2748');
    }
  }
}

/** A great dome above low trees, dark against the evening sky. */
function dome(canvas: Canvas, x: number, foot: number): void {
  const dark = '#43264a';
  canvas.glow(x, foot - 90, 420, '#ffe0a0', 0.9);
  canvas.rect(x - 4, foot - 430, 8, 50, dark);
  canvas.rect(x - 20, foot - 384, 40, 50, dark);
  canvas.path(
    `M${x - 124} ${foot - 180} Q${x - 120} ${foot - 330} ${x} ${foot - 342} Q${x + 120} ${foot - 330} ${x + 124} ${foot - 180} Z`,
    dark,
  );
  canvas.rect(x - 134, foot - 190, 268, 60, '#553056');
  canvas.rect(x - 220, foot - 134, 440, 150, dark);
  for (let tree = 0; tree < 30; tree += 1) {
    const tx = (tree / 29) * canvas.width;
    foliage(canvas, tx, foot - 14, 56, canvas.random.between(26, 62), ['#241a33', '#33233d', '#5a3548'], 22);
  }
}

function bridge(canvas: Canvas, count: number): void {
  const { width } = canvas;
  const span = width / count;
  const arches = Array.from({ length: count }, (_, index) => index)
    .map((index) => {
      const left = index * span + 26;
      const right = (index + 1) * span - 26;
      return `M${left} 720 L${left} 690 Q${(left + right) / 2} 520 ${right} 690 L${right} 720 Z`;
    })
    .join(' ');
  canvas.path(
    `M0 545 Q${width / 2} 505 ${width} 545 L${width} 720 L0 720 Z ${arches}`,
    '#6d5f6e',
    'fill-rule="evenodd"',
  );
  canvas.path(`M0 545 Q${width / 2} 505 ${width} 545 L${width} 560 Q${width / 2} 520 0 560 Z`, '#a08a8e');
  for (let lamp = 0; lamp < 7; lamp += 1) {
    const x = ((lamp + 0.5) / 7) * width;
    canvas.rect(x - 3, 462, 6, 70, '#2a2236');
    canvas.glow(x, 455, 90, '#ffd07a', 0.9);
    canvas.ellipse(x, 455, 11, 13, '#fff3d0');
    lightPath(canvas, x, 725, 980, '#ffd98f', 16);
  }
}
