/** Two processes on one data folder that are both killed in the middle of their changes: the journal tells what the library says. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databasePlace } from '../../src/database/place.ts';
import type { ChangeSummary } from '../../src/journal/entry.ts';
import { holdFor } from '../../src/journal/hold.ts';
import { openJournal } from '../../src/journal/journal.ts';
import { settleUnfinished } from '../../src/journal/settle.ts';
import { Chance } from '../fixtures/chance.ts';
import { albumen } from '../fixtures/program.ts';
import { greet, type RawServer, startRaw } from '../fixtures/raw-stdio.ts';
import { openRecordedLibrary, type RecordedLibrary } from '../fixtures/recorded-library.ts';
import { noteSaid } from '../fixtures/watched-secrets.ts';

const rounds = 3 * Number(process.env.ALBUMEN_PROVE ?? 1);
/** How long the last change of each goes on at most. */
const mostMilliseconds = 15;

let dataDir: string;
let library: RecordedLibrary;
let photos: string[];
let albumId: string;
/** On which every hold has run out. */
const later = () => Date.now() + holdFor + 60_000;
const answered = new Set<string>();

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'albumen-two-killed-'));
  library = await openRecordedLibrary({ dataDir, journalPath: join(dataDir, 'journal.db'), now: later });
  photos = await library.addPhotos(30);
  const { body } = await library.local.ask('POST', '/albums', { body: { albumName: 'Both' } });
  albumId = String(Object(body).id);
});

afterAll(async () => {
  await library.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** What one of the two does: only it touches ratings, or what is in the album. */
type Work = (chance: Chance) => { readonly name: string; readonly arguments: object };

const some = (chance: Chance) => photos.filter(() => chance.hit(0.5)).concat(photos[0] ?? '');
const rate: Work = (chance) => ({
  name: 'immich_assets_bulk_update',
  arguments: { asset_ids: some(chance), rating: 1 + chance.below(5), dry_run: false },
});
const fillAlbum: Work = (chance) => ({
  name: chance.hit(0.5) ? 'immich_albums_add_assets' : 'immich_albums_remove_assets',
  arguments: { album_id: albumId, asset_ids: some(chance), dry_run: false },
});

function serve(): RawServer {
  const env = { ALBUMEN_CONFIRM: 'off', ALBUMEN_MAX_CHANGED_PER_HOUR: '1000000' };
  return startRaw(albumen(['serve', '--data-dir', dataDir], env), (text) => noteSaid('a killed process', text));
}

/** Makes one change after the other, and is killed in the middle of one of them. */
async function workUntilKilled(work: Work, chance: Chance): Promise<void> {
  const server = serve();
  await greet(server);
  const most = 1 + chance.below(3);
  for (let id = 1; id <= most; id++) {
    server.send({ id, method: 'tools/call', params: work(chance) });
    const { result } = await server.answer(id);
    answered.add(String(Object(Object(result).structuredContent).change_id));
  }
  const last = work(chance);
  const before = await latest(last.name);
  server.send({ id: most + 1, method: 'tools/call', params: last });
  for (let now = before; now === before; ) now = await latest(last.name);
  await sleep(chance.below(mostMilliseconds));
  server.process.kill('SIGKILL');
  await server.ended;
  for (const line of server.lines()) noteAnswer(line);
}

/** The latest change of this tool. */
async function latest(tool: string): Promise<string | undefined> {
  return (await library.journal.changes({ tool }, { page: 1, size: 1 })).changes[0]?.id;
}

/** The last line may have been cut off. */
function noteAnswer(line: string): void {
  if (!line.startsWith('{') || !line.endsWith('}')) return;
  const id = Object(JSON.parse(line).result?.structuredContent).change_id;
  if (typeof id === 'string') answered.add(id);
}

async function everyChange(): Promise<readonly ChangeSummary[]> {
  return (await library.journal.changes({}, { page: 1, size: 1_000_000 })).changes;
}

/** Two processes that start at the same moment find out about what was left open; returns what each of them settled. */
async function startAgain(): Promise<readonly (readonly string[])[]> {
  const place = databasePlace(undefined, join(dataDir, 'journal.db'));
  const journals = await Promise.all([openJournal(place, later), openJournal(place, later)]);
  const settled = await Promise.all(journals.map((journal) => settleUnfinished(journal, ['local'], library.settle)));
  for (const journal of journals) await journal.close();
  return settled;
}

/** How the library must be if the journal is right: every change that it calls made, one after the other. */
async function asTold(): Promise<{ ratings: Record<string, unknown>; inAlbum: string[] }> {
  const ratings = new Map<string, unknown>(photos.map((id) => [id, null]));
  const inAlbum = new Set<string>();
  for (const { id } of [...(await everyChange())].reverse()) {
    for (const item of await library.journal.items(id)) {
      if (item.ok !== true) continue;
      if (item.after?.rating !== undefined) ratings.set(item.id, item.after.rating);
      if (item.after?.inAlbum === true) inAlbum.add(item.id);
      if (item.after?.inAlbum === false) inAlbum.delete(item.id);
    }
  }
  return { ratings: Object.fromEntries(ratings), inAlbum: [...inAlbum].sort() };
}

async function asIs(): Promise<Awaited<ReturnType<typeof asTold>>> {
  const { store } = library.local.library;
  const assets = await store.selectFrom('asset').select(['id', 'rating']).execute();
  const members = await store.selectFrom('albumAsset').select('assetId').where('albumId', '=', albumId).execute();
  return {
    ratings: Object.fromEntries(assets.map(({ id, rating }) => [id, rating])),
    inAlbum: members.map(({ assetId }) => assetId).sort(),
  };
}

test(
  'each change is settled once, none is lost, and all of them together make what is there',
  async () => {
    const chance = new Chance(Number(process.env.ALBUMEN_SEED ?? 11));
    let settledInAll = 0;
    for (let round = 0; round < rounds; round++) {
      const seeds = [chance.below(1e6), chance.below(1e6)] as const;
      await Promise.all([
        workUntilKilled(rate, new Chance(seeds[0])),
        workUntilKilled(fillAlbum, new Chance(seeds[1])),
      ]);
      const open = (await everyChange()).filter(({ status }) => status === 'begun').map(({ id }) => id);
      for (const id of open) expect(answered.has(id), `${id} was answered and has no end`).toBe(false);
      const settled = (await startAgain()).flat();
      expect(settled.sort()).toEqual(open.sort());
      settledInAll += settled.length;
      expect(await asIs()).toEqual(await asTold());
      const known = new Map((await everyChange()).map((change) => [change.id, change.status]));
      for (const id of answered) expect(known.get(id), id).toMatch(/done|partly|failed/);
    }
    expect(settledInAll, 'some are killed in the middle').toBeGreaterThan(0);
    expect(answered.size, 'some have answered before').toBeGreaterThan(0);
  },
  30_000 * rounds,
);
