import type { StackResponseDto, TimeBucketAssetResponseDto } from '@immich/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type OpenLibrary, openTestLibrary } from '../../fixtures/open-library.ts';
import { typedAsk } from '../../fixtures/typed-ask.ts';

const nobody = '00000000-0000-4000-8000-000000000000';

let open: OpenLibrary;
/** Pictures of one day, from the earliest to the latest. */
let ids: string[];

beforeAll(async () => {
  open = await openTestLibrary();
  ids = [];
  for (let hour = 1; hour <= 5; hour++) {
    const taken = `2024-05-06T0${hour}:00:00.000Z`;
    const fields = { fileCreatedAt: taken, fileModifiedAt: taken };
    ids.push(await open.addAsset({ name: `p${hour}.jpg`, seed: hour, fields }));
  }
});
afterAll(async () => {
  expect(open.faults).toEqual([]);
  await open.close();
});
beforeEach(async () => {
  const { store } = open.library;
  await store.deleteFrom('stack').execute();
  const fresh = { deletedAt: null, visibility: 'timeline', stackId: null } as const;
  await store.updateTable('asset').set(fresh).where('heldPath', 'is', null).execute();
});

const id = (index: number) => ids[index] ?? '';

const ask = typedAsk(() => open);

async function stack(...indices: number[]): Promise<StackResponseDto> {
  const { status, body } = await ask<StackResponseDto>('POST', '/stacks', { assetIds: indices.map(id) });
  expect(status).toBe(201);
  return body;
}

const read = (stackId: string) => ask<StackResponseDto>('GET', `/stacks/${stackId}`);
const list = async () => (await ask<StackResponseDto[]>('GET', '/stacks')).body;
const members = ({ assets }: StackResponseDto) => assets.map((asset) => ids.indexOf(asset.id));

describe('a stack', () => {
  test('is covered by the first of its assets; the others follow from the oldest on', async () => {
    const made = await stack(2, 4, 0);
    expect(members(made)).toEqual([2, 0, 4]);
    expect(made.primaryAssetId).toBe(id(2));
    expect(await list()).toHaveLength(1);
    expect((await ask('GET', `/assets/${id(4)}`)).body).toMatchObject({
      stack: { id: made.id, primaryAssetId: id(2), assetCount: 3 },
    });
  });

  test('needs two different assets of the caller', async () => {
    for (const assetIds of [[], [id(0)], [id(0), id(0)], [id(0), nobody], [id(0), 'x']]) {
      expect((await ask('POST', '/stacks', { assetIds })).status).toBe(400);
    }
    expect(await list()).toEqual([]);
  });

  test('takes assets out of the stack they were in, and a stack of one is none', async () => {
    const first = await stack(0, 1, 2);
    const second = await stack(3, 1);
    expect(members((await read(first.id)).body)).toEqual([0, 2]);
    await stack(4, 2);
    expect((await read(first.id)).status).toBe(400);
    expect((await ask('GET', `/assets/${id(0)}`)).body).toMatchObject({ stack: null });
    expect(members((await read(second.id)).body)).toEqual([3, 1]);
  });

  test('brings along what was behind a cover', async () => {
    const first = await stack(0, 1, 2);
    expect(members(await stack(3, 0))).toEqual([3, 0, 1, 2]);
    expect((await read(first.id)).status).toBe(400);
  });

  test('gets another cover only out of itself', async () => {
    const { id: stackId } = await stack(0, 1);
    const refused = await ask('PUT', `/stacks/${stackId}`, { primaryAssetId: id(2) });
    expect(refused).toMatchObject({ status: 400, body: { message: 'Primary asset must be in the stack' } });
    const changed = await ask<StackResponseDto>('PATCH', `/stacks/${stackId}`, { primaryAssetId: id(1) });
    expect(members(changed.body)).toEqual([1, 0]);
    expect(members((await ask<StackResponseDto>('PUT', `/stacks/${stackId}`, {})).body)).toEqual([1, 0]);
  });

  test('loses an asset, but not its cover, and ends when only that is left', async () => {
    const { id: stackId } = await stack(0, 1, 2);
    const remove = (index: number) => ask('DELETE', `/stacks/${stackId}/assets/${id(index)}`);
    expect((await remove(0)).body.message).toBe("Cannot remove stack's primary asset");
    expect((await remove(3)).body.message).toBe('Asset not in stack');
    expect((await remove(2)).status).toBe(204);
    expect((await remove(2)).status).toBe(400);
    expect((await remove(1)).status).toBe(204);
    expect(await list()).toEqual([]);
  });

  test('is dissolved, and its assets stay', async () => {
    const made = [await stack(0, 1), await stack(2, 3)];
    const all = made.map((one) => one.id);
    expect((await ask('DELETE', '/stacks', { ids: [...all, nobody] })).status).toBe(400);
    expect((await ask('DELETE', '/stacks', { ids: [] })).status).toBe(400);
    expect(await list()).toHaveLength(2);
    expect((await ask('DELETE', '/stacks', { ids: all })).status).toBe(204);
    expect(await list()).toEqual([]);
    expect((await ask('POST', '/search/statistics', {})).body).toEqual({ total: 5 });
  });
});

describe('what is not to be seen', () => {
  test('is not shown in its stack: while the cover is in the trash the oldest stands in for it', async () => {
    const { id: stackId } = await stack(2, 0, 4);
    await ask('DELETE', '/assets', { ids: [id(2)] });
    const without = (await read(stackId)).body;
    expect(members(without)).toEqual([0, 4]);
    expect(without.primaryAssetId).toBe(id(0));
    await ask('POST', '/trash/restore/assets', { ids: [id(2)] });
    expect(members((await read(stackId)).body)).toEqual([2, 0, 4]);
    await ask('DELETE', '/assets', { ids: [id(0), id(2), id(4)] });
    expect((await read(stackId)).body).toMatchObject({ id: stackId, primaryAssetId: id(2), assets: [] });
  });

  test('leaves its stack for good when it is locked', async () => {
    const { id: stackId } = await stack(2, 0, 4);
    await ask('PUT', '/assets', { ids: [id(2)], visibility: 'locked' });
    const without = (await read(stackId)).body;
    expect(members(without)).toEqual([0, 4]);
    const row = open.library.store.selectFrom('stack').select('primaryAssetId').where('id', '=', stackId);
    expect(await row.executeTakeFirst()).toEqual({ primaryAssetId: id(0) });
  });
});

describe('the timeline with stacks', () => {
  const shown = async (query = '') => {
    const path = `/timeline/bucket?timeBucket=2024-05-01&withStacked=true${query}`;
    const { body } = await ask<TimeBucketAssetResponseDto>('GET', path);
    const buckets = await ask<{ count: number }[]>('GET', `/timeline/buckets?withStacked=true${query}`);
    expect(buckets.body.reduce((sum, { count }) => sum + count, 0)).toBe(body.id.length);
    return body.id.map((asset) => ids.indexOf(asset));
  };

  test('shows of each only its cover', async () => {
    await stack(2, 0, 4);
    expect(await shown()).toEqual([3, 2, 1]);
  });

  test('never loses a stack whose cover is elsewhere', async () => {
    await stack(2, 0, 4);
    await ask('DELETE', '/assets', { ids: [id(2)] });
    expect(await shown()).toEqual([3, 1, 0]);
    expect(await shown('&isTrashed=true')).toEqual([2]);
    await ask('PUT', '/assets', { ids: [id(0)], visibility: 'archive' });
    expect(await shown('&visibility=timeline')).toEqual([4, 3, 1]);
    expect(await shown('&visibility=archive')).toEqual([0]);
    expect(await shown()).toEqual([3, 1, 0]);
  });
});

test('a search without stacked assets drops every one of them, covers too', async () => {
  await stack(2, 0, 4);
  const found = async (withStacked?: boolean) => {
    const { body } = await ask<{ assets: { items: { id: string }[] } }>('POST', '/search/metadata', { withStacked });
    return body.assets.items.map((asset) => ids.indexOf(asset.id));
  };
  expect(await found()).toEqual([4, 3, 2, 1, 0]);
  expect(await found(false)).toEqual([3, 1]);
});
