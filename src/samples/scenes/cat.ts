import { bokeh } from '../drawing/bokeh.ts';
import type { Canvas } from '../drawing/canvas.ts';
import { foliage } from '../drawing/landscape.ts';

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
