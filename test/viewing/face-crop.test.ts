import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { failed, type Result, success } from '../../src/catalog/result.ts';
import type { Eyes, Picture, PictureSize, SeenAsset } from '../../src/viewing/eyes.ts';
import { faceCrop } from '../../src/viewing/face-crop.ts';
import { type FacePhoto, facePhoto, looksLikeFace } from '../fixtures/face-photos.ts';

const call = { signal: new AbortController().signal };
const asset: SeenAsset = {
  ...{ id: 'a', file: 'a.jpg', taken: undefined, isVideo: false, seconds: undefined, size: undefined, version: '1' },
};
const face = { x: 0.2, y: 0.6, width: 0.2, height: 0.15 };
const upright = { width: 600, height: 800 };
const inMiddle = { left: 48, top: 48, width: 160, height: 160 };

async function photo(facts: Partial<FacePhoto> = {}): Promise<Result<Picture>> {
  const bytes = await facePhoto({ ...upright, face, ...facts });
  return success({ mimeType: 'image/jpeg', bytes: new Uint8Array(bytes) });
}

const nothing = failed('not_found', 'There is none.');
const damaged = success({
  mimeType: 'image/jpeg',
  bytes: new Uint8Array(Buffer.from('\xff\xd8\xff and no more', 'latin1')),
});

/** A library that has these pictures of the asset, and what of it was asked for. */
function eyesWith(pictures: Partial<Record<PictureSize, Result<Picture>>>) {
  const asked: PictureSize[] = [];
  const none = async () => nothing;
  const eyes: Eyes = {
    ...{ library: 'A library', account: 'x', cache: undefined, lookUp: none, select: none, person: none, video: none },
    picture: async (_asset, size) => {
      asked.push(size);
      return pictures[size] ?? nothing;
    },
  };
  return { eyes, asked };
}

async function isFace(crop: Result<Picture>): Promise<boolean> {
  if (!crop.ok) throw new Error(crop.failure.message);
  const picture = sharp(crop.value.bytes);
  expect(await picture.metadata()).toMatchObject({ width: 256, height: 256, format: 'jpeg' });
  return looksLikeFace(picture, inMiddle);
}

describe('a face that is cut out', () => {
  it.each([1, 3, 6, 8] as const)(
    'is upright, however the picture lies in its file (orientation %i)',
    async (orientation) => {
      const { eyes } = eyesWith({ preview: await photo({ orientation }) });
      expect(await isFace(await faceCrop(eyes, { asset, box: face }, 256, call))).toBe(true);
    },
  );

  it('comes out of the preview alone where that has pixels enough', async () => {
    const { eyes, asked } = eyesWith({ preview: await photo(), full: await photo({ width: 1200, height: 1600 }) });
    expect(await isFace(await faceCrop(eyes, { asset, box: face }, 256, call))).toBe(true);
    expect(asked).toEqual(['preview']);
  });

  it.each([
    ['a larger picture', async () => photo()],
    ['the preview after all, where there is no larger one', async () => nothing],
    ['the preview after all, where the larger one is damaged', async () => damaged],
    ['the preview after all, where the larger one is none', async () => photo({ width: 60, height: 80 })],
  ])('of a few pixels comes out of %s', async (_, full) => {
    const { eyes, asked } = eyesWith({ preview: await photo({ width: 300, height: 400 }), full: await full() });
    expect(await isFace(await faceCrop(eyes, { asset, box: face }, 256, call))).toBe(true);
    expect(asked).toEqual(['preview', 'full']);
  });

  it('is none where the preview is damaged or missing', async () => {
    for (const [preview, code] of [
      [damaged, 'unsupported'],
      [nothing, 'not_found'],
    ] as const) {
      const { eyes } = eyesWith({ preview });
      expect(await faceCrop(eyes, { asset, box: face }, 256, call)).toMatchObject({ ok: false, failure: { code } });
    }
  });
});
