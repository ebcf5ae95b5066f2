import { afterEach, beforeEach, expect, it } from 'vitest';
import { hashOf, isAccessToken } from '../../src/access/secrets.ts';
import { type AccessRoom, accessRoom } from '../fixtures/access-room.ts';
import { describeDatabases } from '../fixtures/databases.ts';
import { watchSecret } from '../fixtures/watched-secrets.ts';

describeDatabases('access tokens', (fresh) => {
  let room: AccessRoom;
  beforeEach(async () => {
    room = await accessRoom(await fresh());
  });
  afterEach(() => room.remove());

  const isThere = async (token: string) => (await room.tokens.find(hashOf(token))) !== undefined;

  it('are made for a client, with its lifetime and its scope', async () => {
    const { client } = await room.add({ expires: 60, scope: 'mcp metrics' });
    const issued = await room.tokens.issue(client);
    const token = watchSecret(issued?.token ?? '');
    expect(isAccessToken(token)).toBe(true);
    expect(issued).toEqual({ token, sessionId: hashOf(token), scope: 'mcp metrics', expiresIn: 60 });
  });

  it('are good to the last millisecond of their lifetime, and no longer', async () => {
    const { client } = await room.add({ expires: 60 });
    const token = await room.token(client);
    room.clock.now += 59_999;
    expect(await room.tokens.find(hashOf(token))).toMatchObject({ isExpired: false });
    room.clock.now += 1;
    expect(await room.tokens.find(hashOf(token))).toMatchObject({ isExpired: true });
  });

  it('really never expire with -1', async () => {
    const { client } = await room.add({ expires: -1 });
    const issued = await room.tokens.issue(client);
    expect(issued?.expiresIn).toBeUndefined();
    room.clock.now += 100 * 365 * 86_400_000;
    expect(await room.tokens.find(hashOf(issued?.token ?? ''))).toMatchObject({ isExpired: false });
  });

  it('permit what was asked for, as long as the client may do it', async () => {
    const { client } = await room.add({ scope: 'mcp metrics' });
    const token = await room.token(client, 'read mcp photos');
    expect(await room.tokens.find(hashOf(token))).toMatchObject({ scope: 'mcp read' });
    await room.clients.change(client.id, { scope: 'metrics' });
    expect(await room.tokens.find(hashOf(token))).toMatchObject({ scope: '' });
    await room.clients.change(client.id, { scope: '*' });
    expect(await room.tokens.find(hashOf(token))).toMatchObject({ scope: 'mcp photos read' });
  });

  it('end when there are more than the client may have: the oldest first, also those of the same millisecond', async () => {
    const { client } = await room.add({ tokens: 2 });
    const made: string[] = [];
    for (let count = 0; count < 5; count++) made.push(await room.token(client));
    expect(await Promise.all(made.map(isThere))).toEqual([false, false, false, true, true]);
  });

  it('end the oldest first also after the clock was set back', async () => {
    const { client } = await room.add({ tokens: 1 });
    const first = await room.token(client);
    room.clock.now -= 3_600_000;
    const second = await room.token(client);
    expect([await isThere(first), await isThere(second)]).toEqual([false, true]);
  });

  it('are as many as the client likes with -1', async () => {
    const { client } = await room.add({ tokens: -1 });
    const made: string[] = [];
    for (let count = 0; count < 15; count++) made.push(await room.token(client));
    expect((await Promise.all(made.map(isThere))).every(Boolean)).toBe(true);
  });

  it('of other clients do not count', async () => {
    const [mine, yours] = [await room.add({ tokens: 1 }), await room.add({ tokens: 1 })];
    const token = await room.token(mine.client);
    await room.token(yours.client);
    await room.token(yours.client);
    expect(await isThere(token)).toBe(true);
  });

  it('never become too many when they are made at once', async () => {
    const { client } = await room.add({ tokens: 3 });
    const made = await Promise.all(Array.from({ length: 12 }, () => room.token(client)));
    expect((await Promise.all(made.map(isThere))).filter(Boolean)).toHaveLength(3);
  });

  it('are forgotten some time after they have expired', async () => {
    const { client } = await room.add({ expires: 60 });
    const old = await room.token(client);
    room.clock.now += 60_000;
    await room.token(client);
    expect(await isThere(old)).toBe(false);
  });

  it('are not made for a client that is gone, disabled or has another secret by now', async () => {
    const [gone, disabled, renewed] = [await room.add(), await room.add(), await room.add()];
    await room.clients.remove(gone.client.id);
    await room.clients.change(disabled.client.id, { enabled: false });
    room.clock.now += 1;
    watchSecret((await room.clients.renewSecret(renewed.client.id)) ?? '');
    for (const { client } of [gone, disabled, renewed]) expect(await room.tokens.issue(client)).toBeUndefined();
  });

  it('end when they are revoked, alone', async () => {
    const { client } = await room.add();
    const [one, other] = [await room.token(client), await room.token(client)];
    await room.tokens.revoke(hashOf(one));
    await room.tokens.revoke(hashOf(one));
    expect([await isThere(one), await isThere(other)]).toEqual([false, true]);
  });
});

describeDatabases('the time of the last use', (fresh) => {
  let room: AccessRoom;
  beforeEach(async () => {
    room = await accessRoom(await fresh());
  });
  afterEach(() => room.remove());

  it('is noted for the token and its client, at most once a minute', async () => {
    const { client } = await room.add({ expires: -1 });
    room.clock.now += 1000;
    const token = await room.token(client);
    const used = async () => {
      const found = await room.tokens.find(hashOf(token));
      if (found === undefined) throw new Error('the token is gone');
      room.usage.noteToken(found);
      await room.usage.settled();
      const after = await room.tokens.find(hashOf(token));
      return [after?.lastUsedAt, after?.client.lastUsedAt];
    };
    const first = room.clock.now;
    expect(await used()).toEqual([first, first]);
    room.clock.now += 59_999;
    expect(await used()).toEqual([first, first]);
    room.clock.now += 1;
    expect(await used()).toEqual([room.clock.now, room.clock.now]);
    expect(room.reported).toEqual([]);
  });

  it('stops nobody when it cannot be written', async () => {
    const { client } = await room.add();
    await room.close();
    room.usage.noteClient({ ...client, lastUsedAt: room.clock.now - 59_999 });
    await room.usage.settled();
    expect(room.reported, 'nothing was to be written').toEqual([]);
    room.usage.noteClient(client);
    await room.usage.settled();
    expect(room.reported).toHaveLength(1);
    room = await accessRoom(await fresh());
  });
});
