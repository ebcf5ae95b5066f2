import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Caller, localCaller } from '../../src/catalog/caller.ts';
import { failed, type Result, success } from '../../src/catalog/result.ts';
import { type Accounts, openAccounts } from '../../src/cli/accounts.ts';
import { connectImmich, type ImmichLibrary } from '../../src/immich/connection.ts';

const gone = failed('refused', 'no key any more');
const anna = callerWithKey('anna');
const ben = callerWithKey('ben');
const minutes = 60_000;

function callerWithKey(keyOwner: string): Caller {
  return { id: `client:${keyOwner}`, keyOwner, permits: () => true };
}

/** Connections that are never used; closing one is seen. */
function connection(key: string | undefined, closed: string[]): ImmichLibrary {
  const library = connectImmich({
    baseUrl: 'http://library',
    apiKey: key ?? 'own',
    timeoutSeconds: 1,
    maxRetries: 0,
    fetch: async () => new Response(),
  });
  return { ...library, close: async () => void closed.push(key ?? 'own') };
}

let keys: Map<string, Result<string>>;
let opened: string[];
let closed: string[];
let answer: (key: string | undefined) => Result<ImmichLibrary>;
let accounts: Accounts;
let own: ImmichLibrary;

beforeEach(() => {
  vi.useFakeTimers();
  keys = new Map<string, Result<string>>([
    ['anna', success('key of anna')],
    ['ben', success('key of ben')],
  ]);
  opened = [];
  closed = [];
  own = connection(undefined, closed);
  answer = (key) => success(key === undefined ? own : connection(key, closed));
  accounts = openAccounts(
    async (key) => {
      opened.push(key ?? 'own');
      return answer(key);
    },
    async (client) => keys.get(client) ?? gone,
  );
});
afterEach(() => vi.useRealTimers());

async function libraryOf(caller: Caller): Promise<ImmichLibrary> {
  const library = await accounts.connect(caller);
  if (!library.ok) throw new Error(library.failure.message);
  return library.value;
}

describe('accounts', () => {
  it("give who brings no key the server's own connection", async () => {
    expect(await libraryOf(localCaller)).toBe(own);
  });

  it('give each client that brings a key a connection with just that key, and keep it', async () => {
    const [first, again, other] = [await libraryOf(anna), await libraryOf(anna), await libraryOf(ben)];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(opened).toEqual(['key of anna', 'key of ben']);
  });

  it('open one connection for calls that come at once', async () => {
    const [first, second] = await Promise.all([libraryOf(anna), libraryOf(anna)]);
    expect(first).toBe(second);
    expect(opened).toEqual(['key of anna']);
  });

  it("never fall back on the server's key when a client's own is gone", async () => {
    await libraryOf(anna);
    keys.set('anna', gone);
    expect(await accounts.connect(anna)).toEqual(gone);
    expect(opened).toEqual(['key of anna']);
  });

  it('use a new key from the next call on, and let the calls of the old one end first', async () => {
    const before = await libraryOf(anna);
    keys.set('anna', success('second key of anna'));
    expect(await libraryOf(anna)).not.toBe(before);
    expect(closed).toEqual([]);
    await vi.advanceTimersByTimeAsync(10 * minutes);
    expect(closed).toEqual(['key of anna']);
  });

  it('try again after a connection could not be made', async () => {
    answer = () => failed('unavailable', 'the disk is full');
    expect((await accounts.connect(anna)).ok).toBe(false);
    answer = (key) => success(connection(key, closed));
    expect((await accounts.connect(anna)).ok).toBe(true);
  });

  it('keep a hundred, and dismiss the one that was not used longest', async () => {
    const callers = Array.from({ length: 101 }, (_, index) => callerWithKey(`client ${index}`));
    for (const { keyOwner = '' } of callers) keys.set(keyOwner, success(`key of ${keyOwner}`));
    const [first = anna, ...rest] = callers;
    for (const caller of [first, ...rest.slice(0, -1), first, ...rest.slice(-1)]) await libraryOf(caller);
    await vi.advanceTimersByTimeAsync(10 * minutes);
    expect(closed).toEqual(['key of client 1']);
  });

  it('close every connection that is open when the server ends, those that are leaving included', async () => {
    await libraryOf(anna);
    await libraryOf(ben);
    keys.set('ben', gone);
    await accounts.connect(ben);
    await accounts.close();
    expect(closed.sort()).toEqual(['key of anna', 'key of ben']);
  });
});
