/** Two servers of one household with one PostgreSQL: whichever answers, it knows what the other did. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { freshPostgres, hasPostgres, skippedNote } from '../fixtures/databases.ts';
import { type LibraryStandIn, startLibraryStandIn } from '../fixtures/library-stand-in.ts';
import { type CallOutcome, clientKinds, type TestClient } from '../fixtures/mcp-clients.ts';
import { type OpenLibrary, openTestLibrary } from '../fixtures/open-library.ts';
import { albumen } from '../fixtures/program.ts';
import { type RawServer, startRaw } from '../fixtures/raw-stdio.ts';
import { openRelay, type Relay } from '../fixtures/relay.ts';
import { noteSaid, watchSecret } from '../fixtures/watched-secrets.ts';

const databasePassword = watchSecret('Datenbank-71c0de5e');
const modern = clientKinds.find(({ name }) => name === 'SDK v2, 2026-07-28');

interface Replica {
  readonly url: string;
  readonly server: RawServer;
  readonly client: TestClient;
}

describe.skipIf(!hasPostgres)(`two servers with one PostgreSQL${skippedNote}`, () => {
  let folder: string;
  let database: Awaited<ReturnType<typeof freshPostgres>>;
  let relay: Relay;
  let local: OpenLibrary;
  let immich: LibraryStandIn;
  let one: Replica;
  let other: Replica;
  let photos: string[];
  const secret = watchSecret(randomBytes(32).toString('base64url'));

  async function startReplica(name: string): Promise<Replica> {
    const url = new URL(relay.url);
    url.password = databasePassword;
    const env = {
      ALBUMEN_DATABASE_URL: url.href,
      ALBUMEN_DATA_DIR: join(folder, name),
      ALBUMEN_SECRET: secret,
      ALBUMEN_NO_AUTH: 'true',
      IMMICH_BASE_URL: immich.url,
      IMMICH_API_KEY: local.library.ownerKey,
      IMMICH_TIMEOUT: '3',
      IMMICH_MAX_RETRIES: '0',
    };
    const command = albumen(['serve', '--transport', 'streamable-http', '--port', '0'], env);
    const server = startRaw(command, (text) => noteSaid(`a replica's log`, text));
    const address = await vi.waitFor(() => {
      const found = /listens on (\S+)/.exec(server.stderr())?.[1];
      if (found === undefined) throw new Error(`not listening: ${server.stderr()}`);
      return found;
    }, 20_000);
    if (modern === undefined) throw new Error('there is no client of the 2026 revision');
    return { url: address, server, client: await modern.connect({ url: address }) };
  }

  async function inDatabase(statement: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client(database.place.url);
    await client.connect();
    const { rows } = await client.query(statement);
    await client.end();
    return rows;
  }

  /** Changes whose end is not known. */
  async function begun(): Promise<unknown[]> {
    return (await inDatabase("select id from albumen.change where status = 'begun'")).map(({ id }) => id);
  }

  async function done({ client }: Replica, tool: string, args: Record<string, unknown>) {
    const told = await client.call(tool, args);
    expect(told.isError, told.text).toBe(false);
    return told.data ?? {};
  }

  function rate(replica: Replica, rating: number): Promise<CallOutcome> {
    return replica.client.call('immich_assets_update', { asset_id: photos[0], rating });
  }

  async function rating(): Promise<unknown> {
    const { body } = await local.ask('GET', `/assets/${photos[0]}`);
    return JSON.parse(JSON.stringify(body)).exifInfo.rating;
  }

  async function trashed(): Promise<number> {
    const { body } = await local.ask('GET', '/assets/statistics?isTrashed=true');
    return JSON.parse(JSON.stringify(body)).total;
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'albumen-replicas-'));
    database = await freshPostgres();
    relay = await openRelay(database.place.url);
    local = await openTestLibrary();
    watchSecret(local.library.ownerKey);
    immich = await startLibraryStandIn(local.library, [3, 1]);
    photos = [];
    for (let seed = 1; seed <= 6; seed++) photos.push(await local.addAsset({ name: `photo-${seed}.jpg`, seed }));
    // At the same moment: both find an empty database.
    [one, other] = await Promise.all([startReplica('one'), startReplica('other')]);
  });

  afterAll(async () => {
    for (const { server, client } of [one, other]) {
      await client.close();
      server.process.kill('SIGTERM');
      expect(await server.ended).toBe(0);
    }
    await immich.close();
    await local.close();
    await relay.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  beforeEach(() => {
    immich.recover();
    relay.mend();
  });

  test('a preview of one is agreed to at the other, once', async () => {
    const asset_ids = photos.slice(1, 3);
    const { plan_id } = await done(one, 'immich_assets_delete', { asset_ids, dry_run: true });
    const answers = await Promise.all(
      [other, one, other, one].map(({ client }) =>
        client.call('immich_assets_delete', { asset_ids, dry_run: false, plan_id }),
      ),
    );
    expect(answers.filter(({ isError }) => !isError)).toHaveLength(1);
    expect(await trashed()).toBe(2);
  });

  test('a change made through one is listed and taken back by the other', async () => {
    const before = await rating();
    const { change_id } = (await rate(one, 4)).data ?? {};
    expect(await rating()).toBe(4);
    const { changes } = await done(other, 'history_list', {});
    expect(changes).toContainEqual(expect.objectContaining({ id: change_id, tool: 'immich_assets_update' }));
    await done(other, 'history_undo', { change_id, dry_run: false });
    expect(await rating()).toEqual(before);
    const seen = await done(one, 'history_show', { change_id });
    expect(seen.undone_by).toHaveLength(1);
  });

  test('the address of a picture that one made leads to it at the other', async () => {
    const { assets } = await done(one, 'view_assets', { asset_ids: photos.slice(3, 4), links: true });
    const [picture] = z.array(z.looseObject({ picture: z.url() })).parse(assets);
    const { pathname } = new URL(picture?.picture ?? '');
    const answers = await Promise.all([one, other].map(({ url }) => fetch(new URL(pathname, url))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  test('what one was doing when it was killed, the other finds out', async () => {
    const victim = await startReplica('victim');
    immich.failAfter(0, 'silence');
    const unanswered = rate(victim, 2).catch(() => {});
    await vi.waitFor(async () => expect(await rating()).toBe(2), 10_000);
    victim.server.process.kill('SIGKILL');
    await victim.server.ended;
    await victim.client.close().catch(() => {});
    await unanswered;
    const [id] = await begun();
    // Still held by the one that is gone.
    expect((await done(other, 'history_list', {})).found_unfinished).toBeUndefined();
    await inDatabase('update albumen.change set "heldUntil" = 0');
    const told = await Promise.all([one, other].map((replica) => done(replica, 'history_list', {})));
    expect(told.flatMap(({ found_unfinished: found = [] }) => found)).toEqual([id]);
    expect(await done(one, 'history_show', { change_id: id })).toMatchObject({ status: 'done' });
    expect(await begun()).toEqual([]);
  });

  test('how a change ended while PostgreSQL was away is found out afterwards', async () => {
    immich.failAfter(0, 'silence');
    const rated = rate(one, 3);
    await vi.waitFor(async () => expect(await rating()).toBe(3), 10_000);
    relay.cut();
    // The change was made, and whoever asked for it is told so.
    const { data, isError } = await rated;
    expect(isError).toBe(false);
    relay.mend();
    const [id] = await begun();
    expect(id).toBe(data?.change_id);
    await inDatabase('update albumen.change set "heldUntil" = 0');
    expect(await done(other, 'history_list', {})).toMatchObject({ found_unfinished: [id] });
    expect(await done(one, 'history_show', { change_id: id })).toMatchObject({ status: 'done' });
  });

  test('while PostgreSQL is away nothing is changed and everything can be read; then all is as before', async () => {
    await rate(one, 3);
    relay.cut();
    for (const replica of [one, other]) {
      const told = await rate(replica, 5);
      expect(told).toMatchObject({
        isError: true,
        text: expect.stringMatching(/journal cannot be .*changed.*PostgreSQL/),
      });
      expect((await replica.client.call('history_list', {})).isError).toBe(true);
      await done(replica, 'immich_assets_get', { asset_id: photos[0] });
      await done(replica, 'immich_albums_list', {});
      await done(replica, 'immich_duplicates_list', {});
    }
    expect(await rating()).toBe(3);
    relay.mend();
    for (const [replica, stars] of [
      [one, 5],
      [other, 1],
    ] as const) {
      expect(await rate(replica, stars)).toMatchObject({ isError: false });
      expect(await rating()).toBe(stars);
    }
  });
});
