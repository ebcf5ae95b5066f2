import { noisePixels, type TextureOptions } from './noise.ts';
import { packPng } from './png.ts';
import { type Random, seededRandom } from './random.ts';

/** A colour at a place (0 to 1) of a gradient, with an opacity of 1 unless given. */
export type Stop = readonly [place: number, colour: string, opacity?: number];
export type Point = readonly [x: number, y: number];

/** A number short enough for an SVG. */
export function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/**
 * Collects the shapes of one picture as SVG. The height is always 1000 units and the width follows from the shape of
 * the picture, so that a scene need not know in how many pixels it will be rendered.
 */
export class Canvas {
  readonly width: number;
  readonly height = 1000;
  readonly random: Random;
  /** How far a burst has moved on: 0 for a single picture, growing by one per frame. */
  readonly drift: number;
  readonly #seed: string;
  readonly #definitions: string[] = [];
  readonly #shapes: string[] = [];

  constructor(aspect: number, seed: string, drift = 0) {
    this.width = 1000 * aspect;
    this.random = seededRandom(seed);
    this.drift = drift;
    this.#seed = seed;
  }

  /** Adds raw SVG on top of what is there. */
  add(svg: string): void {
    this.#shapes.push(svg);
  }

  /** A gradient from top to bottom (or left to right); the answer is a value for `fill`. */
  linear(stops: readonly Stop[], sideways = false): string {
    const id = `d${this.#definitions.length}`;
    const end = sideways ? 'x1="0" y1="0" x2="1" y2="0"' : 'x1="0" y1="0" x2="0" y2="1"';
    this.#definitions.push(`<linearGradient id="${id}" ${end}>${stopTags(stops)}</linearGradient>`);
    return `url(#${id})`;
  }

  /** A gradient from the middle outwards; the answer is a value for `fill`. */
  radial(stops: readonly Stop[], cx = 0.5, cy = 0.5): string {
    const id = `d${this.#definitions.length}`;
    const middle = `cx="${cx}" cy="${cy}" r="0.5"`;
    this.#definitions.push(`<radialGradient id="${id}" ${middle}>${stopTags(stops)}</radialGradient>`);
    return `url(#${id})`;
  }

  rect(x: number, y: number, width: number, height: number, fill: string, more = ''): void {
    this.add(
      `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" fill="${fill}" ${more}/>`,
    );
  }

  ellipse(cx: number, cy: number, rx: number, ry: number, fill: string, more = ''): void {
    this.add(
      `<ellipse cx="${short(cx)}" cy="${short(cy)}" rx="${short(rx)}" ry="${short(ry)}" fill="${fill}" ${more}/>`,
    );
  }

  polygon(points: readonly Point[], fill: string, more = ''): void {
    const list = points.map(([x, y]) => `${short(x)},${short(y)}`).join(' ');
    this.add(`<polygon points="${list}" fill="${fill}" ${more}/>`);
  }

  line(points: readonly Point[], stroke: string, width: number, more = ''): void {
    const list = points.map(([x, y]) => `${short(x)},${short(y)}`).join(' ');
    this.add(
      `<polyline points="${list}" fill="none" stroke="${stroke}" stroke-width="${short(width)}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`,
    );
  }

  path(d: string, fill: string, more = ''): void {
    this.add(`<path d="${d}" fill="${fill}" ${more}/>`);
  }

  /** Fills the whole picture from top to bottom. */
  backdrop(stops: readonly Stop[]): void {
    this.rect(0, 0, this.width, this.height, this.linear(stops));
  }

  /** A soft light: full colour in the middle, nothing at the rim. */
  glow(cx: number, cy: number, radius: number, colour: string, strength = 1): void {
    const fill = this.radial([
      [0, colour, strength],
      [0.35, colour, strength * 0.45],
      [1, colour, 0],
    ]);
    this.ellipse(cx, cy, radius, radius, fill);
  }

  /** Cloud-like noise over a rectangle, rendered coarsely and stretched. */
  texture(x: number, y: number, width: number, height: number, options: TextureOptions): void {
    const [columns, rows] = [240, Math.max(48, Math.round((240 * height) / Math.max(width, height)))];
    const seed = seededRandom(`${this.#seed}/${this.#shapes.length}`).whole(0, 0x7fffffff);
    const png = packPng(columns, rows, noisePixels(seed, columns, rows, options));
    this.add(
      `<image x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" preserveAspectRatio="none" href="data:image/png;base64,${png.toString('base64')}"/>`,
    );
  }

  /** Draws the shapes added by `draw` moved, turned or faded as an SVG group with these attributes. */
  group(attributes: string, draw: () => void): void {
    this.add(`<g ${attributes}>`);
    draw();
    this.add('</g>');
  }

  /** The finished SVG for a rendering of this many pixels. */
  svg(pixelWidth: number, pixelHeight: number): string {
    const view = `viewBox="0 0 ${short(this.width)} ${this.height}" preserveAspectRatio="none"`;
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${pixelWidth}" height="${pixelHeight}" ${view}><defs>${this.#definitions.join('')}</defs>${this.#shapes.join('')}</svg>`;
  }
}

function stopTags(stops: readonly Stop[]): string {
  return stops
    .map(([place, colour, opacity = 1]) => {
      return `<stop offset="${place}" stop-color="${colour}" stop-opacity="${opacity}"/>`;
    })
    .join('');
}
