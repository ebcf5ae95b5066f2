import { beforeAll, expect, test } from 'vitest';
import { type FetchedKeys, openKeySet } from '../../../src/access/jwt/key-set.ts';
import { type SigningKey, signingKey } from '../../fixtures/identity-provider.ts';

let key: SigningKey;

beforeAll(async () => {
  key = await signingKey('EdDSA', 'first');
});

/** A set whose issuer answers when it is told to. */
function open() {
  let clock = 0;
  const waiting: { answer(keys: FetchedKeys): void; fail(error: Error): void; readonly etag: string | undefined }[] =
    [];
  const set = openKeySet({
    fetch: (etag) => new Promise((answer, fail) => waiting.push({ answer, fail, etag })),
    onFailure: () => {},
    cacheSeconds: 300,
    now: () => clock,
    patience: 20,
    patienceWithKeys: 10,
  });
  return {
    waiting,
    find: (kid: string) => set.find({ alg: 'EdDSA', kid }),
    pass: (seconds: number) => {
      clock += seconds * 1000;
    },
  };
}

const isKey = expect.objectContaining({ type: 'public' });

test('an issuer that takes too long holds nobody up, is asked once, and its answer counts when it comes', async () => {
  const { waiting, find } = open();
  expect(await Promise.all([find('first'), find('first'), find('other')])).toEqual(Array(3).fill('unavailable'));
  expect(await find('first')).toBe('unavailable');
  expect(waiting).toHaveLength(1);
  waiting[0]?.answer({ keys: [key.jwk] });
  expect(await find('first')).toEqual(isKey);
  expect(waiting).toHaveLength(1);
});

test('while it takes too long, keys that may be old are used', async () => {
  const { waiting, find, pass } = open();
  const found = find('first');
  waiting[0]?.answer({ keys: [key.jwk], etag: '"1"' });
  expect(await found).toEqual(isKey);
  pass(301);
  expect(await find('first')).toEqual(isKey);
  expect(await find('other')).toBe('unavailable');
  expect(waiting.map(({ etag }) => etag)).toEqual([undefined, '"1"']);
  waiting[1]?.answer({ keys: 'unchanged' });
  await Promise.resolve();
  expect(await find('first')).toEqual(isKey);
});

test('that a set is unchanged means nothing where there is none', async () => {
  const { waiting, find } = open();
  const found = find('first');
  waiting[0]?.answer({ keys: 'unchanged' });
  expect(await found).toBe('unavailable');
});

test('after a failure nobody waits, until it is time to try again', async () => {
  const { waiting, find, pass } = open();
  const found = find('first');
  waiting[0]?.fail(new Error('down'));
  expect(await found).toBe('unavailable');
  pass(9);
  expect(await find('first')).toBe('unavailable');
  expect(waiting).toHaveLength(1);
  pass(1);
  const again = find('first');
  waiting[1]?.answer({ keys: [key.jwk] });
  expect(await again).toEqual(isKey);
  // From then on the failure is forgotten.
  const other = find('other');
  waiting[2]?.answer({ keys: [key.jwk] });
  expect(await other).toBe('unknown');
});

test('a key that is not there is not asked for again where asking has just failed', async () => {
  const { waiting, find, pass } = open();
  const found = find('first');
  waiting[0]?.answer({ keys: [key.jwk] });
  await found;
  pass(301);
  const other = find('other');
  waiting[1]?.fail(new Error('down'));
  expect(await other).toBe('unavailable');
  expect(waiting).toHaveLength(2);
});
