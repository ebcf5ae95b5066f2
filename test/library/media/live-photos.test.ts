import { describe, expect, it } from 'vitest';
import { isLivePhoto, type LivePhotoHalf, stemOf } from '../../../src/library/media/live-photos.ts';

const noon = Date.parse('2025-07-05T12:00:00Z');

function half(changes: Partial<LivePhotoHalf>): LivePhotoHalf {
  return {
    originalPath: '/photos/IMG_1.HEIC',
    contentIdentifier: null,
    fileCreatedAt: noon,
    localDateTime: noon,
    durationMs: null,
    ...changes,
  };
}

const picture = half({});
const clip = half({ originalPath: '/photos/IMG_1.MOV', durationMs: 2800 });

describe('the halves of a Live Photo', () => {
  it.each<[string, Partial<LivePhotoHalf>, Partial<LivePhotoHalf>]>([
    ['share folder, name and time', {}, {}],
    ['share the clock when only the clip knows its zone', { fileCreatedAt: noon }, { fileCreatedAt: noon - 7_200_000 }],
    ['share the instant when only the picture knows its zone', { localDateTime: noon + 7_200_000 }, {}],
    [
      "share Apple's identifier, wherever they lie",
      { contentIdentifier: 'A', originalPath: '/photos/one.jpg' },
      { contentIdentifier: 'A', originalPath: '/other/two.mov', fileCreatedAt: 0, localDateTime: 0 },
    ],
    ['may have lost the identifier on one side', { contentIdentifier: 'A' }, {}],
  ])('%s', (_, pictureChanges, clipChanges) => {
    expect(isLivePhoto({ ...picture, ...pictureChanges }, { ...clip, ...clipChanges })).toBe(true);
  });

  it.each<[string, Partial<LivePhotoHalf>, Partial<LivePhotoHalf>]>([
    ['different identifiers, even under one name', { contentIdentifier: 'A' }, { contentIdentifier: 'B' }],
    ['another name', {}, { originalPath: '/photos/IMG_2.MOV' }],
    ['another folder', {}, { originalPath: '/photos/2025/IMG_1.MOV' }],
    ['another day', {}, { fileCreatedAt: noon + 86_400_000, localDateTime: noon + 86_400_000 }],
    ['a clip that is a film', {}, { durationMs: 60_000 }],
    ['a clip of unknown length', {}, { durationMs: null }],
  ])('are not %s', (_, pictureChanges, clipChanges) => {
    expect(isLivePhoto({ ...picture, ...pictureChanges }, { ...clip, ...clipChanges })).toBe(false);
  });

  it('are named alike up to the extension', () => {
    expect(stemOf('/photos/a.b/IMG.1.MOV')).toBe('/photos/a.b/IMG.1');
  });
});
