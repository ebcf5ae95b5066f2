/** What the analysis of all duplicates costs beside the bare list of them, in a library of 100,000 assets over HTTP. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { bindTools } from '../src/catalog/binding.ts';
import { callTool } from '../src/catalog/call.ts';
import { localCaller } from '../src/catalog/caller.ts';
import { type ConnectionOptions, connectImmich } from '../src/immich/connection.ts';
import { duplicatesList } from '../src/immich/tools/duplicates-list.ts';
import { createApiKey } from '../src/library/api/api-key-store.ts';
import { openLibrary } from '../src/library/library.ts';
import { Chance } from '../test/fixtures/chance.ts';
import { fillLibrary } from '../test/fixtures/library-rows.ts';
import { program, temporaryFolder } from './connection.ts';
import { type BenchTable, milliseconds, quantile, timeSideBySide } from './measure.ts';

const assets = 100_000;
const groups = 4008;
const members = 10_688;
const rounds = 15;

const desk = { audit: () => {}, reportDefect: () => {}, clean: (text: string) => text, deadlineSeconds: 600 };
/** Longer than any reading. */
const patient = { duplicatesPatience: 600_000, timeoutSeconds: 600, maxRetries: 0 };

interface Filled {
  /** May do everything. */
  readonly key: string;
  /** May read, but not download. */
  readonly readingKey: string;
  readonly albums: number;
  readonly memberships: number;
}

/** A family's library with groups of two to four neighbours in time. */
async function fill(dataDir: string): Promise<Filled> {
  const library = await openLibrary({ dataDir });
  const { store, owner } = library;
  await fillLibrary(store, { assets, seed: 1 });
  await store.updateTable('asset').set({ duplicateId: null }).execute();
  const shown = await store
    .selectFrom('asset')
    .select('id')
    .where('ownerId', '=', owner.id)
    .where('visibility', 'in', ['timeline', 'archive'])
    .where('deletedAt', 'is', null)
    .where('heldPath', 'is', null)
    .where('stackId', 'is', null)
    .where('isOffline', '=', 0)
    .orderBy('fileCreatedAt')
    .execute();
  const chance = new Chance(2);
  const spare = Math.floor(shown.length / groups);
  await store.transaction().execute(async (trx) => {
    for (let group = 0, left = members; group < groups; group += 1) {
      const size = Math.min(
        4,
        Math.ceil(left / (groups - group)) + (group % 3 === 0 ? 1 : 0),
        left - 2 * (groups - group - 1),
      );
      left -= size;
      const ids = shown.slice(group * spare, group * spare + size).map(({ id }) => id);
      await trx.updateTable('asset').set({ duplicateId: chance.uuid() }).where('id', 'in', ids).execute();
    }
  });
  const reading = ['duplicate.read', 'album.read', 'asset.read', 'user.read'] as const;
  const full = await createApiKey(store, owner.id, 'bench', ['all']);
  const readOnly = await createApiKey(store, owner.id, 'bench reading', [...reading]);
  const count = async (table: 'album' | 'albumAsset') => {
    const row = await store
      .selectFrom(table)
      .select((select) => select.fn.countAll<number>().as('rows'))
      .executeTakeFirst();
    return Number(row?.rows ?? 0);
  };
  const filled = { albums: await count('album'), memberships: await count('albumAsset') };
  await library.close();
  return { key: full.secret, readingKey: readOnly.secret, ...filled };
}

/** The library in a process of its own, as a server is. */
async function serve(dataDir: string): Promise<{ url: string; close(): void }> {
  const child = spawn(process.execPath, [program, 'library', 'serve', '--port', '0', '--data-dir', dataDir], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  for await (const line of createInterface({ input: child.stderr })) {
    const url = /http:\/\/[\d.:]+/.exec(line)?.[0];
    if (url !== undefined) return { url, close: () => child.kill() };
  }
  throw new Error('the library did not start');
}

/** Lists the first page with analysis; throws unless every group was analysed. */
function lister(options: ConnectionOptions) {
  const library = connectImmich(options);
  const [tool] = bindTools([duplicatesList], library);
  const request = { args: {}, caller: localCaller, signal: new AbortController().signal, progress: () => {} };
  return {
    list: async () => {
      if (tool === undefined) throw new Error('no tool');
      const { structuredContent } = await callTool(tool, request, desk);
      if (structuredContent?.total_groups !== groups) throw new Error(JSON.stringify(structuredContent).slice(0, 300));
    },
    close: () => library.close(),
  };
}

/** The bare list, the analysis with true membership of albums, and the same from the cache, turn by turn. */
export async function benchDuplicatesAnalysis(): Promise<BenchTable> {
  const [folder, cache] = [await temporaryFolder(), await temporaryFolder()];
  const filled = await fill(folder.path);
  const server = await serve(folder.path);
  const base = { baseUrl: server.url, apiKey: filled.key, ...patient };
  const bare = async () => {
    const answer = await fetch(`${server.url}/api/duplicates`, { headers: { 'x-api-key': filled.key } });
    const list: unknown = await answer.json();
    if (!Array.isArray(list) || list.length !== groups)
      throw new Error(`not all duplicates were listed: ${Array.isArray(list) ? list.length : JSON.stringify(list)}`);
  };
  const once = async (options: ConnectionOptions) => {
    const { list, close } = lister(options);
    await list();
    await close();
  };
  const kept = lister({ ...base, cacheFolder: cache.path });
  const samples = await timeSideBySide(rounds, {
    'the bare GET /duplicates': bare,
    'immich_duplicates_list, first call': () => once(base),
    'the same with a key that may not download': () => once({ ...base, apiKey: filled.readingKey }),
    'from the cache in memory': kept.list,
    'from the cache on disk, after a restart': () => once({ ...base, cacheFolder: cache.path }),
  });
  await kept.close();
  server.close();
  await folder.remove();
  await cache.remove();
  const whole = quantile(samples.get('the bare GET /duplicates') ?? [], 0.5);
  return {
    title: 'All duplicates',
    how: `${groups.toLocaleString('en')} groups with ${members.toLocaleString('en')} members, ${filled.albums} albums with ${filled.memberships.toLocaleString('en')} memberships, in a local library of ${assets.toLocaleString('en')} assets in a process of its own, over HTTP; ${rounds} rounds, turn by turn. Each call analyses every group with the true albums of every member and answers the first page.`,
    columns: ['what', 'median', 'slowest', 'times the bare list'],
    rows: [...samples].map(([name, times]) => {
      const median = quantile(times, 0.5);
      return [name, milliseconds(median), milliseconds(quantile(times, 1)), (median / whole).toFixed(2)];
    }),
  };
}
