/** The program on a PhotoPrism server, alone and beside another library, over stdio. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientKinds, type TestClient } from '../fixtures/mcp-clients.ts';
import { photoFolder } from '../fixtures/photo-folder.ts';
import { adminToken, type PhotoPrismStandIn, startPhotoPrism } from '../fixtures/photoprism/server.ts';
import { addPhoto } from '../fixtures/photoprism/state.ts';
import { addMarker, addSubject } from '../fixtures/photoprism/things.ts';
import { albumen } from '../fixtures/program.ts';
import { newTranscript } from '../fixtures/transcript.ts';

const transcript = newTranscript();

let folder: string;
let server: PhotoPrismStandIn;
let photo: string;
let secret: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'albumen-photoprism-'));
  await photoFolder(join(folder, 'photos'), ['beach.jpg']);
  server = await startPhotoPrism();
  const harbour = addPhoto(server.state, { Title: 'Harbour' });
  photo = harbour.UID;
  secret = addPhoto(server.state, { Title: 'Diary', Private: true }).UID;
  addMarker(server.state, harbour, { SubjUID: addSubject(server.state, 'Anna').UID });
}, 30_000);

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
  transcript.expectNone([adminToken, server.tokens.preview, server.tokens.download]);
});

/** Variables of a program that has its data in a place of its own. */
function variables(name: string, more: Record<string, string> = {}): Record<string, string> {
  return {
    ALBUMEN_DATA_DIR: join(folder, `data ${name}`),
    ALBUMEN_CONFIRM: 'off',
    PHOTOPRISM_BASE_URL: server.url,
    PHOTOPRISM_ACCESS_TOKEN: adminToken,
    ...more,
  };
}

async function connect(kind: (typeof clientKinds)[number], env: Record<string, string>): Promise<TestClient> {
  return kind.connect({ stdio: albumen(['serve'], env) }, transcript.note);
}

async function names(client: TestClient): Promise<string[]> {
  return (await client.list()).map(({ name }) => name);
}

/** What the tool answered; it must not fail. */
async function call(client: TestClient, name: string, args: Record<string, unknown> = {}) {
  const outcome = await client.call(name, args);
  transcript.note(JSON.stringify(outcome));
  if (outcome.isError || outcome.data === undefined) throw new Error(`${name}: ${outcome.text}`);
  return outcome.data;
}

const titleOf = (uid: string) => server.state.photos.find(({ UID }) => UID === uid)?.Title;
const albums = () => server.state.albums.filter(({ DeletedAt }) => DeletedAt === undefined);

describe.each(clientKinds)('for $name', (kind) => {
  it('works on PhotoPrism alone: its tools are there without being chosen, and changes come back', async () => {
    const client = await connect(kind, variables(`alone ${clientKinds.indexOf(kind)}`));
    const listed = await names(client);
    expect(listed).toEqual(
      expect.arrayContaining(['photoprism_photos_search', 'photoprism_albums_create', 'list_assets', 'history_undo']),
    );
    expect(listed.filter((name) => /^immich_(albums|assets)_/.test(name))).toEqual([]);

    for (const name of ['photoprism_photos_search', 'list_assets']) {
      expect(JSON.stringify(await call(client, name))).toContain(photo);
    }
    const changed = await call(client, 'photoprism_photos_update', { photo_id: photo, title: 'Port' });
    expect(titleOf(photo)).toBe('Port');
    const history = await call(client, 'history_list');
    expect(JSON.stringify(history)).toContain(String(changed.change_id));
    await call(client, 'history_undo', { change_id: changed.change_id, dry_run: false });
    expect(titleOf(photo)).toBe('Harbour');
    await client.close();
  });

  it('works on both at once: PhotoPrism’s tools where they are chosen, and one history for both', async () => {
    const both = variables(`both ${clientKinds.indexOf(kind)}`, { ALBUMEN_PHOTOS: join(folder, 'photos') });
    const plain = await connect(kind, both);
    const listed = await names(plain);
    expect(listed).toContain('immich_albums_create');
    expect(listed.filter((name) => /^photoprism_(photos|albums)_/.test(name))).toEqual([]);
    await plain.close();

    const chosen = { ...both, ALBUMEN_TOOLSETS: 'default,photoprism_photos,photoprism_albums' };
    const client = await connect(kind, chosen);
    expect(await names(client)).toEqual(
      expect.arrayContaining(['immich_albums_create', 'photoprism_photos_update', 'photoprism_albums_create']),
    );
    const album = await call(client, 'immich_albums_create', { album_name: 'Here' });
    const there = await call(client, 'photoprism_albums_create', { title: 'There' });
    const history = JSON.stringify(await call(client, 'history_list'));
    expect(history).toContain(String(album.change_id));
    expect(history).toContain(String(there.change_id));
    expect(albums().map(({ Title }) => Title)).toEqual(['There']);

    await call(client, 'history_undo', { since: album.change_id, dry_run: false });
    expect(albums()).toEqual([]);
    const left = await call(client, 'immich_albums_list');
    expect(JSON.stringify(left)).not.toContain('Here');
    await client.close();
  });
});

describe.each(clientKinds)('for $name, seeing', (kind) => {
  it('shows photos of PhotoPrism where it is the only library, and never private ones', async () => {
    const client = await connect(kind, variables(`seeing alone ${clientKinds.indexOf(kind)}`));
    expect(await names(client)).toEqual(
      expect.arrayContaining(['view_assets', 'contact_sheet', 'view_video', 'view_person', 'list_assets']),
    );
    const sheet = await client.call('contact_sheet', { asset_ids: [photo, secret] });
    transcript.note(JSON.stringify(sheet));
    expect(sheet.data).toMatchObject({ assets: [{ number: 1, id: photo }], hidden: [secret] });
    expect(sheet.images).toHaveLength(1);
    const person = await client.call('view_person', { person_id: 'Anna' });
    expect(person.data).toMatchObject({ name: 'Anna', faces: [{ id: photo }] });
    await client.close();
  });

  it('shows photos of both libraries in one answer, and asks which is meant where nothing tells', async () => {
    const env = variables(`seeing both ${clientKinds.indexOf(kind)}`, { ALBUMEN_PHOTOS: join(folder, 'photos') });
    const client = await connect(kind, env);
    const listed = await client.list();
    const choosing = listed.filter(({ inputSchema }) => JSON.stringify(inputSchema).includes('"library"'));
    expect(choosing.map(({ name }) => name).sort()).toEqual(['contact_sheet', 'list_assets', 'view_person']);
    expect(new Set(listed.map(({ name }) => name)).size).toBe(listed.length);

    const beach = await indexed(client);
    expect(JSON.stringify(await call(client, 'list_assets', { library: 'photoprism' }))).toContain(photo);
    const both = await client.call('view_assets', { asset_ids: [photo, beach, secret] });
    transcript.note(JSON.stringify(both));
    expect(both.data).toMatchObject({ assets: [{ id: photo }, { id: beach }], hidden: [secret] });
    expect(both.images).toHaveLength(2);
    expect(await call(client, 'view_person', { person_id: 'Anna' })).toMatchObject({ faces: [{ id: photo }] });
    await client.close();
  });
});

/** The id of the local library's photo, when it is there. */
async function indexed(client: TestClient): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const { assets } = await call(client, 'list_assets');
    const [first] = Array.isArray(assets) ? assets : [];
    if (first !== undefined) return String(Object(first).id);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the folder was never indexed');
}

it('deletes in neither library what is protected in one of them, and nothing while a name is in none', async () => {
  const [kind] = clientKinds;
  if (kind === undefined) throw new Error('no kind of client');
  const env = (protect: string) =>
    variables('protected', {
      ALBUMEN_PHOTOS: join(folder, 'photos'),
      ALBUMEN_TOOLSETS: 'default,photoprism_photos,photoprism_albums',
      ALBUMEN_PROTECT: protect,
    });
  const archive = async (protect: string) => {
    const client = await connect(kind, env(protect));
    const told = await client.call('photoprism_photos_archive', { photo_ids: [photo] });
    transcript.note(JSON.stringify(told));
    await client.close();
    return told;
  };
  const client = await connect(kind, env('favorites'));
  await call(client, 'immich_albums_create', { album_name: 'Only here' });
  await call(client, 'photoprism_albums_create', { title: 'Dear' });
  await call(client, 'photoprism_albums_add_photos', { album_id: 'Dear', photo_ids: [photo] });
  await client.close();
  expect((await archive('album:Only here')).isError).toBe(false);
  expect((await archive('album:Dear')).text).toMatch(/is protected: album Dear/);
  expect((await archive('album:Nowhere')).text).toMatch(/names the album "Nowhere"/);
}, 60_000);
