import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { libraryKeysOf } from '../../src/access/library-keys.ts';
import { failed, success } from '../../src/catalog/result.ts';
import { type AccessRoom, accessRoom } from '../fixtures/access-room.ts';
import { watchSecret } from '../fixtures/watched-secrets.ts';

let room: AccessRoom;
beforeEach(async () => {
  room = await accessRoom();
});
afterEach(() => room.remove());

const key = watchSecret(randomBytes(20).toString('hex'));
const keys = (secret = "the server's secret, as it always was") =>
  libraryKeysOf(room.clients, async () => success(secret));

describe("a client's own library key", () => {
  it('comes back as it was given', async () => {
    const { client } = await room.add();
    expect(await keys().keep(client.id, key)).toEqual({ ok: true, value: undefined });
    expect(await keys().libraryKeyOf(client.id)).toEqual({ ok: true, value: key });
    expect((await room.clients.find(client.id))?.hasLibraryKey).toBe(true);
  });

  it('is nowhere to be found in the files', async () => {
    const { client } = await room.add();
    await keys().keep(client.id, key);
    const { place } = room;
    await room.close();
    if (place.kind === 'sqlite') expect((await readFile(place.path)).includes(key)).toBe(false);
    room = await accessRoom();
  });

  it('is undefined for a client that has none, and no secret is asked for', async () => {
    const { client } = await room.add();
    const without = libraryKeysOf(room.clients, () => Promise.reject(new Error('nobody needs it')));
    expect(await without.libraryKeyOf(client.id)).toEqual({ ok: true, value: undefined });
  });

  it('can be taken away again', async () => {
    const { client } = await room.add();
    await keys().keep(client.id, key);
    await room.clients.keepLibraryKey(client.id, null);
    expect(await keys().libraryKeyOf(client.id)).toEqual({ ok: true, value: undefined });
  });

  it('is a failure, never none, where the secret has changed', async () => {
    const { client } = await room.add();
    await keys().keep(client.id, key);
    expect(await keys('another secret of the server than before').libraryKeyOf(client.id)).toMatchObject({
      ok: false,
      failure: { code: 'unauthorized', hint: expect.stringContaining(`mod ${client.id} --library-key-file`) },
    });
  });

  it("does not open where it was put into another client's row", async () => {
    const [mine, yours] = [await room.add(), await room.add()];
    await keys().keep(mine.client.id, key);
    const sealed = await room.clients.sealedLibraryKey(mine.client.id);
    await room.clients.keepLibraryKey(yours.client.id, sealed ?? null);
    expect(await keys().libraryKeyOf(yours.client.id)).toMatchObject({ ok: false });
  });

  it('is a failure for a client that is gone', async () => {
    expect(await keys().libraryKeyOf('c123456789012345')).toMatchObject({ ok: false, failure: { code: 'not_found' } });
    expect(await keys().keep('c123456789012345', key)).toMatchObject({ ok: false, failure: { code: 'not_found' } });
  });

  it('is a failure where the server has no secret', async () => {
    const { client } = await room.add();
    await keys().keep(client.id, key);
    const without = libraryKeysOf(room.clients, async () => failed('invalid_input', 'no secret'));
    expect(await without.libraryKeyOf(client.id)).toMatchObject({ ok: false, failure: { message: 'no secret' } });
    expect(await without.keep(client.id, key)).toMatchObject({ ok: false });
  });
});
