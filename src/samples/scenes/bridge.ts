import type { Canvas } from '../drawing/canvas.ts';
import { clouds, foliage, lightPath, water } from '../drawing/landscape.ts';
import { rooftops } from './tower.ts';

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
