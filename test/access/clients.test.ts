import { afterEach, beforeEach, expect, it } from 'vitest';
import { hashOf } from '../../src/access/secrets.ts';
import { type AccessRoom, accessRoom, plainTerms } from '../fixtures/access-room.ts';
import { describeDatabases } from '../fixtures/databases.ts';

describeDatabases('clients', (fresh) => {
  let room: AccessRoom;
  beforeEach(async () => {
    room = await accessRoom(await fresh());
  });
  afterEach(() => room.remove());

  it('come back as they were registered', async () => {
    const { client } = await room.add({ user: 'Ämilie', expires: -1, tokens: -1, role: 'admin', scope: 'mcp read' });
    const { now } = room.clock;
    expect(client).toEqual({
      ...plainTerms,
      user: 'Ämilie',
      expires: -1,
      tokens: -1,
      role: 'admin',
      scope: 'mcp read',
      id: client.id,
      hasLibraryKey: false,
      createdAt: now,
      secretMadeAt: now,
      lastUsedAt: undefined,
    });
    expect(await room.clients.find(client.id)).toEqual(client);
  });

  it('are kept with the hash of their secret, not with the secret', async () => {
    const { client, secret } = await room.add();
    expect(await room.clients.findWithHash(client.id)).toEqual({ client, secretHash: hashOf(secret) });
  });

  it('are listed in the order in which they were registered', async () => {
    expect([await room.clients.any(), await room.clients.all()]).toEqual([false, []]);
    const names: string[] = [];
    for (const name of ['zoe', 'adam', 'Mia']) {
      room.clock.now += 1;
      names.push((await room.add({ name })).client.name);
    }
    expect((await room.clients.all()).map(({ name }) => name)).toEqual(names);
    expect(await room.clients.any()).toBe(true);
  });

  it('may have an id and secret of their own, but not that of another', async () => {
    const chosen = { id: 'c000000000000000', secret: 'S'.repeat(32) };
    expect(await room.clients.add(plainTerms, chosen)).toMatchObject({
      ok: true,
      value: { client: { id: chosen.id }, secret: chosen.secret },
    });
    expect(await room.clients.add({ ...plainTerms, name: 'thief' }, { id: chosen.id })).toMatchObject({
      ok: false,
      failure: { code: 'conflict' },
    });
    expect(await room.clients.findWithHash(chosen.id)).toMatchObject({
      client: { name: plainTerms.name },
      secretHash: hashOf(chosen.secret),
    });
  });

  it('change only in what is named', async () => {
    const { client } = await room.add();
    const changed = await room.clients.change(client.id, { scope: 'metrics', user: '', role: undefined });
    expect(changed).toEqual({ ...client, scope: 'metrics', user: '' });
    expect(await room.clients.change(client.id, {})).toEqual(changed);
    expect(await room.clients.change('c123456789012345', { name: 'nobody' })).toBeUndefined();
  });

  it('lose their tokens, and nobody else does, when they are disabled', async () => {
    const [mine, yours] = [await room.add(), await room.add()];
    const [token, other] = [await room.token(mine.client), await room.token(yours.client)];
    expect(await room.clients.change(mine.client.id, { enabled: false })).toMatchObject({ enabled: false });
    expect(await room.tokens.find(hashOf(token))).toBeUndefined();
    expect(await room.tokens.find(hashOf(other))).toBeDefined();
  });

  it('get another secret, and lose the tokens that the old one gave them', async () => {
    const { client, secret } = await room.add();
    const token = await room.token(client);
    room.clock.now += 5000;
    const renewed = await room.clients.renewSecret(client.id);
    expect(renewed).not.toBe(secret);
    expect(await room.clients.findWithHash(client.id)).toMatchObject({
      client: { secretMadeAt: room.clock.now, createdAt: client.createdAt },
      secretHash: hashOf(renewed ?? ''),
    });
    expect(await room.tokens.find(hashOf(token))).toBeUndefined();
    expect(await room.clients.renewSecret('c123456789012345')).toBeUndefined();
  });

  it('are removed with their tokens', async () => {
    const { client } = await room.add();
    const token = await room.token(client);
    expect([await room.clients.remove(client.id), await room.clients.remove(client.id)]).toEqual([true, false]);
    expect(await room.clients.find(client.id)).toBeUndefined();
    expect(await room.tokens.find(hashOf(token))).toBeUndefined();
  });

  it('are all removed at once', async () => {
    const { client } = await room.add();
    await room.add();
    const token = await room.token(client);
    expect(await room.clients.removeAll()).toBe(2);
    expect(await room.clients.any()).toBe(false);
    expect(await room.tokens.find(hashOf(token))).toBeUndefined();
  });
});
