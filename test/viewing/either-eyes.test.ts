import { expect, it } from 'vitest';
import { failed, success } from '../../src/catalog/result.ts';
import { eitherEyes } from '../../src/viewing/either-eyes.ts';
import type { Eyes } from '../../src/viewing/eyes.ts';
import type { PictureKey } from '../../src/viewing/picture-cache.ts';

const picture = { mimeType: 'image/jpeg', bytes: new Uint8Array([1]) };
const notHere = async () => failed('unsupported', 'Not here.');

/** A library of which every id begins with its name, and what was looked for in its cache. */
function side(name: string) {
  const keys: PictureKey[] = [];
  const cache = {
    read: async (key: PictureKey) => {
      keys.push(key);
      return picture;
    },
    write: async (key: PictureKey) => {
      keys.push(key);
    },
  };
  const looking = { lookUp: notHere, select: notHere, picture: notHere, person: notHere, video: notHere };
  const eyes: Eyes = { library: name, account: `account of ${name}`, cache, ...looking };
  return { keys, eyes, of: { eyes: success(eyes), owns: (id: string) => id.startsWith(name) } };
}

it('keeps pictures where each library keeps its own, under its own account', async () => {
  const [first, second] = [side('one'), side('two')];
  const eyes = eitherEyes(first.of, second.of);
  const key = { account: eyes.account, version: '1', size: 'thumb' } as const;
  expect(await eyes.cache?.read({ ...key, id: 'two 1' })).toBe(picture);
  await eyes.cache?.write({ ...key, id: 'one 1' }, picture);
  expect(first.keys).toEqual([{ ...key, id: 'one 1', account: 'account of one' }]);
  expect(second.keys).toEqual([{ ...key, id: 'two 1', account: 'account of two' }]);
});

it('takes nothing out of the cache of a library that cannot be reached', async () => {
  const [first, second] = [side('one'), side('two')];
  const eyes = eitherEyes(first.of, { ...second.of, eyes: failed('denied', 'No key.') });
  const key = { account: eyes.account, id: 'two 1', version: '1', size: 'thumb' } as const;
  expect(await eyes.cache?.read(key)).toBeUndefined();
  expect([...first.keys, ...second.keys]).toEqual([]);
});

it.each([
  [{ by: 'search', text: 'sea' }, 'smart search, only in one'],
  [{ by: 'day', day: '2024-05-01' }, 'smart search, only in one'],
  [{ by: 'album', id: 'two 1' }, 'smart search'],
] as const)('where %j is looked for in one of them, says in which', async (selection, how) => {
  const found = { select: async () => success({ assets: [], total: 0, exact: true, how: 'smart search' }) };
  const [first, second] = [side('one'), side('two')].map(({ of, eyes }) => ({
    ...of,
    eyes: success({ ...eyes, ...found }),
  }));
  if (first === undefined || second === undefined) throw new Error('no sides');
  const call = { signal: AbortSignal.timeout(5000) };
  expect(await eitherEyes(first, second).select(selection, { page: 1, size: 60 }, call)).toMatchObject({
    value: { how },
  });
});
