import type { Canvas } from './canvas.ts';

/** Soft discs of light, as a lens draws lamps that are out of focus. */
export function bokeh(canvas: Canvas, bottom: number, colours: readonly [string, ...string[]], count: number): void {
  const { random, width } = canvas;
  for (let index = 0; index < count; index += 1) {
    const size = random.between(16, 58);
    canvas.ellipse(
      random.between(0, width),
      random.between(0, bottom),
      size,
      size,
      random.pick(colours),
      `fill-opacity="${random.between(0.12, 0.45).toFixed(2)}"`,
    );
  }
}
