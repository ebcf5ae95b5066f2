/** Replicas that share a cache in a database: what one has read of the duplicates, or changed, the others know. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type SharedCache, sharedCache } from '../../../src/database/shared-cache.ts';
import type { ImmichLibrary } from '../../../src/immich/connection.ts';
import { describeDatabases } from '../../fixtures/databases.ts';
import { type DuplicatesImmich, startDuplicatesImmich } from '../../fixtures/duplicates-immich.ts';
import { type CallByName, connectForTest, toolsOf } from '../../fixtures/immich-tools.ts';

let immich: DuplicatesImmich;
const libraries: ImmichLibrary[] = [];
const caches: SharedCache[] = [];

/** A server of its own, with what it needs to know other servers' doings. */
function replica(cache: SharedCache, apiKey?: string): CallByName {
  const options = {
    baseUrl: immich.url,
    cache,
    duplicatesPatience: 10_000,
    ...(apiKey === undefined ? {} : { apiKey }),
  };
  const library = connectForTest(options);
  libraries.push(library);
  caches.push(cache);
  return toolsOf(library);
}

async function total(call: CallByName): Promise<unknown> {
  const { data } = await call('immich_duplicates_list');
  return data.total_groups;
}

const copy = { exifImageWidth: 1600, exifImageHeight: 1200, fileSizeInByte: 250_000, make: null, model: null };

beforeEach(async () => {
  immich = await startDuplicatesImmich();
});
afterEach(async () => {
  for (const library of libraries.splice(0)) await library.close();
  for (const cache of caches.splice(0)) await cache.close();
  await immich.close();
});

describeDatabases('what is known of duplicates, kept', (fresh) => {
  test('is read once for all replicas, and true after a change through any of them', async () => {
    const place = await fresh();
    const [one, other] = [replica(sharedCache(place)), replica(sharedCache(place))];
    const pairs = [immich.addGroup({}, copy), immich.addGroup({}, copy), immich.addGroup({}, copy)];
    expect(await total(one)).toBe(3);
    await libraries[0]?.close();
    immich.asked();
    expect(await total(other)).toBe(3);
    expect(immich.asked()).not.toContain('GET /duplicates');
    const third = replica(sharedCache(place));
    await other('immich_duplicates_delete', { asset_ids: [pairs[0]?.ids[1]], dry_run: false });
    immich.asked();
    await expect.poll(() => total(third)).toBe(2);
    expect(immich.asked()).not.toContain('GET /duplicates');
  });

  test('is nothing that another key could see', async () => {
    const place = await fresh();
    immich.addGroup({}, copy);
    await total(replica(sharedCache(place)));
    await libraries[0]?.close();
    immich.asked();
    await total(replica(sharedCache(place), 'another-key-of-somebody-else'));
    expect(immich.asked()).toContain('GET /duplicates');
  });
});
