/** A cache that replicas share: what one keeps another finds, and whatever goes wrong, nobody fails because of it. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DatabasePlace } from '../../src/database/place.ts';
import { type CacheOptions, type SharedCache, sharedCache } from '../../src/database/shared-cache.ts';
import { describeDatabases } from '../fixtures/databases.ts';

const opened: SharedCache[] = [];
let now: number;

function opening(place: DatabasePlace, options: CacheOptions = {}): SharedCache {
  const cache = sharedCache(place, { now: () => now, report: rethrow, ...options });
  opened.push(cache);
  return cache;
}

function rethrow(error: unknown): never {
  throw error;
}

beforeEach(() => {
  now = Date.UTC(2026, 0, 1);
});
afterEach(async () => {
  for (const cache of opened.splice(0)) await cache.close();
});

/** A text that takes about so many bytes, however well it is packed. */
function noise(outputLength: number): string {
  return createHash('shake256', { outputLength }).digest('base64');
}

describeDatabases('a shared cache', (fresh) => {
  test('gives one replica what another has kept, and says when there is something else', async () => {
    const place = await fresh();
    const [one, other] = [opening(place), opening(place)];
    expect([await other.stamp('a/b'), await other.read('a/b')]).toEqual([undefined, undefined]);
    expect(await one.write('a/b', 'Zoë 🦊')).toBe(true);
    const stamp = await other.stamp('a/b');
    expect(await other.read('a/b')).toBe('Zoë 🦊');
    expect(await other.stamp('a/b')).toBe(stamp);
    await one.write('a/b', 'Zoë 🦊');
    expect(await other.stamp('a/b')).not.toBe(stamp);
  });

  test('is written to by many at once', async () => {
    const place = await fresh();
    const caches = [opening(place), opening(place)];
    const written = await Promise.all(
      Array.from({ length: 20 }, (_, number) => caches[number % 2]?.write('same', `text ${number}`)),
    );
    expect(written).toEqual(Array(20).fill(true));
    expect(await caches[0]?.read('same')).toMatch(/^text \d+$/);
  });

  test('lists what lies directly below a prefix', async () => {
    const cache = opening(await fresh());
    for (const key of ['a/x/2', 'a/x/1', 'a/x/deep/3', 'a/xy/4', 'a/x', 'b/x/5', 'a/x0']) await cache.write(key, key);
    expect(await cache.keys('a/x/')).toEqual(['a/x/1', 'a/x/2']);
    await cache.remove(['a/x/1', 'nowhere']);
    await cache.remove([]);
    expect(await cache.keys('a/x/')).toEqual(['a/x/2']);
  });

  test('forgets what nobody has written for a month', async () => {
    const cache = opening(await fresh());
    await cache.write('old', 'x');
    now += 20 * 86_400_000;
    await cache.write('young', 'y');
    now += 11 * 86_400_000;
    await cache.forgetUnused();
    expect([await cache.read('old'), await cache.read('young')]).toEqual([undefined, 'y']);
  });

  test('grows no further than it may: the oldest makes room, and what is too large by itself is not kept', async () => {
    const cache = opening(await fresh(), { mostBytes: 3000 });
    for (const key of ['first', 'second', 'third']) {
      await cache.write(key, noise(1300));
      now += 1000;
    }
    const sizes = await Promise.all(['first', 'second', 'third'].map(async (key) => (await cache.read(key))?.length));
    expect(sizes).toEqual([undefined, noise(1300).length, noise(1300).length]);
    expect(await cache.write('huge', noise(4000))).toBe(false);
    expect(await cache.read('second')).toBe(noise(1300));
  });
});

test('a database that cannot be used counts as empty, is left alone for a while, and then tried again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'albumen-cache-'));
  const path = join(folder, 'cache.db');
  await writeFile(path, 'no database at all, but long enough to be looked at'.repeat(10));
  const reported: unknown[] = [];
  const cache = opening({ kind: 'sqlite', path, synchronous: 'normal' }, { report: (error) => reported.push(error) });
  expect([await cache.write('a', 'x'), await cache.read('a'), await cache.keys('a/')]).toEqual([false, undefined, []]);
  expect(reported).toHaveLength(1);
  await rm(path);
  expect(await cache.write('a', 'x')).toBe(false);
  now += 15_000;
  expect(await cache.write('a', 'x')).toBe(true);
  expect(await cache.read('a')).toBe('x');
  await rm(folder, { recursive: true });
});
