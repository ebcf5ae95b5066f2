import type { Canvas } from '../drawing/canvas.ts';

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
