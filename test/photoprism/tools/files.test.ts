import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bindTools } from '../../../src/catalog/binding.ts';
import { photoprismTools } from '../../../src/photoprism/tools/all.ts';
import { openDesk, textOf } from '../../fixtures/call-desk.ts';
import { clientSession } from '../../fixtures/photoprism/server.ts';
import { addPhoto } from '../../fixtures/photoprism/state.ts';
import { addAlbum, shownIn } from '../../fixtures/photoprism/things.ts';
import { openPhotoPrismTools, type PhotoPrismTools } from '../../fixtures/photoprism/tools.ts';

let tools: PhotoPrismTools;

beforeEach(async () => {
  tools = await openPhotoPrismTools();
});

afterEach(() => tools.close());

const state = () => tools.server.state;
const act = (name: string, args: Record<string, unknown> = {}) => tools.call(name, { ...args, dry_run: false });
const writes = () =>
  tools.server.requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);
const wait = (...names: string[]) => state().importFolder.push(...names.map((name, seed) => ({ name, seed })));

/** A tool that a caller can give up. */
function direct(name: string) {
  const tool = bindTools(photoprismTools, tools.library).find((each) => each.name === name);
  if (tool === undefined) throw new Error(`there is no tool ${name}`);
  return tool;
}

/** Waits until the server was asked for this. */
async function asked(place: string): Promise<void> {
  while (!writes().includes(place)) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('photoprism_files_import', () => {
  test('previews the folders that it would take', async () => {
    wait('card/a.jpg', 'card/b.jpg', 'phone/c.jpg');
    const { data } = await tools.call('photoprism_files_import', {});
    expect(data).toMatchObject({ dry_run: true, folder_count: 2, folders: ['card', 'phone'], move: false });
    expect((await tools.call('photoprism_files_import', { path: '/card/' })).data).toMatchObject({
      path: 'card',
      files_seen: 2,
    });
    expect(writes()).toEqual([]);
  });

  test('refuses a folder that is not there, and names those that are', async () => {
    expect((await tools.call('photoprism_files_import', { path: 'card' })).error).toBe(
      'PhotoPrism has no folder "card" in its import folder. There is none to name: omit path to take all.',
    );
    wait('phone/c.jpg');
    const told = await tools.call('photoprism_files_import', { path: 'card' });
    expect(told.error).toBe('PhotoPrism has no folder "card" in its import folder. There are "phone".');
    expect((await tools.call('photoprism_files_import', {})).error).toBeUndefined();
    expect(writes()).toEqual([]);
  });

  test('waits until it is done and counts what came in, into an album where one is given', async () => {
    wait('card/a.jpg', 'card/b.jpg', 'phone/c.jpg');
    const album = addAlbum(state(), 'Sea');
    const { data } = await act('photoprism_files_import', { path: 'card', album_id: 'Sea' });
    expect(data).toMatchObject({ done: true, files_added: 2, photos_added: 2 });
    expect(shownIn(state(), album.UID)).toEqual(state().photos.map(({ UID }) => UID));
    expect(state().importFolder).toHaveLength(3);
  });

  test('says which photos came in, and that history_undo takes back no others', async () => {
    addPhoto(state());
    wait('a.jpg', 'b.jpg');
    const { data } = await act('photoprism_files_import');
    const [, first, second] = state().photos;
    expect(data.photo_ids).toEqual(expect.arrayContaining([first?.UID, second?.UID]));
    expect(data.note).toBeUndefined();
  });

  test('says so where it cannot see them, or not all', async () => {
    addPhoto(state());
    wait('a.jpg');
    // As a sidecar file says that it was in the library long ago.
    const now = state().now;
    state().now = () => '2020-01-01T00:00:00Z';
    expect((await act('photoprism_files_import')).data.note).toMatch(/^Only 0 of the new photos are written down/);
    state().now = now;
    tools.server.faults.add({ match: 'GET /photos/view', kind: 500, times: 10 });
    const { data } = await act('photoprism_files_import');
    expect(data).toMatchObject({ done: true, note: expect.stringContaining('history_undo does not take them back') });
  });

  test('empties the folder only when told to, which asks for a look first', async () => {
    wait('a.jpg');
    await act('photoprism_files_import', { move: true });
    expect(state().importFolder).toEqual([]);
  });

  test('says that nothing was done where PhotoPrism was busy, whatever it answered', async () => {
    wait('a.jpg');
    const release = tools.server.work.hold();
    const first = act('photoprism_files_import');
    await asked('POST /import/');
    const { data } = await act('photoprism_files_import');
    expect(data).toMatchObject({ files_added: 0, note: expect.stringContaining('busy') });
    release();
    expect((await first).data).toMatchObject({ files_added: 1 });
  });

  test('tells how far it is, and stops PhotoPrism when the call is given up', async () => {
    wait('a.jpg', 'b.jpg');
    tools.server.work.hold();
    const given = new AbortController();
    const desk = openDesk();
    const calling = desk.call(direct('photoprism_files_import'), { dry_run: false }, { signal: given.signal });
    await asked('POST /import/');
    addPhoto(state());
    while (desk.progress.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(desk.progress[0]).toEqual([1, 2, '1 file so far']);
    given.abort();
    expect(textOf(await calling)).toContain('cancelled');
    expect(writes()).toContain('DELETE /import');
    expect(desk.defects).toEqual([]);
  });

  test('says that it is unclear how it goes on when the connection breaks', async () => {
    wait('a.jpg');
    tools.server.faults.add({ match: 'POST /import', kind: 'lost' });
    const { error } = await act('photoprism_files_import');
    expect(error).toContain('Whether the import goes on is unclear. 1 file was added so far.');
  });

  test.each(['../originals', 'a/../../b', 'a//b', './a'])('refuses the path %j', async (path) => {
    expect((await tools.call('photoprism_files_import', { path })).error).toContain('path');
    expect(tools.server.requests).toEqual([]);
  });

  test('is refused in the preview where it is off, and for an album that is a search', async () => {
    const album = addAlbum(state(), 'January', { Type: 'month', Filter: 'year:2024' });
    const told = await tools.call('photoprism_files_import', { album_id: album.UID });
    expect(told.error).toContain('follows from a search');
    state().features.import = false;
    const fresh = await openPhotoPrismTools({ state: state() });
    expect((await fresh.call('photoprism_files_import', {})).error).toContain('Importing is off');
    await fresh.close();
  });
});

describe('photoprism_files_index', () => {
  test('previews, then takes in what is new among the originals', async () => {
    state().newOriginals.push({ name: '2024/01/a.jpg', seed: 1 }, { name: '2024/02/b.jpg', seed: 2 });
    expect((await tools.call('photoprism_files_index', { path: '2024/01' })).data).toMatchObject({
      dry_run: true,
      path: '2024/01',
    });
    expect(writes()).toEqual([]);
    expect((await act('photoprism_files_index', { path: '2024/01' })).data).toMatchObject({ files_added: 1 });
    expect((await act('photoprism_files_index')).data).toMatchObject({ done: true, files_added: 1, photos_added: 1 });
  });

  test('takes a folder of which PhotoPrism knows nothing yet', async () => {
    state().newOriginals.push({ name: '2024/Ünique/a.jpg', seed: 1 });
    expect((await tools.call('photoprism_files_index', { path: '2024/Ünique' })).data).toMatchObject({
      path: '2024/Ünique',
    });
    // On disks for which both are one.
    expect((await tools.call('photoprism_files_index', { path: '2024/ünique' })).error).toBeUndefined();
  });

  test('refuses a folder that is not there, and names those that are', async () => {
    for (let year = 2010; year < 2022; year += 1) {
      state().newOriginals.push({ name: `${year}/sea/a.jpg`, seed: year });
    }
    expect((await tools.call('photoprism_files_index', { path: '2021/see' })).error).toBe(
      'PhotoPrism has no folder "2021/see" among its originals. There are "2021/sea".',
    );
    const told = await act('photoprism_files_index', { path: 'holidays/2021' });
    expect(told.error).toMatch(
      /^PhotoPrism has no folder "holidays\/2021" .* There are "2010", .*"2019" and 2 more\.$/,
    );
    expect(writes()).toEqual([]);
  });

  test('stops PhotoPrism when the call is given up', async () => {
    state().newOriginals.push({ name: 'a.jpg', seed: 1 });
    tools.server.work.hold();
    const given = new AbortController();
    const calling = openDesk().call(direct('photoprism_files_index'), { dry_run: false }, { signal: given.signal });
    await asked('POST /index');
    given.abort();
    await calling;
    expect(writes()).toContain('DELETE /index');
  });
});

describe('photoprism_errors_list', () => {
  const log = (Message: string, ID: number) => ({ ID, Time: '2026-01-02T03:04:05Z', Level: 'error', Message });

  test('lists what PhotoPrism wrote into its log, with all of it counted', async () => {
    state().errors = Array.from({ length: 1120 }, (_, number) => log(`index: broken file ${number}`, number));
    expect((await tools.call('photoprism_errors_list')).data).toMatchObject({ total: 1120, next_page: 2 });
    const { data } = await tools.call('photoprism_errors_list', { query: 'FILE 1119' });
    expect(data).toMatchObject({ total: 1, errors: [{ level: 'error', message: 'index: broken file 1119' }] });
  });

  test('says what is missing where the token may not see the log', async () => {
    const token = 'client-token-0002';
    const other = await openPhotoPrismTools({ sessions: [clientSession(token, 'albums')], accessToken: token });
    expect((await other.call('photoprism_errors_list')).error).toContain('scope');
    await other.close();
  });
});

describe('photoprism_status', () => {
  test('says that it works, its version, what is off, and whose token it is', async () => {
    state().features.upload = false;
    expect((await tools.call('photoprism_status')).data).toMatchObject({
      status: 'operational',
      version: state().version,
      edition: 'ce',
      features_off: ['upload'],
      token: expect.stringContaining('of user u'),
    });
  });

  test('says so of a token that belongs to nobody, or may not see the configuration', async () => {
    const token = 'client-token-0003';
    const other = await openPhotoPrismTools({ sessions: [clientSession(token, 'albums')], accessToken: token });
    expect((await other.call('photoprism_status')).data).toMatchObject({
      status: 'operational',
      config: expect.stringContaining('403'),
    });
    await other.close();
    const client = await openPhotoPrismTools({ sessions: [clientSession(token)], accessToken: token });
    expect((await client.call('photoprism_status')).data).toMatchObject({ token: 'of no user' });
    await client.close();
  });
});
