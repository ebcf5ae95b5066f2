import sharp from 'sharp';
import { expect, it } from 'vitest';
import { drawnDigits } from '../../src/viewing/drawn-digits.ts';

/** The picture of a text, as one number per pixel. */
async function drawn(text: string, height = 20): Promise<{ pixels: Buffer; width: number }> {
  const { svg, width } = drawnDigits(text, height);
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="${height}" color="#fff">${svg}</svg>`;
  const pixels = await sharp(Buffer.from(picture)).flatten({ background: '#000' }).greyscale().raw().toBuffer();
  return { pixels, width };
}

it('draws every character as a shape of its own', async () => {
  const all = await Promise.all([...'0123456789:.'].map((character) => drawn(character)));
  const seen = all.map(({ pixels }) => pixels.toString('base64'));
  expect(new Set(seen).size).toBe(12);
  expect(all.every(({ pixels }) => pixels.some((light) => light > 200))).toBe(true);
});

it('says how much room a text takes, and draws nothing outside of it', async () => {
  for (const text of ['1', '88', '4:07.3']) {
    const { pixels, width } = await drawn(text);
    const columns = Array.from({ length: 120 }, (_, x) => Math.max(...[...pixels].filter((_l, at) => at % 120 === x)));
    expect(columns.slice(Math.ceil(width))).toEqual(columns.slice(Math.ceil(width)).map(() => 0));
    expect(Math.max(...columns.slice(Math.floor(width) - 3, Math.ceil(width)))).toBeGreaterThan(60);
  }
});

it('leaves out what has no shape, so that no stranger draws into a picture', () => {
  expect(drawnDigits('1<script>"2', 20)).toEqual(drawnDigits('12', 20));
  expect(drawnDigits('', 20).width).toBeGreaterThanOrEqual(0);
});
