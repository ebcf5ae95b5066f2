/** Numbers and times as lines in an SVG: where this runs there may be no font. */

/** A character as a line in a box that is 10 high; its upper left corner is at 0,0. */
interface Shape {
  readonly width: number;
  readonly path: string;
}

const nine =
  'M.7 9C1.3 9.7 2 10 2.8 10 4.8 10 6 8 6 4.4 6 1.6 4.8 0 3 0 1.2 0 0 1.3 0 3.1 0 4.9 1.2 6 2.8 6 4.3 6 5.6 5.1 6 3.6';
const six =
  'M5.3 1C4.7.3 4 0 3.2 0 1.2 0 0 2 0 5.6 0 8.4 1.2 10 3 10 4.8 10 6 8.7 6 6.9 6 5.1 4.8 4 3.2 4 1.7 4 .4 4.9 0 6.4';

/** Drawn for this program, with room enough inside that a digit of 12 pixels can still be told from the others. */
const shapes: Readonly<Record<string, Shape>> = {
  '0': { width: 6, path: 'M3 0C5 0 6 2 6 5 6 8 5 10 3 10 1 10 0 8 0 5 0 2 1 0 3 0Z' },
  '1': { width: 4, path: 'M.5 2.2 3 0V10' },
  '2': { width: 6, path: 'M.2 2.6C.2 1 1.4 0 3 0 4.7 0 5.8 1.1 5.8 2.7 5.8 5.2 0 7.4 0 10H6' },
  '3': {
    width: 6,
    path: 'M.2 1.5C.8.5 1.8 0 3 0 4.8 0 5.8 1 5.8 2.4 5.8 3.9 4.7 4.7 2.6 4.7 4.9 4.7 6 5.7 6 7.3 6 9 4.8 10 3 10 1.6 10 .5 9.4 0 8.3',
  },
  '4': { width: 6, path: 'M4.6 10V0L0 7H6' },
  '5': {
    width: 6,
    path: 'M5.5 0H1L.6 4.7C1.2 4.1 2 3.8 3 3.8 4.8 3.8 6 5 6 6.8 6 8.7 4.8 10 3 10 1.6 10 .5 9.4 0 8.4',
  },
  '6': { width: 6, path: six },
  '7': { width: 6, path: 'M0 0H6L2 10' },
  '8': {
    width: 6,
    path: 'M3 4.6C1.4 4.6.4 3.7.4 2.3.4.9 1.4 0 3 0 4.6 0 5.6.9 5.6 2.3 5.6 3.7 4.6 4.6 3 4.6 1.2 4.6 0 5.7 0 7.3 0 8.9 1.2 10 3 10 4.8 10 6 8.9 6 7.3 6 5.7 4.8 4.6 3 4.6Z',
  },
  '9': { width: 6, path: nine },
  ':': { width: 1, path: 'M.5 3v.01M.5 8v.01' },
  '.': { width: 1, path: 'M.5 9.9v.01' },
  ' ': { width: 2, path: '' },
};

const boxHeight = 10;
const lineWidth = 1.5;
/** Between two characters, the ends of their lines included. */
const gap = 2.8;

/** A text as an element of an SVG, and how much room it takes. */
export interface DrawnText {
  /** `<g>…</g>`: its upper left corner is at 0,0; drawn in `currentColor`. */
  readonly svg: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Draws digits, colons, points and spaces, `height` pixels high; leaves out what it has no shape for. */
export function drawnDigits(text: string, height: number): DrawnText {
  const scale = height / (boxHeight + lineWidth);
  const parts: string[] = [];
  let x = lineWidth / 2;
  for (const character of text) {
    const shape = shapes[character];
    if (shape === undefined) continue;
    if (shape.path !== '') parts.push(`<path transform="translate(${rounded(x)} 0)" d="${shape.path}"/>`);
    x += shape.width + gap;
  }
  const width = Math.max(0, x - gap + lineWidth / 2) * scale;
  const move = `scale(${rounded(scale)}) translate(0 ${lineWidth / 2})`;
  const line = `fill="none" stroke="currentColor" stroke-width="${lineWidth}" stroke-linecap="round" stroke-linejoin="round"`;
  return { svg: `<g transform="${move}" ${line}>${parts.join('')}</g>`, width, height };
}

function rounded(number: number): number {
  return Math.round(number * 1000) / 1000;
}
