/** Taking back while the server fails in the middle: what is told is so, a second undo finishes, and nothing is done twice. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { bindTools } from '../../src/catalog/binding.ts';
import type { ImmichLibrary } from '../../src/immich/connection.ts';
import { immichTools } from '../../src/immich/tools/all.ts';
import { restorerOf } from '../../src/immich/undo/restorer.ts';
import { openRecorder } from '../../src/journal/recorder.ts';
import { historyTools } from '../../src/journal/tools/all.ts';
import { type CallByName, connectForTest, toolsByName } from '../fixtures/immich-tools.ts';
import { type FaultKind, type LibraryStandIn, startLibraryStandIn } from '../fixtures/library-stand-in.ts';
import { buildLivelyTemplate, type LivelyTemplate } from '../fixtures/lively-library.ts';
import type { RecordedLibrary } from '../fixtures/recorded-library.ts';
import { type Seen, seenLibrary } from '../fixtures/seen-library.ts';
import { watchTraces, withoutTraces } from '../fixtures/traces.ts';

type Version = readonly [major: number, minor: number];
const versions: readonly Version[] = [
  [2, 7],
  [3, 0],
  [3, 2],
];
/** Long enough for every answer that comes. */
const patienceSeconds = 3;

interface Server {
  readonly standIn: LibraryStandIn;
  readonly connection: ImmichLibrary;
  readonly call: CallByName;
}

let template: LivelyTemplate;
let library: RecordedLibrary;
let photos: string[];
let server: Server;
let traced: ReturnType<typeof watchTraces>;

beforeAll(async () => {
  template = await buildLivelyTemplate();
});
afterAll(() => template.remove());

afterEach(async () => {
  await server.connection.close();
  await server.standIn.close();
  await library.close();
});

/** A copy of the library, behind a server of this version. */
async function open(version: Version): Promise<void> {
  library = await template.open();
  traced = watchTraces(library.local.library);
  const { store } = library.local.library;
  const rows = await store.selectFrom('asset').select(['id', 'originalFileName']).execute();
  const number = (name: string) => Number(/\d+/.exec(name)?.[0]);
  rows.sort((a, b) => number(a.originalFileName) - number(b.originalFileName));
  photos = rows.map(({ id }) => id);
  server = await serve(version);
}

async function serve(version: Version): Promise<Server> {
  const { local, journal, settle } = library;
  const standIn = await startLibraryStandIn(local.library, version);
  const apiKey = local.library.ownerKey;
  const connection = connectForTest({ baseUrl: standIn.url, apiKey, timeoutSeconds: patienceSeconds });
  const restorer = restorerOf(connection);
  const history = { journal, libraries: ['local'], restorer, settle, changed: () => {} };
  const recorder = openRecorder({
    journal: async () => journal,
    libraryOf: () => ({ library: 'local', settle }),
    report: (_what, error) => {
      throw error;
    },
  });
  const bound = [...bindTools(immichTools, connection), ...bindTools(historyTools, history)];
  return { standIn, connection, call: toolsByName(bound, recorder) };
}

async function done(call: CallByName, name: string, args: Record<string, unknown>) {
  const told = await call(name, args);
  if (told.error !== undefined) throw new Error(`${name}: ${told.error}`);
  return told.data;
}

async function look(): Promise<Seen> {
  await traced.watch();
  return seenLibrary(library.local.library);
}

async function first(path: string, fits: (thing: Record<string, unknown>) => boolean): Promise<string> {
  const { body } = await library.local.ask('GET', path);
  return String((Array.isArray(body) ? body : []).find(fits)?.id);
}

const tripId = () => first('/albums', ({ albumName }) => albumName === 'Trip');

const changes: readonly (readonly [string, () => Promise<Record<string, unknown>> | Record<string, unknown>])[] = [
  ['immich_assets_bulk_update', () => ({ asset_ids: photos.slice(0, 6), rating: 5, is_favorite: true })],
  ['immich_assets_update', () => ({ asset_id: photos[0], rating: 1, description: 'Other' })],
  ['immich_albums_update', async () => ({ album_id: await tripId(), album_name: 'Tour', description: '' })],
  ['immich_albums_add_assets', async () => ({ album_id: await tripId(), asset_ids: photos.slice(0, 9) })],
  ['immich_albums_delete', async () => ({ album_id: await tripId() })],
  ['immich_albums_create', () => ({ album_name: 'New', asset_ids: photos.slice(0, 3) })],
  ['immich_tags_create', () => ({ name: 'New/Leaf', color: '#0000ff' })],
  ['immich_tags_delete', () => ({ tag_id: 'Travel' })],
  ['immich_tags_delete', () => ({ tag_id: 'Food' })],
  ['immich_untag_assets', () => ({ tag_id: 'Food', asset_ids: photos.slice(5, 7) })],
  ['immich_people_update', () => ({ person_id: 'Alice', name: 'Alice B', birth_date: null })],
  ['immich_people_merge', () => ({ target_person_id: 'Alice', source_person_id: ['Alicia', 'Bob'] })],
  [
    'immich_shared_links_remove',
    async () => ({ shared_link_id: await first('/shared-links', ({ type }) => type === 'INDIVIDUAL') }),
  ],
  [
    'immich_shared_links_remove',
    async () => ({ shared_link_id: await first('/shared-links', ({ type }) => type === 'ALBUM') }),
  ],
  [
    'immich_activities_delete',
    async () => {
      const album_id = await tripId();
      return {
        album_id,
        activity_id: await first(`/activities?albumId=${album_id}`, ({ type }) => type === 'comment'),
      };
    },
  ],
  [
    'immich_duplicates_resolve',
    async () => {
      const { body } = await library.local.ask('GET', '/duplicates');
      const groups = Array.isArray(body) ? body : [];
      return {
        groups: groups.slice(0, 2).map(({ duplicateId, assets }) => ({
          duplicate_id: duplicateId,
          stack: assets.map(({ id }: { id: string }) => id),
        })),
      };
    },
  ],
  ['immich_assets_delete', () => ({ asset_ids: photos.slice(8, 11) })],
];

/** What is wrong is told by the story: what was said, and what was left to do. */
interface Taken {
  readonly happened: boolean;
  readonly story: string;
}

/** Takes `id` back while the request after `count` others goes wrong, and again: then nothing is left to do. */
async function takeBack(id: string, count: number, kind: FaultKind): Promise<Taken> {
  const { call, standIn } = server;
  standIn.failAfter(count, kind);
  const told = await call('history_undo', { change_id: id, dry_run: false });
  const happened = standIn.recover();
  const rest = await call('history_undo', { change_id: id });
  const story = JSON.stringify({ count, kind, told: told.text, rest: rest.text });
  const items = await library.journal.items(await latest());
  const wrong = items.filter(({ ok }) => ok !== true).length;
  const left = rest.error === undefined ? rest.data.affected_count : 0;
  expect(left, story).toBe(wrong);
  if (left === 0) expect(rest.error, story).toContain('All is as it was before');
  else expect(await done(call, 'history_undo', { change_id: id, dry_run: false }), story).not.toHaveProperty('failed');
  return { happened, story };
}

async function latest(): Promise<string> {
  return (await library.journal.changes({}, { page: 1, size: 1 })).changes[0]?.id ?? '';
}

const kinds: readonly FaultKind[] = ['refused', 'lost', 'down'];
/** `npm run prove` tries every fault at every request; the usual run one of them, each time another. */
const proving = process.env.ALBUMEN_PROVE !== undefined;

function versionOf(at: number): Version {
  return versions[at % versions.length] ?? [3, 1];
}

test.each(changes.map((change, at) => [...change, at] as const))('%s', async (tool, args, at) => {
  await open(versionOf(at));
  /** Makes the change and takes it back with one fault; false where there was no request left that could go wrong. */
  async function fail(count: number, kind: FaultKind): Promise<boolean> {
    const before = await look();
    const { change_id } = await done(server.call, tool, { ...(await args()), dry_run: false });
    await look();
    const { happened, story } = await takeBack(String(change_id), count, kind);
    const now = await look();
    const { traces } = traced;
    expect(withoutTraces(now, traces), story).toEqual(withoutTraces(before, traces));
    return happened;
  }
  let count = 0;
  for (let happened = true; happened && count < 40; count++) {
    const tried = kinds.filter((_, number) => proving || number === (count + at) % kinds.length);
    for (const kind of tried) happened = await fail(count, kind);
  }
  expect(count, 'something went wrong').toBeGreaterThan(1);
});

test('a server that carries everything out and says nothing', async () => {
  await open([3, 1]);
  const before = await look();
  const { change_id } = await done(server.call, 'immich_albums_delete', { album_id: await tripId(), dry_run: false });
  const { happened, story } = await takeBack(String(change_id), 0, 'silence');
  expect(happened).toBe(true);
  expect(await look(), story).toEqual(before);
});
