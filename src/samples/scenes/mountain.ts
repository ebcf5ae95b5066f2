import { type Canvas, type Point, short } from '../drawing/canvas.ts';
import { clouds, fir, ground, ridge, stars, water } from '../drawing/landscape.ts';
import { smoothStep } from '../drawing/noise.ts';

/** High, snow-covered peaks above green foothills on a clear day. */
export function mountains(canvas: Canvas): void {
  canvas.backdrop([
    [0, '#2f6fb5'],
    [0.5, '#a9d0ea'],
    [0.7, '#e4f0f5'],
    [1, '#e4f0f5'],
  ]);
  clouds(canvas, 20, 420, 0.5, [255, 255, 255], 0.9);
  snowPeaks(canvas, 470, 200);
  hazyRange(canvas, 640, 60, '#6f8fa8');
  hazyRange(canvas, 720, 50, '#4f7a6a');
  firSlope(canvas, 800, 40, '#2f5c45', '#274d3b', 26, 90);
  ground(canvas, ridge(canvas, 890, 30), meadow(canvas));
  flowers(canvas, 900);
}

function meadow(canvas: Canvas): string {
  return canvas.linear([
    [0, '#7da34b'],
    [1, '#3d6b2c'],
  ]);
}

function flowers(canvas: Canvas, top: number): void {
  const { random, width } = canvas;
  for (let index = 0; index < 170; index += 1) {
    const y = random.between(top + 10, 1000);
    const size = 1.5 + ((y - top) / 100) * 4;
    canvas.ellipse(random.between(0, width), y, size, size * 0.8, random.pick(['#ffe76b', '#ffffff', '#e58ac0']));
  }
}

/** Sharp peaks: grey rock in the shade, snow on the sunny sides. */
export function snowPeaks(canvas: Canvas, base: number, rough: number): Point[] {
  const line = ridge(canvas, base - 60, rough, 0.5, 8);
  const rock = canvas.linear([
    [0, '#7388a3'],
    [0.5, '#8fa5b8'],
    [1, '#b9cbd8'],
  ]);
  ground(canvas, line, rock);
  for (const [index, [x, y]] of line.entries()) {
    const next = line[index + 1];
    if (next !== undefined) {
      const sunny = next[1] > y;
      const depth = canvas.random.between(60, 210);
      const lean = sunny ? depth * 0.45 : -depth * 0.25;
      canvas.polygon(
        [[x, y], next, [next[0] + lean, next[1] + depth], [x + lean * 0.8, y + depth * 0.7]],
        sunny ? '#ffffff' : '#c3d3e6',
        `fill-opacity="${sunny ? 0.75 : 0.4}"`,
      );
    }
  }
  return line;
}

/** A far range, paler at its foot. */
export function hazyRange(canvas: Canvas, base: number, rough: number, colour: string): void {
  const fill = canvas.linear([
    [0, colour],
    [1, colour, 0.55],
  ]);
  ground(canvas, ridge(canvas, base, rough), fill);
}

/** A slope with firs standing along its ridge. */
export function firSlope(
  canvas: Canvas,
  base: number,
  rough: number,
  slope: string,
  tree: string,
  count: number,
  height: number,
): void {
  const line = ridge(canvas, base, rough, 0.5, 6);
  ground(canvas, line, slope);
  for (let index = 0; index < count; index += 1) {
    const [x, y] = canvas.random.pick([line[0] ?? [0, base], ...line]);
    fir(canvas, x + canvas.random.between(-12, 12), y + 14, height * canvas.random.between(0.6, 1.25), tree);
  }
}

/** A still lake that mirrors the mountains behind it, with a jetty. */
export function lakeMirror(canvas: Canvas): void {
  canvas.backdrop([
    [0, '#5aa0d8'],
    [0.5, '#d6ecf5'],
    [1, '#bfe0ee'],
  ]);
  const shores = () => {
    snowPeaks(canvas, 360, 120);
    hazyRange(canvas, 440, 40, '#5f8d92');
    firSlope(canvas, 500, 16, '#3f6e4d', '#2d5640', 60, 70);
  };
  clouds(canvas, 0, 330, 0.45, [255, 255, 255], 0.8);
  shores();
  water(
    canvas,
    530,
    1000,
    canvas.linear([
      [0, '#8fb7a8'],
      [0.25, '#79b3c4'],
      [1, '#1d5a86'],
    ]),
    ['#d9f0f2', '#2d6f8f', '#a9d6de'],
    220,
  );
  mirrorTrees(canvas);
  jetty(canvas);
}

function mirrorTrees(canvas: Canvas): void {
  for (let index = 0; index < 70; index += 1) {
    const x = canvas.random.between(0, canvas.width);
    const reach = canvas.random.between(20, 90);
    canvas.ellipse(x, 535 + reach / 2, canvas.random.between(6, 18), reach, '#2d5640', 'fill-opacity="0.16"');
  }
}

function jetty(canvas: Canvas): void {
  const middle = canvas.width * canvas.random.between(0.3, 0.7);
  const deck: Point[] = [
    [middle - 28, 640],
    [middle + 28, 640],
    [middle + 190, 1000],
    [middle - 190, 1000],
  ];
  canvas.polygon(
    deck.map(([x, y]) => [x + 10, y + 12] as const),
    '#123a55',
    'fill-opacity="0.45"',
  );
  canvas.polygon(deck, '#8a6844');
  for (let plank = 0; plank < 22; plank += 1) {
    const t = (plank / 22) ** 1.7;
    const half = 28 + 162 * t;
    canvas.line(
      [
        [middle - half, 640 + 360 * t],
        [middle + half, 640 + 360 * t],
      ],
      plank % 2 ? '#5f4428' : '#b08a5d',
      1 + 4 * t,
    );
  }
  for (const side of [-1, 1]) {
    canvas.rect(middle + side * 32 - 5, 600, 10, 70, '#5a4129');
    canvas.rect(middle + side * 110 - 9, 740, 18, 110, '#4c3520');
  }
}

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

/** A tent and a camp fire by a lake at night. */
export function campfire(canvas: Canvas): void {
  const { random, width } = canvas;
  canvas.backdrop([
    [0, '#0a1026'],
    [0.45, '#243a68'],
    [0.62, '#6a5a7a'],
    [1, '#10131c'],
  ]);
  stars(canvas, 460, 220);
  hazyRange(canvas, 540, 60, '#1d2a48');
  water(canvas, 610, 720, '#26375c', ['#52648c', '#8a7a92'], 80);
  firSlope(canvas, 640, 20, '#0d1622', '#0b131d', 34, 190);
  ground(canvas, ridge(canvas, 730, 16), '#15161a');
  const [tent, fire] = [width * 0.34, width * 0.66];
  canvas.glow(fire, 800, 460, '#ff8a2a', 0.6);
  drawTent(canvas, tent);
  canvas.ellipse(fire, 868, 110, 22, '#3b2a20');
  for (const side of [-1, 1, 0.2]) {
    canvas.line(
      [
        [fire - 62 * side, 872],
        [fire + 52 * side, 846],
      ],
      '#4d301c',
      19,
    );
  }
  for (const [size, colour] of [
    [1, '#ff5a1a'],
    [0.72, '#ff9a2e'],
    [0.42, '#ffe28a'],
  ] as const) {
    const h = 190 * size;
    canvas.path(
      `M${fire - 55 * size} 858 Q${fire - 66 * size} ${858 - h * 0.5} ${fire - 12 * size} ${858 - h} Q${fire + 8 * size} ${858 - h * 0.62} ${fire + 34 * size} ${858 - h * 0.72} Q${fire + 74 * size} ${858 - h * 0.3} ${fire + 52 * size} 858 Z`,
      colour,
      'fill-opacity="0.9"',
    );
  }
  for (let spark = 0; spark < 40; spark += 1) {
    const rise = random.between(0, 330);
    canvas.ellipse(fire + random.between(-0.25, 0.25) * rise, 700 - rise * 0.8, 2, 2, '#ffc46b', 'fill-opacity="0.8"');
  }
}

function drawTent(canvas: Canvas, x: number): void {
  const lit = canvas.radial(
    [
      [0, '#ffdf9e'],
      [1, '#d8702f'],
    ],
    0.6,
    0.7,
  );
  canvas.polygon(
    [
      [x - 210, 880],
      [x - 30, 640],
      [x + 60, 640],
      [x + 190, 880],
    ],
    '#8f3f22',
  );
  canvas.polygon(
    [
      [x - 120, 884],
      [x + 60, 640],
      [x + 190, 880],
    ],
    lit,
  );
  canvas.polygon(
    [
      [x + 20, 884],
      [x + 60, 660],
      [x + 100, 884],
    ],
    '#3a1d18',
  );
}
