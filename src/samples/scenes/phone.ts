import type { Canvas, Point } from '../drawing/canvas.ts';
import { textWidth, writeText } from '../drawing/lettering.ts';

/** The strip with clock, signal and battery at the top of a phone. */
function statusBar(canvas: Canvas, clock: string, colour: string): void {
  writeText(canvas, 28, 18, clock, { size: 15, colour });
  const right = canvas.width - 28;
  canvas.rect(right - 34, 18, 30, 15, 'none', `stroke="${colour}" stroke-width="2" rx="4"`);
  canvas.rect(right - 31, 21, 19, 9, colour, 'rx="2"');
  for (let bar = 0; bar < 4; bar += 1) {
    canvas.rect(right - 74 + bar * 8, 29 - bar * 3, 5, 4 + bar * 3, colour);
  }
}

/** One message: on the right if it is one's own. */
type Message = readonly [own: boolean, ...lines: string[]];

/** A chat between two people, as a phone shows it. */
export function chatScreen(canvas: Canvas, clock: string, name: string, messages: readonly Message[]): void {
  const { width } = canvas;
  canvas.rect(0, 0, width, 1000, '#ece5dd');
  canvas.rect(0, 0, width, 104, '#1f6f5f');
  statusBar(canvas, clock, '#ffffff');
  canvas.ellipse(52, 72, 20, 20, '#f2c48d');
  canvas.ellipse(52, 68, 8, 9, '#8a5a3c');
  writeText(canvas, 86, 62, name, { size: 18, colour: '#ffffff', weight: 2.6 });
  let y = 128;
  for (const [own, ...lines] of messages) {
    const wide = Math.max(...lines.map((line) => textWidth(line, 14))) + 32;
    const tall = lines.length * 26 + 20;
    const x = own ? width - wide - 16 : 16;
    canvas.rect(x, y + 2, wide, tall, '#000000', 'rx="12" fill-opacity="0.12"');
    canvas.rect(x, y, wide, tall, own ? '#d5f5c2' : '#ffffff', 'rx="12"');
    for (const [index, line] of lines.entries()) {
      writeText(canvas, x + 16, y + 16 + index * 26, line, { size: 14, colour: '#243038' });
    }
    y += tall + 14;
  }
  canvas.rect(14, 938, width - 84, 44, '#ffffff', 'rx="22"');
  canvas.ellipse(width - 40, 960, 22, 22, '#1f6f5f');
  canvas.polygon(
    [
      [width - 49, 949],
      [width - 27, 960],
      [width - 49, 971],
    ],
    '#ffffff',
  );
}

/** A street map with a route, as a phone shows it. */
export function mapScreen(canvas: Canvas, clock: string, from: string, to: string): void {
  const { random, width } = canvas;
  canvas.rect(0, 0, width, 1000, '#f2efe9');
  canvas.polygon(
    [
      [-20, 240],
      [width * 0.4, 170],
      [width * 0.45, 330],
      [-20, 400],
    ],
    '#cfe8bf',
  );
  canvas.polygon(
    [
      [width * 0.66, 640],
      [width + 20, 600],
      [width + 20, 800],
      [width * 0.72, 790],
    ],
    '#cfe8bf',
  );
  const river: Point[] = [
    [-30, 660],
    [width * 0.25, 600],
    [width * 0.5, 520],
    [width * 0.8, 500],
    [width + 30, 400],
  ];
  canvas.line(river, '#a9d3e8', 58);
  for (let street = 0; street < 15; street += 1) {
    const y = 120 + street * 58;
    canvas.line(
      [
        [-20, y + random.between(-20, 20)],
        [width + 20, y + random.between(-70, 70)],
      ],
      '#ffffff',
      street % 4 === 0 ? 13 : 6,
    );
  }
  for (let street = 0; street < 10; street += 1) {
    const x = street * (width / 9);
    canvas.line(
      [
        [x + random.between(-15, 15), 80],
        [x + random.between(-60, 60), 850],
      ],
      street % 3 === 0 ? '#fde9a9' : '#ffffff',
      street % 3 === 0 ? 12 : 6,
    );
  }
  const route: Point[] = [
    [width * 0.2, 720],
    [width * 0.28, 600],
    [width * 0.45, 560],
    [width * 0.5, 420],
    [width * 0.7, 380],
    [width * 0.76, 250],
  ];
  canvas.line(route, '#1c5fd0', 15);
  canvas.line(route, '#4f93ff', 9);
  canvas.ellipse(width * 0.2, 720, 13, 13, '#ffffff', 'stroke="#1c5fd0" stroke-width="7"');
  const [px, py] = [width * 0.76, 250];
  canvas.path(
    `M${px} ${py} Q${px - 34} ${py - 42} ${px - 26} ${py - 62} A27 27 0 1 1 ${px + 26} ${py - 62} Q${px + 34} ${py - 42} ${px} ${py} Z`,
    '#e0382e',
  );
  canvas.ellipse(px, py - 68, 10, 10, '#ffffff');
  searchCard(canvas, clock, from, to);
}

function searchCard(canvas: Canvas, clock: string, from: string, to: string): void {
  const { width } = canvas;
  canvas.rect(0, 0, width, 46, '#f2efe9', 'fill-opacity="0.92"');
  statusBar(canvas, clock, '#243038');
  canvas.rect(18, 54, width - 36, 88, '#ffffff', 'rx="14" stroke="#d5d0c8" stroke-width="2"');
  canvas.ellipse(42, 80, 6, 6, '#1c5fd0');
  writeText(canvas, 62, 73, from, { size: 14, colour: '#243038' });
  canvas.ellipse(42, 118, 6, 6, '#e0382e');
  writeText(canvas, 62, 111, to, { size: 14, colour: '#243038' });
  canvas.rect(0, 850, width, 150, '#ffffff');
  writeText(canvas, 26, 876, '23 MIN', { size: 26, colour: '#2f7a3f', weight: 4 });
  writeText(canvas, 26, 922, '1.8 KM ON FOOT', { size: 14, colour: '#5a6570' });
  canvas.rect(width - 140, 876, 114, 50, '#1c5fd0', 'rx="25"');
  writeText(canvas, width - 112, 892, 'START', { size: 15, colour: '#ffffff' });
}

/** A boarding pass in a wallet app. */
export function boardingPass(canvas: Canvas, from: string, to: string, date: string): void {
  const { random, width } = canvas;
  canvas.rect(0, 0, width, 1000, '#10151f');
  statusBar(canvas, '06:12', '#ffffff');
  canvas.rect(20, 84, width - 40, 850, '#2f6fe0', 'rx="22"');
  canvas.rect(20, 170, width - 40, 764, '#f6f8fc', 'rx="22"');
  writeText(canvas, 44, 112, 'BOARDING PASS', { size: 20, colour: '#ffffff', weight: 3 });
  writeText(canvas, 44, 214, from, { size: 58, colour: '#10151f', weight: 8 });
  writeText(canvas, width - 44 - textWidth(to, 58), 214, to, { size: 58, colour: '#10151f', weight: 8 });
  canvas.line(
    [
      [width / 2 - 24, 246],
      [width / 2 + 24, 246],
    ],
    '#2f6fe0',
    5,
  );
  canvas.polygon(
    [
      [width / 2 + 20, 232],
      [width / 2 + 44, 246],
      [width / 2 + 20, 260],
    ],
    '#2f6fe0',
  );
  for (const [index, [label, value]] of [
    ['DATE', date],
    ['GATE', 'K 42'],
    ['SEAT', '23A'],
    ['BOARDING', '07:05'],
  ].entries()) {
    const [x, y] = [44 + (index % 2) * (width / 2 + 10), 330 + Math.floor(index / 2) * 90];
    writeText(canvas, x, y, label ?? '', { size: 12, colour: '#7a8596' });
    writeText(canvas, x, y + 26, value ?? '', { size: 22, colour: '#10151f', weight: 3 });
  }
  const cells = 25;
  const side = (width - 180) / cells;
  canvas.rect(74, 538, width - 148, width - 148, '#ffffff');
  for (let cell = 0; cell < cells * cells; cell += 1) {
    const [column, row] = [cell % cells, Math.floor(cell / cells)];
    if (dark(column, row, cells, random.next())) {
      canvas.rect(90 + column * side, 554 + row * side, side + 0.5, side + 0.5, '#10151f');
    }
  }
}

/** Whether a cell of the code is dark: chance, except for the three squares that scanners look for. */
function dark(column: number, row: number, cells: number, chance: number): boolean {
  for (const [x, y] of [
    [3, 3],
    [cells - 4, 3],
    [3, cells - 4],
  ] as const) {
    const distance = Math.max(Math.abs(column - x), Math.abs(row - y));
    if (distance <= 4) {
      return distance === 3 || distance <= 1;
    }
  }
  return chance > 0.5;
}
