import type { Canvas, Point } from './canvas.ts';

/**
 * Letters as strokes on a grid 4 wide and 6 high, so that text looks the same on every machine, whatever fonts it has.
 * Strokes are separated by spaces; in each, two digits are a point: x from the left, then y from the top.
 */
const STROKES: Readonly<Record<string, string>> = {
  A: '062046 1434',
  B: '000636454433 003041423303',
  C: '41301001051636 3645',
  D: '000626444220 2000',
  E: '40000646 0333',
  F: '400006 0333',
  G: '413010010516364543 2343',
  H: '0006 4046 0343',
  I: '1030 2026 1636',
  J: '404536160504',
  K: '0006 400346',
  L: '000646',
  M: '0600234046',
  N: '06004640',
  O: '103041453616050110',
  P: '06003041423303',
  Q: '103041453616050110 2446',
  R: '06003041423303 2346',
  S: '4130100102133344453616 1605',
  T: '0040 2026',
  U: '000516364540',
  V: '002640',
  W: '0016233640',
  X: '0046 0640',
  Y: '002340 2326',
  Z: '00400646',
  '0': '103041453616050110',
  '1': '012026 0646',
  '2': '01103041420646',
  '3': '0110304142331333 3344453616 1605',
  '4': '36300444',
  '5': '40000313334445361605',
  '6': '3010010516364544331304',
  '7': '004016',
  '8': '103041423313020110 133344453616050413',
  '9': '4313020110304142453616',
  '.': '2526',
  '-': '0343',
  '/': '0640',
  '+': '0343 2125',
  ':': '2122 2425',
  '!': '2024 2526',
  '?': '01103041422324 2526',
  "'": '2022',
};

/** How text is set: the height of a letter, its colour and the thickness of the stroke, in units of the canvas. */
export interface Lettering {
  readonly size: number;
  readonly colour: string;
  readonly weight?: number;
}

/** Letters stand 5.6 grid steps apart: 4 for the letter, the rest for the gap. */
const ADVANCE = 5.6 / 6;

/** How wide a text will be, in units of the canvas. */
export function textWidth(text: string, size: number): number {
  return text.length * size * ADVANCE - (size * 1.6) / 6;
}

/** Writes a line of text (capitals, digits and a few marks; other characters stay blank) from its upper left corner. */
export function writeText(
  canvas: Canvas,
  x: number,
  y: number,
  text: string,
  { size, colour, weight }: Lettering,
): void {
  const step = size / 6;
  for (const [index, letter] of [...text.toUpperCase()].entries()) {
    for (const stroke of (STROKES[letter] ?? '').split(' ')) {
      const points = strokePoints(stroke, x + index * size * ADVANCE, y, step);
      if (points.length > 0) {
        canvas.line(points, colour, weight ?? size / 8);
      }
    }
  }
}

function strokePoints(stroke: string, x: number, y: number, step: number): Point[] {
  return (stroke.match(/\d\d/g) ?? []).map((pair) => {
    return [x + Number(pair.charAt(0)) * step, y + Number(pair.charAt(1)) * step] as const;
  });
}
