import type { Canvas } from '../drawing/canvas.ts';
import { clouds, fir, foliage, ground, ridge } from '../drawing/landscape.ts';

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
