import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAccess } from '../../src/access/open-access.ts';
import { type AccessTables, accessSchema } from '../../src/access/schema.ts';
import { hashOf } from '../../src/access/secrets.ts';
import { closeDatabase, openDatabase } from '../../src/database/open-database.ts';
import { type AccessRoom, accessRoom, plainTerms } from '../fixtures/access-room.ts';

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

describe('the files of clients and tokens', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'albumen-access-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('can be read by nobody else, nor can the folder that is made for them', async () => {
    const dataDir = join(folder, 'data');
    const access = await openAccess({ kind: 'sqlite', path: join(dataDir, 'access.db'), synchronous: 'full' });
    await access.clients.add(plainTerms);
    expect(await modeOf(dataDir)).toBe(0o700);
    const files = await readdir(dataDir);
    expect(files).toContain('access.db-wal');
    for (const file of files) expect([file, await modeOf(join(dataDir, file))]).toEqual([file, 0o600]);
    await access.close();
  });

  it('lose the rights that others were given', async () => {
    const path = join(folder, 'access.db');
    const place = { kind: 'sqlite', path, synchronous: 'full' } as const;
    await (await openAccess(place)).close();
    await chmod(path, 0o644);
    await (await openAccess(place)).close();
    expect(await modeOf(path)).toBe(0o600);
  });
});

describe('a role that only a later version knows', () => {
  it('permits nothing', async () => {
    const room = await accessRoom();
    const { client } = await room.add({ role: 'admin' });
    const db = await openDatabase<AccessTables>(room.place, accessSchema);
    await db.updateTable('client').set({ role: 'emperor' }).execute();
    await closeDatabase(db);
    expect(await room.clients.find(client.id)).toMatchObject({ role: 'none' });
    await room.remove();
  });
});

describe('two processes on one database', () => {
  let [one, other]: AccessRoom[] = [];
  beforeEach(async () => {
    one = await accessRoom();
    other = await accessRoom(one.place);
  });
  afterEach(async () => {
    await other?.remove();
    await one?.remove();
  });

  it('see at once what the other has changed', async () => {
    if (one === undefined || other === undefined) throw new Error('not opened');
    const { client } = await one.add();
    const token = await other.token(client);
    expect(await one.tokens.find(hashOf(token))).toBeDefined();
    await other.clients.change(client.id, { scope: 'metrics' });
    expect(await one.tokens.find(hashOf(token))).toMatchObject({ scope: 'metrics' });
    await other.clients.remove(client.id);
    expect(await one.tokens.find(hashOf(token))).toBeUndefined();
  });
});
