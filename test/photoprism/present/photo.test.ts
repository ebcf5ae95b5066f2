import { describe, expect, test } from 'vitest';
import { photoRow } from '../../../src/photoprism/photo-row.ts';
import { compactPhoto, fileNameOf, fullPhoto, isArchived, isInReview } from '../../../src/photoprism/present/photo.ts';
import { webLinks } from '../../../src/photoprism/web-links.ts';

const row = (facts: object) => photoRow.parse({ UID: 'ptabcdefghijklmn', ...facts });

describe('a photo', () => {
  test.each([
    [{}, false],
    [{ DeletedAt: null }, false],
    [{ DeletedAt: '' }, false],
    // What Go writes for never.
    [{ DeletedAt: '0001-01-01T00:00:00Z' }, false],
    [{ DeletedAt: '2025-01-01T00:00:00Z' }, true],
  ])('with %j is in the archive: %s', (facts, archived) => {
    expect(isArchived(row(facts))).toBe(archived);
    expect(compactPhoto(row(facts)).archived).toBe(archived || undefined);
  });

  test.each([
    [undefined, false],
    // Hidden for its faults, which nobody can approve.
    [-1, false],
    [0, true],
    [2, true],
    [3, false],
  ])('of quality %s waits to be approved: %s', (Quality, review) => {
    expect(isInReview(row({ Quality }))).toBe(review);
  });

  test.each([
    [{ FileName: '2024/06/a.jpg', OriginalName: 'b.jpg', Name: 'c' }, 'a.jpg'],
    [{ OriginalName: 'folder/b.jpg', Name: 'c' }, 'b.jpg'],
    [{ Name: 'c' }, 'c'],
    [{}, ''],
  ])('with %j is called %j', (facts, name) => {
    expect(fileNameOf(row(facts))).toBe(name);
  });

  test('in full is as PhotoPrism sent it, but for addresses and tokens, wherever they are', () => {
    const Files = [{ UID: 'ft1', DownloadUrl: '/dl?t=secret', Thumbs: { fit_720: '/t/secret' }, Codec: 'jpeg' }];
    const full = fullPhoto(
      row({ Iso: 100, Thumbs: {}, PreviewToken: 'secret', Files }),
      webLinks('https://photos.example.com'),
    );
    expect(full).toEqual({
      UID: 'ptabcdefghijklmn',
      Iso: 100,
      Files: [{ UID: 'ft1', Codec: 'jpeg' }],
      web_url: 'https://photos.example.com/library/browse?q=uid%3Aptabcdefghijklmn',
    });
  });

  test('whose fields are of the wrong kind is told without them', () => {
    expect(compactPhoto(row({ Title: 7, Duration: 'long', Favorite: 'yes', TakenAtLocal: 'soon' }))).toEqual({
      id: 'ptabcdefghijklmn',
    });
  });
});
