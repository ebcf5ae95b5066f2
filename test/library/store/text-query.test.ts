import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assetText, insertAssetText } from '../../../src/library/store/asset-text.ts';
import { openStore, type Store } from '../../../src/library/store/open.ts';
import { buildTextQuery } from '../../../src/library/store/text-query.ts';

let store: Store;

interface Shown {
  name: string;
  at?: string;
  description?: string;
  tags?: string[];
  city?: string;
  type?: 'IMAGE' | 'VIDEO';
}

const shown: Shown[] = [
  { name: 'IMG_0001.jpg', at: '2023-06-17T10:00:00Z', description: 'Sunset at the beach' },
  { name: 'IMG_0002.jpg', at: '2021-08-01T10:00:00Z', tags: ['Travel/Beach'] },
  { name: 'Screenshot_20240305.png', at: '2024-03-05T10:00:00Z' },
  { name: 'R5_0004.jpg', at: '2019-03-03T23:00:00Z', city: 'Besançon' },
  { name: 'VID_0005.mp4', at: '2023-12-25T18:00:00Z', description: 'Party with the children', type: 'VIDEO' },
  { name: 'スクリーンショット 2024.png', at: '2024-05-05T10:00:00Z' },
];

beforeAll(async () => {
  store = await openStore(':memory:');
  const empty = {
    state: null,
    country: null,
    make: null,
    model: null,
    lensModel: null,
    latitude: null,
    width: 4,
    height: 3,
  };
  await insertAssetText(
    store,
    shown.map(({ name, at, description = '', tags = [], city = null, type = 'IMAGE' }, index) => {
      const place = { ...empty, city, projectionType: null, livePhotoVideoId: null, mimeType: 'image/jpeg' };
      const asset = { ...place, originalFileName: name, type, localDateTime: Date.parse(at ?? ''), description };
      return { rowid: index + 1, ...assetText(asset, tags, '') };
    }),
  );
});

afterAll(() => store.destroy());

async function namesOf(expression: string): Promise<string[]> {
  const { rows } = await sql<{
    rowid: number;
  }>`select rowid from assetText where assetText match ${expression} order by rowid`.execute(store);
  return rows.map(({ rowid }) => shown[rowid - 1]?.name ?? '');
}

const find = async (query: string) => namesOf(buildTextQuery(query)?.all ?? '""');

describe('the words of a query', () => {
  test.each([
    ['beach', ['IMG_0001.jpg', 'IMG_0002.jpg']],
    ['beach 2023', ['IMG_0001.jpg']],
    ['Beaches', ['IMG_0001.jpg', 'IMG_0002.jpg']],
    ['screenshots march', ['Screenshot_20240305.png']],
    ['photos of the beach in summer', ['IMG_0001.jpg', 'IMG_0002.jpg']],
    ['besancon', ['R5_0004.jpg']],
    ['BESANÇON night', ['R5_0004.jpg']],
    ['parties with a child', ['VID_0005.mp4']],
    ['videos christmas', ['VID_0005.mp4']],
    ['saturday', ['IMG_0001.jpg']],
    ['dec', ['VID_0005.mp4']],
    ['2024-03', ['Screenshot_20240305.png']],
    ['2024-03-05', ['Screenshot_20240305.png']],
    ['2021 2019', ['IMG_0002.jpg', 'R5_0004.jpg']],
    ['スクリーン', ['スクリーンショット 2024.png']],
    ['img', ['IMG_0001.jpg', 'IMG_0002.jpg']],
    ['sun', ['IMG_0001.jpg']],
    ['photos 2023', ['IMG_0001.jpg', 'VID_0005.mp4']],
    [
      'photos',
      ['IMG_0001.jpg', 'IMG_0002.jpg', 'Screenshot_20240305.png', 'R5_0004.jpg', 'スクリーンショット 2024.png'],
    ],
    ['unicorn', []],
  ])('%j finds %j', async (query, names) => {
    expect(await find(query)).toEqual(names);
  });

  test.each([
    ['beach unicorn 2023', ['IMG_0001.jpg']],
    ['beach unicorn august', ['IMG_0002.jpg']],
    ['beach unicorn aug', ['IMG_0002.jpg']],
    ['beach unicorn night', []],
  ])('one of them suffices in the wider form of %j, but times still restrict', async (text, names) => {
    const query = buildTextQuery(text);
    expect(await namesOf(query?.all ?? '')).toEqual([]);
    expect(await namesOf(query?.any ?? '')).toEqual(names);
  });

  test.each(['beach', 'beach 2023', 'screenshots march', '2023'])('%j has no wider form', (text) => {
    const query = buildTextQuery(text);
    expect(query?.any).toBe(query?.all);
  });

  test.each(['', '   ', '?!', '"', '()*^:-+', '\0', '\u0301'])('there are none in %j', (query) => {
    expect(buildTextQuery(query)).toBeUndefined();
  });

  test.each([
    'name:img',
    'NEAR(beach sunset)',
    'beach NOT sunset',
    '"beach',
    'beach*',
    '-beach',
    '{tags}:beach',
    'beach^',
  ])('%j is text, and no operator', async (query) => {
    await expect(find(query)).resolves.toBeDefined();
  });

  test.each([
    ['yesterday', ['IMG_0001.jpg']],
    ['beach this month', ['IMG_0001.jpg']],
    ['party last  year', []],
    ['last summer', ['IMG_0001.jpg', 'IMG_0002.jpg']],
  ])('%j is seen from the day of the search', async (query, names) => {
    expect(await namesOf(buildTextQuery(query, new Date(2023, 5, 18, 0, 30))?.all ?? '')).toEqual(names);
  });

  test('NOT is no operator', async () => {
    expect(await find('beach NOT sunset')).toEqual(await find('beach sunset'));
  });

  test('any text at all gives an expression that SQLite takes', async () => {
    const syntax = fc.constantFrom(
      '"',
      '*',
      '(',
      ')',
      ':',
      '^',
      '-',
      '+',
      '{',
      '}',
      ' AND ',
      ' OR ',
      ' NOT ',
      'NEAR(',
      ',',
      '\0',
      "'",
    );
    const text = fc
      .array(fc.oneof(syntax, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })))
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, async (query) => {
        const built = buildTextQuery(query);
        if (built === undefined) return;
        await namesOf(built.all);
        await namesOf(built.any);
      }),
      { numRuns: 500 },
    );
  });

  test('a very long query is cut, not refused', async () => {
    await expect(find('beach '.repeat(100_000))).resolves.toEqual(['IMG_0001.jpg', 'IMG_0002.jpg']);
    await expect(find(Array.from({ length: 2000 }, (_, index) => `word${index}`).join(' '))).resolves.toEqual([]);
  });
});
