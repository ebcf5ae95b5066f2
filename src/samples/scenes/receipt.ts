import type { Canvas } from '../drawing/canvas.ts';
import { textWidth, writeText } from '../drawing/lettering.ts';

/** One line of a receipt: what, and what it cost. */
export type ReceiptLine = readonly [item: string, price: string];

/** A paper receipt on a table (lighter and darker colour of its wood), a little askew. */
export function receipt(
  canvas: Canvas,
  table: readonly [string, string],
  shop: string,
  date: string,
  lines: readonly ReceiptLine[],
  total: string,
): void {
  const { random, width } = canvas;
  canvas.backdrop([
    [0, table[0]],
    [1, table[1]],
  ]);
  canvas.texture(0, 0, width, 1000, { across: 3, down: 50, octaves: 3, colour: (value) => [30, 18, 10, 110 * value] });
  const half = Math.min(width * 0.36, 270);
  const [left, right] = [width / 2 - half, width / 2 + half];
  canvas.group(`transform="rotate(${random.between(-5, 5).toFixed(1)} ${width / 2} 500)"`, () => {
    canvas.rect(left + 14, 54, half * 2, 906, '#000000', 'fill-opacity="0.35"');
    canvas.rect(
      left,
      40,
      half * 2,
      906,
      canvas.linear([
        [0, '#fffdf6'],
        [0.5, '#f4efe2'],
        [0.52, '#e9e2d2'],
        [1, '#fbf7ec'],
      ]),
    );
    writeText(canvas, width / 2 - textWidth(shop, 30) / 2, 90, shop, { size: 30, colour: '#2a2a30', weight: 4.5 });
    writeText(canvas, width / 2 - textWidth(date, 17) / 2, 150, date, { size: 17, colour: '#55555c' });
    canvas.line(
      [
        [left + 30, 205],
        [right - 30, 205],
      ],
      '#77777c',
      3,
      'stroke-dasharray="10 9"',
    );
    for (const [index, [item, price]] of lines.entries()) {
      const y = 240 + index * 58;
      writeText(canvas, left + 30, y, item, { size: 20, colour: '#3a3a40' });
      writeText(canvas, right - 30 - textWidth(price, 20), y, price, { size: 20, colour: '#3a3a40' });
    }
    const foot = 260 + lines.length * 58;
    canvas.line(
      [
        [left + 30, foot],
        [right - 30, foot],
      ],
      '#77777c',
      3,
      'stroke-dasharray="10 9"',
    );
    writeText(canvas, left + 30, foot + 36, 'TOTAL', { size: 29, colour: '#1f1f24', weight: 5 });
    writeText(canvas, right - 30 - textWidth(total, 29), foot + 36, total, { size: 29, colour: '#1f1f24', weight: 5 });
    for (let x = left + 60; x < right - 60; x += random.between(5, 13)) {
      canvas.rect(x, 815, random.between(2, 6), 84, '#2a2a30');
    }
  });
}
