import type { Canvas } from '../drawing/canvas.ts';
import { clouds, fir, foliage, ground, ridge } from '../drawing/landscape.ts';

/** Soft discs of light, as a lens draws lamps that are out of focus. */
function bokeh(canvas: Canvas, bottom: number, colours: readonly [string, ...string[]], count: number): void {
  const { random, width } = canvas;
  for (let index = 0; index < count; index += 1) {
    const size = random.between(16, 58);
    canvas.ellipse(
      random.between(0, width),
      random.between(0, bottom),
      size,
      size,
      random.pick(colours),
      `fill-opacity="${random.between(0.12, 0.45).toFixed(2)}"`,
    );
  }
}

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

/** The coat of the cat: body, shade, light. */
const COAT = { body: '#d98a3d', shade: '#a85f22', light: '#f6d5a8', pink: '#e8a59a' } as const;

/** A ginger cat looking straight into the camera. */
export function catPortrait(canvas: Canvas): void {
  const { random, width } = canvas;
  canvas.backdrop([
    [0, random.pick(['#6f8f86', '#8a7a9a', '#7a8fa8'])],
    [1, '#2f3a3d'],
  ]);
  bokeh(canvas, 900, ['#cfe0c8', '#ffe9b8', '#ffffff'], 26);
  const x = width * 0.5;
  canvas.path(
    `M${x - 330} 1000 Q${x - 300} 690 ${x} 680 Q${x + 300} 690 ${x + 330} 1000 Z`,
    canvas.radial([
      [0, COAT.light],
      [0.5, COAT.body],
      [1, COAT.shade],
    ]),
  );
  for (const side of [-1, 1]) {
    canvas.polygon(
      [
        [x + side * 90, 270],
        [x + side * 262, 90],
        [x + side * 286, 400],
      ],
      COAT.body,
    );
    canvas.polygon(
      [
        [x + side * 130, 280],
        [x + side * 244, 148],
        [x + side * 262, 370],
      ],
      COAT.pink,
    );
  }
  canvas.ellipse(
    x,
    480,
    300,
    262,
    canvas.radial([
      [0, '#eaa558'],
      [0.7, COAT.body],
      [1, COAT.shade],
    ]),
  );
  for (const [dx, tall] of [
    [-60, 110],
    [0, 140],
    [60, 110],
  ] as const) {
    canvas.polygon(
      [
        [x + dx - 17, 236],
        [x + dx + 17, 236],
        [x + dx * 0.8, 236 + tall],
      ],
      COAT.shade,
      'fill-opacity="0.8"',
    );
  }
  fur(canvas, x);
  face(canvas, x);
}

function fur(canvas: Canvas, x: number): void {
  const { random } = canvas;
  for (let hair = 0; hair < 420; hair += 1) {
    const angle = random.between(0, Math.PI * 2);
    const reach = Math.sqrt(random.next());
    const [px, py] = [x + Math.cos(angle) * 296 * reach, 482 + Math.sin(angle) * 256 * reach];
    const [dx, dy] = [Math.cos(angle) * 30, Math.sin(angle) * 30];
    canvas.line(
      [
        [px, py],
        [px + dx, py + dy],
      ],
      random.pick([COAT.shade, COAT.light, '#c2752f']),
      2.4,
      'stroke-opacity="0.4"',
    );
  }
}

function face(canvas: Canvas, x: number): void {
  for (const side of [-1, 1]) {
    canvas.ellipse(x + side * 72, 610, 92, 72, '#f8e6cc');
    canvas.ellipse(x + side * 128, 456, 72, 62, '#3a2414');
    canvas.ellipse(
      x + side * 128,
      456,
      64,
      55,
      canvas.radial([
        [0, '#e8e06b'],
        [0.7, '#9fbf4a'],
        [1, '#5f7a2a'],
      ]),
    );
    canvas.ellipse(x + side * 128, 456, 19, 50, '#0c0a08');
    canvas.ellipse(x + side * 128 - 16, 434, 14, 14, '#ffffff');
    for (const lift of [-34, 0, 34]) {
      canvas.path(
        `M${x + side * 90} ${606 + lift * 0.4} Q${x + side * 240} ${590 + lift} ${x + side * 390} ${596 + lift * 2}`,
        'none',
        'stroke="#fff8ea" stroke-width="4" stroke-opacity="0.85"',
      );
    }
  }
  canvas.path(
    `M${x - 34} 560 Q${x} 544 ${x + 34} 560 Q${x + 14} 598 ${x} 600 Q${x - 14} 598 ${x - 34} 560 Z`,
    '#d77a72',
  );
  canvas.path(
    `M${x} 600 L${x} 630 M${x} 630 Q${x - 46} 668 ${x - 84} 634 M${x} 630 Q${x + 46} 668 ${x + 84} 634`,
    'none',
    'stroke="#5b3018" stroke-width="7" stroke-linecap="round"',
  );
}

/** The cat as a dark shape on a window sill against a bright garden. */
export function catWindow(canvas: Canvas): void {
  const { random, width } = canvas;
  canvas.backdrop([
    [0, '#bfe0f2'],
    [0.55, '#e9f3d0'],
    [1, '#a3c47a'],
  ]);
  for (let bush = 0; bush < 9; bush += 1) {
    foliage(canvas, (bush / 8) * width, random.between(520, 680), 150, 130, ['#5f8f4a', '#86b566', '#c3e092'], 40);
  }
  const frame = '#f4efe6';
  for (const share of [0, 0.49, 0.97]) {
    canvas.rect(width * share, 0, width * 0.035, 830, frame);
  }
  canvas.rect(0, 0, width, 36, frame);
  canvas.rect(0, 330, width, 22, frame);
  canvas.rect(
    0,
    810,
    width,
    190,
    canvas.linear([
      [0, '#fffaf0'],
      [0.3, '#d9cdbb'],
      [1, '#8f8374'],
    ]),
  );
  const x = width * random.between(0.6, 0.72);
  const dark = '#2a2320';
  canvas.path(`M${x - 130} 840 Q${x - 150} 560 ${x - 40} 470 L${x + 60} 470 Q${x + 170} 600 ${x + 140} 840 Z`, dark);
  canvas.ellipse(x + 4, 420, 104, 92, dark);
  canvas.polygon(
    [
      [x - 92, 400],
      [x - 84, 276],
      [x - 12, 344],
    ],
    dark,
  );
  canvas.polygon(
    [
      [x + 100, 400],
      [x + 92, 276],
      [x + 20, 344],
    ],
    dark,
  );
  canvas.path(
    `M${x + 120} 826 Q${x + 330} 850 ${x + 300} 690 Q${x + 290} 650 ${x + 262} 672 Q${x + 290} 790 ${x + 110} 780 Z`,
    dark,
  );
  pot(canvas, width * 0.22);
}

function pot(canvas: Canvas, x: number): void {
  for (let leaf = 0; leaf < 16; leaf += 1) {
    const lean = (leaf - 7.5) * 17;
    canvas.path(
      `M${x} 700 Q${x + lean * 0.3} ${540} ${x + lean} ${500 + Math.abs(lean) * 0.9}`,
      'none',
      `stroke="${leaf % 2 ? '#3f7a3f' : '#5f9f52'}" stroke-width="17" stroke-linecap="round"`,
    );
  }
  canvas.polygon(
    [
      [x - 92, 690],
      [x + 92, 690],
      [x + 68, 846],
      [x - 68, 846],
    ],
    '#bf6a42',
  );
  canvas.rect(x - 102, 676, 204, 38, '#d27c50', 'rx="6"');
}

/** A flower bed in full bloom in front of a hedge. */
export function garden(canvas: Canvas): void {
  const { random, width } = canvas;
  canvas.backdrop([
    [0, '#8cc7ee'],
    [0.4, '#dff0f4'],
    [1, '#5c8f3c'],
  ]);
  clouds(canvas, 0, 260, 0.4, [255, 255, 255], 0.8);
  for (let bush = 0; bush < 14; bush += 1) {
    foliage(canvas, (bush / 13) * width, random.between(380, 430), 110, 130, ['#2c5a2a', '#477f3a', '#84b356'], 44);
  }
  ground(
    canvas,
    ridge(canvas, 520, 10),
    canvas.linear([
      [0, '#7fb04a'],
      [1, '#2f5a22'],
    ]),
  );
  for (let flower = 0; flower < 190; flower += 1) {
    const depth = (flower / 190) ** 1.3;
    bloom(canvas, random.between(0, width), 530 + depth * 440, 7 + depth * 34);
  }
}

function bloom(canvas: Canvas, x: number, y: number, size: number): void {
  const { random } = canvas;
  const colour = random.pick(['#e8415a', '#f27ab0', '#ffd23f', '#8f5ad0', '#ffffff', '#ff8a3d']);
  canvas.line(
    [
      [x, y],
      [x + random.between(-8, 8), y + size * 3],
    ],
    '#2f6a2a',
    size * 0.2,
  );
  for (let petal = 0; petal < 7; petal += 1) {
    const angle = (petal / 7) * Math.PI * 2;
    canvas.ellipse(
      x + Math.cos(angle) * size * 0.62,
      y + Math.sin(angle) * size * 0.52,
      size * 0.46,
      size * 0.4,
      colour,
    );
  }
  canvas.ellipse(x, y, size * 0.34, size * 0.3, colour === '#ffd23f' ? '#7a4a1c' : '#f7c93a');
}

/** A house in the snow with lit windows on a winter evening. */
export function winterHouse(canvas: Canvas): void {
  const { random, width } = canvas;
  canvas.backdrop([
    [0, '#26365f'],
    [0.5, '#8a86b4'],
    [0.7, '#f0b8a8'],
    [1, '#f0b8a8'],
  ]);
  ground(canvas, ridge(canvas, 610, 30), '#b9c3de');
  for (let tree = 0; tree < 16; tree += 1) {
    const x = random.between(0, width);
    const tall = random.between(170, 330);
    fir(canvas, x, 690, tall, '#2f4a5a');
    fir(canvas, x - 4, 682, tall * 0.96, '#dfe8f4');
  }
  ground(
    canvas,
    ridge(canvas, 700, 14),
    canvas.linear([
      [0, '#e9effa'],
      [1, '#a9b6d8'],
    ]),
  );
  const x = width * random.between(0.28, 0.72);
  canvas.rect(x - 220, 520, 440, 260, '#7d4634');
  canvas.polygon(
    [
      [x - 270, 530],
      [x - 10, 330],
      [x + 270, 530],
    ],
    '#f7faff',
  );
  canvas.polygon(
    [
      [x - 220, 530],
      [x - 10, 366],
      [x + 220, 530],
    ],
    '#5f3428',
  );
  canvas.rect(x + 110, 350, 50, 110, '#6d5a54');
  for (const [dx, dy, w, h] of [
    [-160, 580, 90, 90],
    [70, 580, 90, 90],
    [-40, 430, 70, 60],
  ] as const) {
    canvas.glow(x + dx + w / 2, dy + h / 2, 150, '#ffc860', 0.8);
    canvas.rect(x + dx, dy, w, h, '#ffe08f', 'stroke="#3a1f18" stroke-width="8"');
  }
  canvas.rect(x - 34, 640, 76, 140, '#3a1f18');
  for (let flake = 0; flake < 260; flake += 1) {
    const size = random.between(1.5, 6);
    canvas.ellipse(random.between(0, width), random.between(0, 1000), size, size, '#ffffff', 'fill-opacity="0.8"');
  }
}

/** A family car in front of a house in the eighties, in faded colours. */
export function oldPrint(canvas: Canvas): void {
  const { width } = canvas;
  canvas.backdrop([
    [0, '#cfc39a'],
    [0.5, '#e6d6a8'],
    [1, '#a8925f'],
  ]);
  canvas.rect(width * 0.08, 250, width * 0.6, 430, '#d9b98a');
  canvas.polygon(
    [
      [width * 0.04, 260],
      [width * 0.38, 80],
      [width * 0.72, 260],
    ],
    '#a5623f',
  );
  for (const share of [0.14, 0.32, 0.5]) {
    canvas.rect(width * share, 350, width * 0.11, 130, '#6d6a55', 'stroke="#f3e6c4" stroke-width="12"');
  }
  foliage(canvas, width * 0.85, 380, 190, 230, ['#6a6a35', '#8f8a45', '#b9aa5c'], 120);
  canvas.rect(width * 0.84, 560, 30, 160, '#6b5232');
  canvas.rect(
    0,
    680,
    width,
    320,
    canvas.linear([
      [0, '#b5a05f'],
      [1, '#8a7440'],
    ]),
  );
  const x = width * 0.45;
  canvas.ellipse(x, 872, 400, 40, '#4a3c22', 'fill-opacity="0.5"');
  canvas.path(
    `M${x - 380} 850 L${x - 372} 740 Q${x - 300} 716 ${x - 220} 712 L${x - 130} 600 L${x + 130} 600 L${x + 240} 712 Q${x + 360} 722 ${x + 380} 760 L${x + 380} 850 Z`,
    '#b8502f',
  );
  canvas.polygon(
    [
      [x - 186, 712],
      [x - 112, 622],
      [x - 10, 622],
      [x - 10, 712],
    ],
    '#c9cfae',
  );
  canvas.polygon(
    [
      [x + 14, 712],
      [x + 14, 622],
      [x + 118, 622],
      [x + 196, 712],
    ],
    '#c9cfae',
  );
  canvas.rect(x - 380, 790, 760, 14, '#e6d8b0');
  for (const side of [-1, 1]) {
    canvas.ellipse(x + side * 230, 856, 66, 66, '#2f281c');
    canvas.ellipse(x + side * 230, 856, 34, 34, '#c9c0a5');
  }
  canvas.rect(0, 0, width, 1000, '#e8a84a', 'fill-opacity="0.18"');
  canvas.rect(0, 0, width, 1000, 'none', 'stroke="#f4ecd8" stroke-width="46"');
}
