import type { Canvas } from '../drawing/canvas.ts';

/** A pizza from above on a wooden board. */
export function pizza(canvas: Canvas): void {
  const { random, width } = canvas;
  canvas.backdrop([
    [0, '#a8412f'],
    [1, '#8a3024'],
  ]);
  for (let x = 0; x < width; x += 120) {
    canvas.rect(x, 0, 60, 1000, '#ffffff', 'fill-opacity="0.82"');
  }
  for (let y = 0; y < 1000; y += 120) {
    canvas.rect(0, y, width, 60, '#c23b2e', 'fill-opacity="0.45"');
  }
  const [cx, cy] = [width * 0.4, 540];
  canvas.ellipse(cx + 16, cy + 26, 440, 430, '#2a0f0a', 'fill-opacity="0.45"');
  canvas.ellipse(cx, cy, 436, 426, '#f5f2ea');
  canvas.ellipse(
    cx,
    cy,
    384,
    376,
    canvas.radial([
      [0, '#e9b264'],
      [0.85, '#d99544'],
      [1, '#a8642a'],
    ]),
  );
  canvas.ellipse(cx, cy, 326, 318, '#c4391f');
  const topping = (count: number, draw: (x: number, y: number) => void) => {
    for (let index = 0; index < count; index += 1) {
      const angle = random.between(0, Math.PI * 2);
      const reach = Math.sqrt(random.next()) * 292;
      draw(cx + Math.cos(angle) * reach, cy + Math.sin(angle) * reach);
    }
  };
  topping(90, (x, y) =>
    canvas.ellipse(x, y, random.between(14, 34), random.between(12, 26), '#e2602f', 'fill-opacity="0.5"'),
  );
  topping(34, (x, y) =>
    canvas.ellipse(x, y, random.between(26, 52), random.between(22, 44), '#fff3d9', 'fill-opacity="0.92"'),
  );
  topping(22, (x, y) => canvas.ellipse(x, y, 22, 21, '#d8301f', 'stroke="#8e1c12" stroke-width="4"'));
  topping(14, (x, y) => {
    canvas.ellipse(
      x,
      y,
      44,
      20,
      '#3d7a2e',
      `transform="rotate(${random.whole(0, 180)} ${x.toFixed(0)} ${y.toFixed(0)})"`,
    );
  });
  topping(60, (x, y) => canvas.ellipse(x, y, 3, 3, '#5b2a12', 'fill-opacity="0.6"'));
}

/** A bowl of noodle soup from above: egg, leek, pork and chopsticks. */
export function ramen(canvas: Canvas): void {
  const { random, width } = canvas;
  canvas.backdrop([
    [0, '#33261f'],
    [1, '#1d1512'],
  ]);
  canvas.texture(0, 0, width, 1000, { across: 3, down: 60, octaves: 3, colour: (value) => [120, 80, 50, 90 * value] });
  const [cx, cy] = [width * 0.47, 510];
  canvas.ellipse(cx + 20, cy + 30, 418, 408, '#000000', 'fill-opacity="0.5"');
  canvas.ellipse(cx, cy, 410, 400, '#1f3a5c');
  canvas.ellipse(cx, cy, 384, 374, '#e9e3d6');
  canvas.ellipse(
    cx,
    cy,
    350,
    340,
    canvas.radial([
      [0, '#d89a4a'],
      [0.8, '#b8742c'],
      [1, '#7a4618'],
    ]),
  );
  for (let noodle = 0; noodle < 40; noodle += 1) {
    const y = cy + random.between(-30, 250);
    const reach = Math.sqrt(Math.max(0, 1 - ((y - cy) / 330) ** 2)) * 300;
    canvas.path(
      `M${cx - reach} ${y} q${reach / 2} ${random.between(-60, 60)} ${reach} 0 t${reach} ${random.between(-10, 10)}`,
      'none',
      `stroke="${random.pick(['#f3d68a', '#e6c06a', '#f9e6ad'])}" stroke-width="11" stroke-linecap="round"`,
    );
  }
  for (const [dx, dy] of [
    [-150, -120],
    [-40, -180],
    [-190, 0],
  ] as const) {
    canvas.ellipse(cx + dx, cy + dy, 100, 88, '#a5603f', 'stroke="#6a3520" stroke-width="10"');
    canvas.ellipse(cx + dx + 10, cy + dy - 8, 52, 30, '#d9a284');
  }
  for (const [dx, dy] of [
    [150, -130],
    [215, -10],
  ] as const) {
    canvas.ellipse(cx + dx, cy + dy, 80, 96, '#fdf8ec');
    canvas.ellipse(cx + dx, cy + dy + 6, 46, 50, '#f39a2b');
    canvas.ellipse(cx + dx - 10, cy + dy - 8, 16, 14, '#ffc867');
  }
  canvas.rect(cx + 30, cy - 330, 130, 150, '#16281c', `transform="rotate(14 ${cx + 90} ${cy - 250})"`);
  for (let leek = 0; leek < 60; leek += 1) {
    canvas.ellipse(
      cx + random.between(-90, 120),
      cy + random.between(-60, 70),
      11,
      9,
      'none',
      `stroke="${random.pick(['#7fb24d', '#a9d06f', '#4f8a35'])}" stroke-width="5"`,
    );
  }
  for (const offset of [0, 42]) {
    canvas.line(
      [
        [width * 0.98, 180 + offset],
        [width * 0.66, 900 + offset * 0.4],
      ],
      '#8e2f23',
      16,
    );
  }
}
