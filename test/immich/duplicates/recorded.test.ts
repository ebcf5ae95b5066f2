/** What is decided about the groups of a real Immich. */
import type { AlbumResponseDto, AssetResponseDto, DuplicateResponseDto } from '@immich/sdk';
import { describe, expect, test } from 'vitest';
import { analyseGroup } from '../../../src/immich/duplicates/analysis.ts';
import { factsOf } from '../../../src/immich/duplicates/facts.ts';
import { haveRecordings, loadRecordings } from '../../library/recordings/recordings.ts';

/** The groups by the name of a member, with file names in place of ids. */
function decisions() {
  const [list] = loadRecordings('duplicates');
  const groups: DuplicateResponseDto[] = JSON.parse(JSON.stringify(list?.response.body));
  return groups.map(({ duplicateId, assets }) => {
    const nameOf = (id: string) => assets.find((asset) => asset.id === id)?.originalFileName;
    const members = assets.map((asset) => factsOf(asset, albumsOf(asset)));
    const analysed = analyseGroup({ id: duplicateId, members }, { userId: members[0]?.ownerId, albumsKnown: true });
    const { keepId, safeToDeleteIds, protectedIds, ...rest } = analysed?.analysis ?? {};
    return {
      keep: nameOf(keepId ?? ''),
      safe: safeToDeleteIds?.map(nameOf),
      protected: protectedIds?.map(nameOf),
      ...rest,
    };
  });
}

/** Where the recordings say so. */
function albumsOf({ id }: AssetResponseDto): string[] {
  const asked = loadRecordings('albums').filter(
    ({ request }) => request.method === 'GET' && request.path === '/api/albums' && request.query?.assetId === id,
  );
  const lists = asked.map(({ response }): AlbumResponseDto[] => JSON.parse(JSON.stringify(response.body)));
  return (lists[0] ?? []).map((album) => album.id);
}

describe.skipIf(!haveRecordings)('the recorded groups', () => {
  test.each([
    [
      'a PNG beside the camera’s JPEG of it',
      'DUP1_IMG_0001.png',
      { caution: expect.stringContaining('no camera data'), needsReview: true },
    ],
    ['a picture and its edited copy', 'DUP2_sunset.jpg', { suggest: 'stack', safe: [], needsReview: true }],
    [
      'a favourite among the worse copies',
      'DUP3_garden.png',
      { protected: ['DUP3_garden.webp'], safe: ['DUP3_garden.jpg', 'DUP3_garden.gif'] },
    ],
    [
      'the camera’s own and a messenger’s copy',
      'DUP4_PXL_20240210_143000.jpg',
      { safe: ['IMG-20240210-WA0007.jpg'], needsReview: false },
    ],
    ['TIFF, JPEG and AVIF', 'DUP5_beach.tiff', { safe: ['DUP5_beach.jpg', 'DUP5_beach.avif'] }],
    ['an iPhone’s picture and its edit', 'DUP6_IMG_1234.jpg', { suggest: 'stack', safe: [] }],
    [
      'a screenshot, a copy and a conversion',
      'Screenshot 2024-08-01 at 09.00.00.png',
      { needsReview: false, why: '70 kB over 21 kB' },
    ],
    [
      'a burst',
      'DUP8_aurora_burst01.jpg',
      { suggest: 'stack', safe: [], why: expect.stringContaining('seconds apart') },
    ],
  ])('%s: keeps %s', (_, keep, decision) => {
    const found = decisions().find((group) => group.keep === keep);
    expect(found).toMatchObject(decision);
  });

  test('all of them are decided', () => {
    expect(decisions()).toHaveLength(8);
  });
});
