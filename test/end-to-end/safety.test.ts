/** What keeps a library from harm, through the built program as a host starts it. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type IndexedFolder, indexedFolder } from '../fixtures/indexed-folder.ts';
import { type ClientKind, clientKinds, type Person, type TestClient } from '../fixtures/mcp-clients.ts';
import { photoFolder } from '../fixtures/photo-folder.ts';
import { albumen } from '../fixtures/program.ts';
import { startRaw } from '../fixtures/raw-stdio.ts';
import { watchSecret } from '../fixtures/watched-secrets.ts';

const [legacy, modern] = clientKinds;
let folder: IndexedFolder;
let unused: string[];
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  folder = await indexedFolder();
  const names = Array.from({ length: 30 }, (_, at) => `photo-${at}.jpg`);
  await photoFolder(folder.photos, names);
  await folder.index();
  unused = await Promise.all(names.map(async (name) => (await folder.asset(name)).id));
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(() => folder.remove());

function environment(more: Record<string, string> = {}) {
  return { ALBUMEN_DATA_DIR: folder.dataDir, ...more };
}

/** A client with a process of its own. */
async function start(more: Record<string, string> = {}, kind = modern, person?: Person): Promise<TestClient> {
  const client = await kind?.connect({ stdio: albumen(['serve'], environment(more)) }, () => {}, person);
  if (client === undefined) throw new Error('there is no such client');
  closing.push(() => client.close());
  return client;
}

/** The next assets that no test has used. */
function assets(count: number): string[] {
  const ids = unused.splice(0, count);
  if (ids.length < count) throw new Error('not enough photos');
  return ids;
}

async function favorite(): Promise<string> {
  const [id = ''] = assets(1);
  await folder.store.updateTable('asset').set({ isFavorite: 1 }).where('id', '=', id).execute();
  return id;
}

async function isTrashed(id: string): Promise<boolean> {
  const row = await folder.store.selectFrom('asset').select('deletedAt').where('id', '=', id).executeTakeFirstOrThrow();
  return row.deletedAt !== null;
}

describe('a preview that is agreed to', () => {
  type Call = (args: Record<string, unknown>) => ReturnType<TestClient['call']>;

  /** From refusal through preview and a change by somebody else to the deed. */
  async function agree(call: Call, id: string): Promise<void> {
    const refused = await call({ asset_ids: [id], dry_run: false });
    expect(refused.isError).toBe(true);
    expect(refused.text).toMatch(
      /1 of the assets is a favourite or in an album, so it needs a preview first.*dry_run: true/,
    );
    const preview = await call({ asset_ids: [id] });
    const plan_id = String(preview.data?.plan_id);
    await folder.store.updateTable('asset').set({ rating: 4 }).where('id', '=', id).execute();
    const moved = await call({ asset_ids: [id], dry_run: false, plan_id });
    expect(moved.text).toContain(`since the preview, asset ${id} "photo-`);
    const other = await call({ asset_ids: [id], force: true, dry_run: false, plan_id });
    expect(other.text).toContain('other arguments');
    expect(await isTrashed(id)).toBe(false);
    const again = await call({ asset_ids: [id] });
    const done = await call({ asset_ids: [id], dry_run: false, plan_id: again.data?.plan_id });
    expect(done.data, done.text).toMatchObject({ deleted: 1 });
    expect(await isTrashed(id)).toBe(true);
    expect((await call({ asset_ids: [id], dry_run: false, plan_id: again.data?.plan_id })).isError).toBe(true);
  }

  it.each(clientKinds)('is asked for over stdio, for $name', async (kind: ClientKind) => {
    const client = await start({}, kind);
    await agree((args) => client.call('immich_assets_delete', args), await favorite());
  });

  it('is asked for through the gateway and over HTTP, for every client', async () => {
    const args = ['serve', '--transport', 'streamable-http', '--port', '0'];
    const server = startRaw(albumen(args, environment({ ALBUMEN_TOOLSETS: 'slim' })), () => {});
    closing.push(async () => {
      server.process.kill('SIGTERM');
      await server.ended;
    });
    const url = await vi.waitFor(() => {
      const found = /listens on (\S+)/.exec(server.stderr())?.[1];
      if (found === undefined) throw new Error(server.stderr());
      return found;
    }, 20_000);
    for (const kind of clientKinds) {
      const client = await kind.connect({ url });
      const call: Call = (args) => client.call('tools_change', { name: 'immich_assets_delete', arguments: args });
      await agree(call, await favorite());
      await client.close();
    }
  });

  it('holds in another process, and after the first has ended', async () => {
    const id = await favorite();
    const first = await start();
    const preview = await first.call('immich_assets_delete', { asset_ids: [id] });
    await first.close();
    const second = await start();
    const args = { asset_ids: [id], dry_run: false, plan_id: preview.data?.plan_id };
    expect((await second.call('immich_assets_delete', args)).data).toMatchObject({ deleted: 1 });
  });

  it('is good for one of two processes that use it at once', async () => {
    const id = await favorite();
    const [one, two] = await Promise.all([start(), start({}, legacy)]);
    const preview = await one.call('immich_assets_delete', { asset_ids: [id] });
    const args = { asset_ids: [id], dry_run: false, plan_id: preview.data?.plan_id };
    const outcomes = await Promise.all([one, two].map((client) => client.call('immich_assets_delete', args)));
    expect(outcomes.filter(({ data }) => data?.deleted === 1)).toHaveLength(1);
  });

  it('is asked for where much is touched, where a password would be lost, and where others changed something', async () => {
    const ids = assets(2);
    const client = await start({ ALBUMEN_CONFIRM_ABOVE: '1' });
    const rated = { asset_ids: ids, rating: 3, dry_run: false };
    expect((await client.call('immich_assets_bulk_update', rated)).text).toContain('it touches 2 items');
    const password = watchSecret('a-password-never-told');
    const link = await client.call('immich_shared_links_create', { type: 'INDIVIDUAL', asset_ids: [ids[0]], password });
    const removal = { shared_link_id: link.data?.id, dry_run: false };
    const refused = await client.call('immich_shared_links_remove', removal);
    expect(refused.text).toContain('its password cannot come back, so it needs a preview first');
    const { change_id } = (await client.call('immich_assets_update', { asset_id: ids[0], rating: 1 })).data ?? {};
    await folder.store.updateTable('asset').set({ rating: 2 }).where('id', '=', String(ids[0])).execute();
    const forced = await client.call('history_undo', { change_id, force: true, dry_run: false });
    expect(forced.text).toContain('what somebody has changed since, so it needs a preview first');
  });

  it('is asked for by every tool where every change is to be confirmed, also through hosts that drop what is not listed', async () => {
    const [asset_id] = assets(1);
    const client = await start({ ALBUMEN_CONFIRM: 'always' });
    const listed = new Map((await client.list()).map((tool) => [tool.name, Object(tool.inputSchema).properties]));
    const call = (name: string, args: Record<string, unknown>) =>
      client.call(name, Object.fromEntries(Object.entries(args).filter(([field]) => field in listed.get(name))));
    const refused = await call('immich_assets_update', { asset_id, rating: 5 });
    expect(refused.text).toContain('so it needs a preview first');
    const { plan_id } = (await call('immich_assets_update', { asset_id, rating: 5, dry_run: true })).data ?? {};
    const done = await call('immich_assets_update', { asset_id, rating: 5, dry_run: false, plan_id });
    expect(done.isError, done.text).toBe(false);
  });

  it('costs no room in the list of tools where not every change is to be confirmed', async () => {
    const client = await start();
    const update = (await client.list()).find(({ name }) => name === 'immich_assets_update');
    expect(Object.keys(Object(update?.inputSchema).properties)).not.toContain('plan_id');
    const [asset_id] = assets(1);
    const preview = await client.call('immich_assets_update', { asset_id, rating: 5, dry_run: true });
    expect(preview.data).toMatchObject({ dry_run: true, plan_id: expect.any(String) });
  });
});

describe('the person who is asked', () => {
  it.each([legacy, modern].flatMap((kind) => (kind === undefined ? [] : [kind])))(
    'decides, for $name',
    async (kind) => {
      const id = await favorite();
      const questions: string[] = [];
      const does = { now: 'decline' as 'decline' | 'agree' };
      const person: Person = async (question) => {
        questions.push(question);
        return does.now;
      };
      const client = await start({ ALBUMEN_CONFIRM: 'ask', ALBUMEN_TOOLSETS: 'slim' }, kind, person);
      const args = { name: 'immich_assets_delete', arguments: { asset_ids: [id], dry_run: false } };
      expect((await client.call('tools_change', args)).text).toContain('The person said no');
      expect(await isTrashed(id)).toBe(false);
      does.now = 'agree';
      expect((await client.call('tools_change', args)).data).toMatchObject({ deleted: 1 });
      expect(questions).toHaveLength(2);
      expect(questions[0]).toMatch(/^Delete assets\? It touches 1 asset\.\nMind: 1 of the assets is a favourite/);
      const history = await client.call('tools_read', { name: 'history_list', arguments: { about_id: id } });
      expect(history.data).toMatchObject({ total: 1 });
    },
  );
});

describe('limits', () => {
  it('hold for one change, whatever was agreed to', async () => {
    const ids = assets(2);
    const client = await start({ ALBUMEN_MAX_DELETED: '1' });
    const { plan_id } = (await client.call('immich_assets_delete', { asset_ids: ids })).data ?? {};
    const refused = await client.call('immich_assets_delete', { asset_ids: ids, dry_run: false, plan_id });
    expect(refused.text).toContain('ALBUMEN_MAX_DELETED');
    const one = await client.call('immich_assets_delete', { asset_ids: ids.slice(0, 1), dry_run: false });
    expect(one.data).toMatchObject({ deleted: 1 });
  });

  it('of an hour hold over all processes, and spare taking back', async () => {
    const ids = assets(2);
    const past = await deletionsSoFar();
    const [first, second] = await Promise.all([
      start({ ALBUMEN_MAX_DELETED_PER_HOUR: String(past + 1) }),
      start({ ALBUMEN_MAX_DELETED_PER_HOUR: String(past + 1) }),
    ]);
    const done = await first.call('immich_assets_delete', { asset_ids: ids.slice(0, 1), dry_run: false });
    expect(done.data, done.text).toMatchObject({ deleted: 1 });
    const refused = await second.call('immich_assets_delete', { asset_ids: ids.slice(1), dry_run: false });
    expect(refused.text).toContain('ALBUMEN_MAX_DELETED_PER_HOUR');
    const undo = await second.call('history_undo', { change_id: done.data?.change_id, dry_run: false });
    expect(undo.data).toMatchObject({ restored: 1 });
  });
});

/** Deletions that the journal counts so far. */
async function deletionsSoFar(): Promise<number> {
  const client = await start({ ALBUMEN_MAX_DELETED_PER_HOUR: '0' });
  const [id] = assets(1);
  const { text } = await client.call('immich_assets_delete', { asset_ids: [id], dry_run: false });
  const total = /with this it would be (\d+)/.exec(text)?.[1];
  if (total === undefined) throw new Error(text);
  return Number(total) - 1;
}

describe('read-only', () => {
  it.each(['default', 'slim'])('wins over plans and undo (%s toolsets)', async (toolsets) => {
    const [id = ''] = assets(1);
    const writer = await start({ ALBUMEN_TOOLSETS: toolsets === 'slim' ? 'all' : toolsets });
    const { plan_id } = (await writer.call('immich_assets_delete', { asset_ids: [id] })).data ?? {};
    const { change_id } = (await writer.call('immich_assets_update', { asset_id: id, rating: 2 })).data ?? {};
    const reader = await start({ ALBUMEN_READ_ONLY: 'true', ALBUMEN_TOOLSETS: toolsets, ALBUMEN_CONFIRM: 'off' });
    const attempts = [
      { name: 'immich_assets_delete', arguments: { asset_ids: [id], dry_run: false, plan_id } },
      { name: 'history_undo', arguments: { change_id, dry_run: false } },
    ];
    for (const { name, arguments: args } of attempts) {
      await expect(reader.call(name, args)).rejects.toThrow(`Unknown tool "${name}"`);
      await expect(reader.call('tools_change', { name, arguments: args })).rejects.toThrow('Unknown tool');
      if (toolsets !== 'slim') continue;
      expect((await reader.call('tools_read', { name, arguments: args })).isError).toBe(true);
    }
    expect(await isTrashed(id)).toBe(false);
  });
});

describe('protected sets', () => {
  it('hold through the gateway, under every policy, and with a plan', async () => {
    const [id, [free = '']] = [await favorite(), assets(1)];
    const setting = { ALBUMEN_PROTECT: 'favorites', ALBUMEN_CONFIRM: 'off', ALBUMEN_TOOLSETS: 'slim' };
    const client = await start(setting);
    const call = (args: object) => client.call('tools_change', { name: 'immich_assets_delete', arguments: args });
    const preview = await call({ asset_ids: [id, free], force: true });
    expect(preview.data).toMatchObject({ affected_count: 1, refused: [{ id, error: 'is protected: favourite' }] });
    const { plan_id } = preview.data ?? {};
    const done = await call({ asset_ids: [id, free], force: true, dry_run: false, plan_id });
    expect(done.data).toMatchObject({ deleted: 1, failed: [{ id, error: 'is protected: favourite' }] });
    expect(await isTrashed(id)).toBe(false);
  });

  it('that cannot be found stop deletions, and one that cannot be read stops the start', async () => {
    const [id = ''] = assets(1);
    const client = await start({ ALBUMEN_PROTECT: 'album:Nowhere' });
    const refused = await client.call('immich_assets_delete', { asset_ids: [id], dry_run: false });
    expect(refused.text).toContain('ALBUMEN_PROTECT names the album "Nowhere"');
    expect(await isTrashed(id)).toBe(false);
    const server = startRaw(albumen(['serve'], environment({ ALBUMEN_PROTECT: 'Nowhere' })), () => {});
    server.process.stdin.end();
    expect(await server.ended).toBe(1);
    expect(server.stderr()).toContain('ALBUMEN_PROTECT must be a comma-separated list');
  });
});
