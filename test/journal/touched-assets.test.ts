/** Which assets a change touched. */
import { expect, test } from 'vitest';
import type { JournalItem } from '../../src/journal/entry.ts';
import { touchedAssets } from '../../src/journal/touched-assets.ts';

const item = (kind: string, id: string, before: JournalItem['before'] = null, after: JournalItem['after'] = null) => ({
  kind,
  id,
  before,
  after,
  ok: true,
  error: null,
});

test.each<[string, JournalItem[], string[]]>([
  ['photos of either library are themselves', [item('asset', 'a'), item('photoprism_photo', 'b')], ['a', 'b']],
  ['an album is what it held', [item('album', 'x', { assetIds: ['a', 'b'], albumName: 'X' })], ['a', 'b']],
  ['a PhotoPrism album likewise', [item('photoprism_album', 'x', { photoIds: ['a'] })], ['a']],
  ['a new album is what it holds', [item('album', 'x', null, { assetIds: ['a'] })], ['a']],
  ['a comment is on a photo', [item('activity', 'x', { assetId: 'a', albumId: 'y', comment: 'Nice' })], ['a']],
  ['a comment on an album is on none', [item('activity', 'x', { assetId: null, albumId: 'y' })], []],
  [
    'what is a photo itself comes before what is held, and each comes once',
    [item('album', 'x', { albumThumbnailAssetId: 'b' }, { albumThumbnailAssetId: 'a' }), item('asset', 'a')],
    ['a', 'b'],
  ],
  [
    'states are not believed to be of any form',
    [item('album', 'x', { assetIds: 'none', photoIds: [7, null] })],
    ['none'],
  ],
])('%s', (_, items, expected) => {
  expect(touchedAssets(items)).toEqual(expected);
});
