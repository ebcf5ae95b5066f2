/** What the journal adds to a change: the same changes with and without it, turn by turn, on the disk of this machine. */
import { join } from 'node:path';
import { bindTools } from '../src/catalog/binding.ts';
import { callTool } from '../src/catalog/call.ts';
import { localCaller } from '../src/catalog/caller.ts';
import type { ChangeRecorder } from '../src/catalog/recorder.ts';
import { databasePlace } from '../src/database/place.ts';
import { connectImmich } from '../src/immich/connection.ts';
import { immichTools } from '../src/immich/tools/all.ts';
import { openJournal } from '../src/journal/journal.ts';
import { openRecorder } from '../src/journal/recorder.ts';
import { openLibrary } from '../src/library/library.ts';
import { fillLibrary } from '../test/fixtures/library-rows.ts';
import { temporaryFolder } from './connection.ts';
import { type BenchTable, milliseconds, quantile, timeSideBySide } from './measure.ts';

const desk = { audit: () => {}, reportDefect: () => {}, clean: (text: string) => text, deadlineSeconds: 120 };
const sizes = [
  { items: 1, rounds: 60 },
  { items: 1000, rounds: 5 },
];

/** Every change is durable before it is sent and after it has ended: two writes that wait for the disk. */
export async function benchJournal(): Promise<BenchTable> {
  const folder = await temporaryFolder();
  const library = await openLibrary({ dataDir: folder.path });
  await fillLibrary(library.store, { assets: 2000, seed: 1 });
  const immich = connectImmich({
    baseUrl: 'http://library.invalid',
    apiKey: library.ownerKey,
    timeoutSeconds: 60,
    maxRetries: 0,
    fetch: (request) => library.fetch(request),
  });
  const journal = await openJournal(databasePlace(undefined, join(folder.path, 'journal.db')));
  const recorder = openRecorder({
    journal: async () => journal,
    libraryOf: () => ({
      library: 'local',
      settle: { look: async () => undefined, findMade: async () => undefined },
    }),
    report: (_what, error) => {
      throw error;
    },
  });
  const found = await library.store
    .selectFrom('asset')
    .select('id')
    .where('deletedAt', 'is', null)
    .where('heldPath', 'is', null)
    .where('ownerId', '=', library.owner.id)
    .where('visibility', '=', 'timeline')
    .limit(1000)
    .execute();
  const ids = found.map(({ id }) => id);
  const tool = bindTools(immichTools, immich).find(({ name }) => name === 'immich_assets_bulk_update');
  if (tool === undefined) throw new Error('immich_assets_bulk_update is not in the catalog');
  let rating = 0;
  const change = (count: number, more: { recorder?: ChangeRecorder }) => async () => {
    // Another one each time: what is so already is no change.
    rating = (rating % 5) + 1;
    const args = { asset_ids: ids.slice(0, count), rating, dry_run: false };
    const request = { args, caller: localCaller, signal: new AbortController().signal, progress: () => {} };
    const result = await callTool(tool, request, { ...desk, ...more });
    if (result.isError === true) throw new Error(JSON.stringify(result.content));
  };
  const rows: string[][] = [];
  for (const { items, rounds } of sizes) {
    const samples = await timeSideBySide(rounds, { without: change(items, {}), with: change(items, { recorder }) });
    const [without = 0, recorded = 0] = ['without', 'with'].map((name) => quantile(samples.get(name) ?? [], 0.5));
    const share = `${(((recorded - without) / without) * 100).toFixed(0)} %`;
    rows.push([String(items), milliseconds(without), milliseconds(recorded), milliseconds(recorded - without), share]);
  }
  await journal.close();
  await immich.close();
  await library.close();
  await folder.remove();
  return {
    title: 'What the journal costs',
    how: 'One rating set on assets of a local library, with and without writing it down, turn by turn; medians of 60 and of 5 rounds.',
    columns: ['items', 'without', 'with', 'the journal', 'share'],
    rows,
  };
}
