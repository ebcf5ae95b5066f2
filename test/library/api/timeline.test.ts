import type { SearchResponseDto, TimeBucketAssetResponseDto } from '@immich/sdk';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type OpenedLibrary, openFilledLibrary } from '../../fixtures/filled-library.ts';

interface Bucket {
  timeBucket: string;
  count: number;
}

const nobody = '00000000-0000-4000-8000-000000000000';

let opened: OpenedLibrary;
beforeAll(async () => {
  opened = await openFilledLibrary({ assets: 800, seed: 8 });
});
afterAll(() => opened.close());
afterEach(() => expect(opened.faults).toEqual([]));

const buckets = async (query = ''): Promise<Bucket[]> =>
  (await opened.ask<Bucket[]>('GET', `/timeline/buckets?${query}`)).body;
const bucket = async (timeBucket: string, query = ''): Promise<TimeBucketAssetResponseDto> =>
  (
    await opened.ask<TimeBucketAssetResponseDto>(
      'GET',
      `/timeline/bucket?timeBucket=${encodeURIComponent(timeBucket)}&${query}`,
    )
  ).body;
const sum = (list: Bucket[]) => list.reduce((total, { count }) => total + count, 0);
const count = async (body: object) =>
  (await opened.ask<{ total: number }>('POST', '/search/statistics', body)).body.total;

async function fullest(query = ''): Promise<Bucket> {
  const [most] = (await buckets(query)).toSorted((a, b) => b.count - a.count);
  if (most === undefined) throw new Error('the timeline is empty');
  return most;
}

describe('the months of the timeline', () => {
  test('count what is in the timeline or archived, newest first, and nothing hidden, locked or in the trash', async () => {
    const list = await buckets();
    expect(sum(list)).toBe((await count({ visibility: 'timeline' })) + (await count({ visibility: 'archive' })));
    const months = list.map(({ timeBucket }) => timeBucket);
    expect(months).toEqual(months.toSorted().reverse());
    expect(months.every((month) => /^\d{4}-\d\d-01$/.test(month))).toBe(true);
    expect((await buckets('order=asc')).map(({ timeBucket }) => timeBucket)).toEqual(months.toReversed());
  });

  test.each([
    ['visibility=timeline', { visibility: 'timeline' }],
    ['visibility=archive', { visibility: 'archive' }],
    ['visibility=hidden', { visibility: 'hidden' }],
    ['visibility=timeline&isFavorite=true', { visibility: 'timeline', isFavorite: true }],
    ['visibility=timeline&isFavorite=false', { visibility: 'timeline', isFavorite: false }],
    ['visibility=timeline&isTrashed=true', { visibility: 'timeline', trashedAfter: '1970-01-01T00:00:00Z' }],
    ['visibility=timeline&orderBy=createdAt', { visibility: 'timeline' }],
  ])('%s counts the same as a search', async (query, body) => {
    const total = await count(body);
    expect(total).toBeGreaterThan(0);
    expect(sum(await buckets(query))).toBe(total);
  });

  test('honour album, person, tag and place', async () => {
    const [album, person, tag] = [opened.albumIds[3], opened.personIds[0], opened.tagIds[0]];
    const visible = async (body: object) =>
      (await count({ ...body, visibility: 'timeline' })) + (await count({ ...body, visibility: 'archive' }));
    expect(sum(await buckets(`albumId=${album}`))).toBe(await visible({ albumIds: [album] }));
    expect(sum(await buckets(`personId=${person}`))).toBe(await visible({ personIds: [person] }));
    expect(sum(await buckets(`tagId=${tag}`))).toBe(await visible({ tagIds: [tag] }));
    expect(sum(await buckets('bbox=2,48,3,49'))).toBe(await visible({ city: 'Paris' }));
    expect(sum(await buckets('bbox=100,-50,-100,50'))).toBe(
      (await visible({ city: 'Tokyo' })) +
        (await visible({ city: 'Sydney' })) +
        (await visible({ city: 'San Francisco' })),
    );
  });

  test('show of a stack only its cover when stacks are asked for', async () => {
    const members = await opened.library.store
      .selectFrom('asset')
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .where('stackId', 'is not', null)
      .executeTakeFirstOrThrow();
    expect(members.total).toBeGreaterThan(0);
    expect(sum(await buckets('withStacked=true'))).toBeLessThan(sum(await buckets()));
  });

  test.each([
    ['visibility=locked', 401, 'Elevated permission is required'],
    [`albumId=${nobody}`, 400, 'Not found or no album.read access'],
    [`userId=${nobody}`, 400, 'Not found or no timeline.read access'],
    [`tagId=${nobody}`, 400, 'Not found or no tag.read access'],
    ['withPartners=true', 400, expect.stringContaining('withPartners is only supported')],
    ['bbox=2,48', 400, 'Validation failed'],
    ['bbox=2,a,3,4', 400, 'Validation failed'],
    ['bbox=2,49,3,48', 400, 'Validation failed'],
    ['bbox=2,48,3,491', 400, 'Validation failed'],
    ['isFavorite=1', 400, 'Validation failed'],
  ])('%s is answered with %i', async (query, status, message) => {
    expect(await opened.ask('GET', `/timeline/buckets?${query}`)).toMatchObject({ status, body: { message } });
  });
});

describe('a month of the timeline', () => {
  test('has as many assets as its bucket says, as columns of one length', async () => {
    for (const { timeBucket, count: expected } of (await buckets()).slice(0, 10)) {
      const columns = await bucket(timeBucket);
      const lengths = new Set(Object.values(columns).map((column) => column.length));
      expect(lengths).toEqual(new Set([expected]));
    }
  });

  test('is newest first by the local day, and the other way round when asked', async () => {
    const { timeBucket } = await fullest();
    const { fileCreatedAt, localOffsetHours } = await bucket(timeBucket);
    const days = fileCreatedAt.map((moment, index) =>
      new Date(Date.parse(`${moment}Z`) + (localOffsetHours[index] ?? 0) * 3_600_000).toISOString().slice(0, 10),
    );
    expect(days).toEqual(days.toSorted().reverse());
    expect(days.every((day) => day.startsWith(timeBucket.slice(0, 7)))).toBe(true);
    const ascending = await bucket(timeBucket, 'order=asc');
    expect(ascending.id.toSorted()).toEqual((await bucket(timeBucket)).id.toSorted());
    expect(ascending.fileCreatedAt.toReversed()).toEqual(fileCreatedAt);
  });

  test('goes by the local day before the moment, so that a trip across the date line stays in order', async () => {
    const [first, second] = (await bucket((await fullest()).timeBucket)).id;
    const taken = async (id: string | undefined, fileCreatedAt: string, localDateTime: string) => {
      const times = { fileCreatedAt: Date.parse(fileCreatedAt), localDateTime: Date.parse(localDateTime) };
      await opened.library.store
        .updateTable('asset')
        .set(times)
        .where('id', '=', id ?? '')
        .execute();
    };
    await taken(first, '1950-05-01T10:30:00Z', '1950-05-02T00:30:00Z');
    await taken(second, '1950-05-02T10:00:00Z', '1950-05-01T23:00:00Z');
    expect((await bucket('1950-05-01')).id).toEqual([first, second]);
    expect((await bucket('1950-05-01', 'order=asc')).id).toEqual([second, first]);
  });

  test('says of each asset what a search says of it', async () => {
    const { timeBucket } = await fullest('visibility=timeline');
    const columns = await bucket(timeBucket, 'withCoordinates=true');
    const [id] = columns.id;
    const search = await opened.ask<SearchResponseDto>('POST', '/search/metadata', { id, withExif: true });
    const [asset] = search.body.assets.items;
    expect(`${columns.fileCreatedAt[0]}.000Z`).toBe(asset?.fileCreatedAt);
    expect(columns.isImage[0]).toBe(asset?.type === 'IMAGE');
    expect(columns.city?.[0]).toBe(asset?.exifInfo?.city);
    expect(columns.latitude?.[0]).toBe(asset?.exifInfo?.latitude);
    expect(columns.ratio[0]).toBe(Math.round(((asset?.width ?? 1) / (asset?.height ?? 1)) * 1000) / 1000);
  });

  test('has coordinates and stacks only when asked', async () => {
    const { timeBucket } = await fullest();
    const plain = await bucket(timeBucket);
    for (const name of ['latitude', 'longitude', 'stack']) expect(plain).not.toHaveProperty(name);
    const full = await bucket(timeBucket, 'withCoordinates=true&withStacked=true');
    for (const name of ['latitude', 'longitude', 'stack']) expect(full).toHaveProperty(name);
  });

  test('gives the size of a stack with its cover', async () => {
    const stack = await opened.library.store
      .selectFrom('stack')
      .innerJoin('asset', 'asset.id', 'stack.primaryAssetId')
      .select(['stack.id', 'asset.id as cover', 'asset.localDateTime'])
      .where('asset.deletedAt', 'is', null)
      .executeTakeFirstOrThrow();
    const month = new Date(stack.localDateTime).toISOString().slice(0, 7);
    const columns = await bucket(`${month}-01`, 'withStacked=true');
    expect(columns.stack?.[columns.id.indexOf(stack.cover)]).toEqual([stack.id, '3']);
  });

  test('may be named in full ISO form; any moment that is not the first of a month names an empty bucket', async () => {
    const { timeBucket } = await fullest();
    expect(await bucket(`${timeBucket}T00:00:00.000Z`)).toEqual(await bucket(timeBucket));
    expect((await bucket(timeBucket.replace(/01$/, '15'))).id).toEqual([]);
    expect((await bucket('1999-01-01T12:00:00+02:00')).id).toEqual([]);
  });

  test.each(['June', '2023-13-01', '2023-06', '', '2023-02-31'])('%j is no month: 400', async (timeBucket) => {
    const path = `/timeline/bucket?timeBucket=${encodeURIComponent(timeBucket)}`;
    expect(await opened.ask('GET', path)).toEqual({
      status: 400,
      body: { message: 'timeBucket must be the first day of a month, for example 2023-06-01' },
    });
  });

  test('must be named', async () => {
    expect((await opened.ask('GET', '/timeline/bucket')).body.message).toBe('Validation failed');
  });
});
