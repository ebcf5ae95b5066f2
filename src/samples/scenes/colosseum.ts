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

export function archShape(x: number, y: number, half: number, rise: number): string {
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
