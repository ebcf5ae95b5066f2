import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { pictureType } from '../../src/viewing/picture-type.ts';
import { makeReady } from '../../src/viewing/ready-picture.ts';
import { jpegBytes, pattern, picture } from '../fixtures/images.ts';

const ready = (bytes: Buffer) => makeReady({ mimeType: pictureType(bytes) ?? 'none', bytes: new Uint8Array(bytes) });

describe('a picture for an answer', () => {
  test.each(['jpeg', 'png', 'webp', 'gif'] as const)('stays as it is when it is a small %s', async (format) => {
    const bytes = await pattern(300, 200).toFormat(format).toBuffer();
    const made = await ready(bytes);
    expect(made).toMatchObject({ ok: true, value: { mimeType: `image/${format}`, width: 300, height: 200 } });
    expect(made.ok && Buffer.from(made.value.bytes).equals(bytes)).toBe(true);
  });

  test.each(['avif', 'tiff'] as const)(
    'becomes a JPEG when it is %s, which not every host can show',
    async (format) => {
      const made = await ready(await pattern(300, 200).toFormat(format).toBuffer());
      expect(made).toMatchObject({ ok: true, value: { mimeType: 'image/jpeg', width: 300, height: 200 } });
    },
  );

  test('is scaled down to what a model looks at', async () => {
    const made = await ready(await pattern(2560, 1440).jpeg().toBuffer());
    expect(made).toMatchObject({ ok: true, value: { width: 1429, height: 804 } });
  });

  test('is turned upright, and says nothing of where it was taken', async () => {
    const made = await ready(await jpegBytes({ width: 300, height: 200, orientation: 6, gps: [48.8, 2.3], make: 'C' }));
    expect(made).toMatchObject({ ok: true, value: { width: 200, height: 300 } });
    const facts = await sharp(made.ok ? made.value.bytes : undefined).metadata();
    expect([facts.exif, facts.orientation]).toEqual([undefined, undefined]);
  });

  test('of an animation is its first frame', async () => {
    const [one, two] = await Promise.all([1, 2].map((seed) => picture({ seed }).png().toBuffer()));
    const moving = await sharp([one ?? '', two ?? ''], { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await sharp(moving).metadata()).pages).toBe(2);
    const made = await ready(moving);
    expect(made).toMatchObject({ ok: true, value: { width: 320, height: 240 } });
    expect((await sharp(made.ok ? made.value.bytes : undefined).metadata()).pages ?? 1).toBe(1);
  });

  test.each([
    ['cut off', async () => (await jpegBytes({ width: 800, height: 600 })).subarray(0, 5000)],
    ['only a beginning', async () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
    ['overwritten', async () => (await pattern(300, 200).png().toBuffer()).fill(0x55, 200)],
    ['no picture', async () => Buffer.from('<html><body>Sign in</body></html>')],
    ['empty', async () => Buffer.alloc(0)],
  ])('that is %s is refused in our own words', async (_what, make) => {
    expect(await ready(await make())).toEqual({
      ok: false,
      failure: { code: 'unsupported', message: 'The picture is damaged, or of a kind that cannot be read here.' },
    });
  });
});

test('one that is cut off is refused also while others are being written', async () => {
  const cut = (await jpegBytes({})).subarray(0, 3000);
  for (let turn = 0; turn < 40; turn++) {
    const [made] = await Promise.all([ready(cut), jpegBytes({ width: 333, height: 250 })]);
    expect(made.ok).toBe(false);
  }
});

test('a kind is read from the bytes, whatever it is called', async () => {
  const html = Buffer.from('<!doctype html><title>photo.jpg</title>');
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
  expect([html, svg, Buffer.alloc(3)].map(pictureType)).toEqual([undefined, undefined, undefined]);
});
