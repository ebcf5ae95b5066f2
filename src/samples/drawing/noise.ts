/** Red, green, blue and opacity, each from 0 to 255. */
type Rgba = readonly [number, number, number, number];

/** What a cloud-like texture is made of. */
export interface TextureOptions {
  /** How many soft spots lie side by side. */
  readonly across: number;
  /** How many soft spots lie one above the other. */
  readonly down: number;
  /** How many times the detail is halved and added. */
  readonly octaves: number;
  /** The colour of a point: `value` is the noise in [0, 1]; `u` and `v` run from 0 to 1 over the picture. */
  readonly colour: (value: number, u: number, v: number) => Rgba;
}

function lattice(seed: number, x: number, y: number): number {
  let mixed = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ seed;
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 4294967296;
}

/** Value noise: random heights on a grid, blended with a smooth step between the grid points. */
function valueNoise(seed: number, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const u = smooth(x - left);
  const v = smooth(y - top);
  const upper = lattice(seed, left, top) * (1 - u) + lattice(seed, left + 1, top) * u;
  const lower = lattice(seed, left, top + 1) * (1 - u) + lattice(seed, left + 1, top + 1) * u;
  return upper * (1 - v) + lower * v;
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}

/** 0 below `low`, 1 above `high`, and a smooth way between them. */
export function smoothStep(low: number, high: number, value: number): number {
  return smooth(Math.min(1, Math.max(0, (value - low) / (high - low))));
}

/** Renders fractal noise (octaves of value noise, each half as strong and twice as fine) as RGBA pixels. */
export function noisePixels(seed: number, width: number, height: number, options: TextureOptions): Uint8Array {
  const pixels = new Uint8Array(width * height * 4);
  const total = 2 - 2 ** (1 - options.octaves);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const u = x / width;
      const v = y / height;
      let value = 0;
      for (let octave = 0; octave < options.octaves; octave += 1) {
        const scale = 2 ** octave;
        value += valueNoise(seed + octave * 7919, u * options.across * scale, v * options.down * scale) / scale;
      }
      pixels.set(options.colour(value / total, u, v), (y * width + x) * 4);
    }
  }
  return pixels;
}
