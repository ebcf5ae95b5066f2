import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectEither } from '../../src/both/either-library.ts';
import { toolsOfBoth } from '../../src/both/tools.ts';
import { bindLazily, type Connect } from '../../src/catalog/binding.ts';
import { failed, type Result, success } from '../../src/catalog/result.ts';
import { wireSchema } from '../../src/catalog/wire-schema.ts';
import type { ImmichLibrary } from '../../src/immich/connection.ts';
import { immichTools } from '../../src/immich/tools/all.ts';
import type { PhotoPrismLibrary } from '../../src/photoprism/connection.ts';
import { photoprismViewingTools } from '../../src/photoprism/tools/viewing.ts';
import { type CallByName, type LocalTools, openLocalTools, type Told, toolsByName } from '../fixtures/immich-tools.ts';
import { addPhoto } from '../fixtures/photoprism/state.ts';
import { addAlbum, addMarker, addSubject, writeEntries } from '../fixtures/photoprism/things.ts';
import { openPhotoPrismTools, type PhotoPrismTools } from '../fixtures/photoprism/tools.ts';

let local: LocalTools;
let prism: PhotoPrismTools;
let call: CallByName;
/** What is in each: assets, an album, a person. */
let here: { readonly beach: string; readonly forest: string; readonly album: string; readonly anna: string };
let there: { readonly harbour: string; readonly secret: string; readonly album: string; readonly anna: string };

function callsTo(immich: Result<ImmichLibrary>, photoprism: Result<PhotoPrismLibrary>): CallByName {
  const [first, second]: [Connect<ImmichLibrary>, Connect<PhotoPrismLibrary>] = [
    async () => immich,
    async () => photoprism,
  ];
  return toolsByName(bindLazily(toolsOfBoth, connectEither(first, second)));
}

beforeAll(async () => {
  [local, prism] = await Promise.all([openLocalTools(), openPhotoPrismTools()]);
  call = callsTo(success(local.connection), success(prism.library));
  const ask = async (path: string, body: object) => Object((await local.ask('POST', path, { body })).body);
  const beach = await local.addAsset({ seed: 1, name: 'beach.jpg' });
  const forest = await local.addAsset({ seed: 2, name: 'forest.jpg' });
  const album = (await ask('/albums', { albumName: 'Summer', assetIds: [beach] })).id;
  const anna = (await ask('/people', { name: 'Anna' })).id;
  const face = { x: 80, y: 60, width: 100, height: 100 };
  await ask('/faces', { assetId: beach, personId: anna, imageWidth: 320, imageHeight: 240, ...face });
  here = { beach, forest, album, anna };
  const { state } = prism.server;
  const day = '2024-05-06T10:00:00Z';
  const harbour = addPhoto(state, { Name: 'harbour', Title: 'Harbour', TakenAt: day, TakenAtLocal: day });
  const secret = addPhoto(state, { Name: 'diary', Private: true }).UID;
  const [other, autumn] = [addAlbum(state, 'Summer').UID, addAlbum(state, 'Autumn').UID];
  for (const each of [other, autumn]) writeEntries(state, each, [harbour.UID], false);
  const [twin, bert] = [addSubject(state, 'Anna').UID, addSubject(state, 'Bert').UID];
  for (const SubjUID of [twin, bert]) addMarker(state, harbour, { SubjUID });
  there = { harbour: harbour.UID, secret, album: other, anna: twin };
}, 30_000);

afterAll(async () => {
  await Promise.all([local.close(), prism.close()]);
});

function idsIn(told: Told, list = 'assets'): unknown[] {
  if (told.error !== undefined) throw new Error(told.error);
  const items = told.data[list];
  if (!Array.isArray(items)) throw new Error(told.text);
  return items.map((item) => Object(item).id);
}

describe('ids say where they belong', () => {
  it('view_assets shows assets of both in one answer, in the order asked for, with numbers that go through', async () => {
    const told = await call('view_assets', { asset_ids: [here.forest, there.harbour, here.beach] });
    expect(told.data.assets).toMatchObject([
      { number: 1, id: here.forest, file: 'forest.jpg' },
      { number: 2, id: there.harbour, file: 'harbour.jpg' },
      { number: 3, id: here.beach },
    ]);
    expect(told.images).toHaveLength(3);
  });

  it('of both it tells what is missing and what is hidden', async () => {
    const [lost, gone] = ['0f8fad5b-d9cb-469f-a165-70867728950e', 'pt00000000zzzzzz'];
    const told = await call('view_assets', { asset_ids: [gone, there.secret, here.beach, lost] });
    expect(idsIn(told)).toEqual([here.beach]);
    expect(told.data).toMatchObject({ missing: [gone, lost], hidden: [there.secret] });
    expect((await call('view_assets', { asset_ids: [there.secret] })).error).toMatch(/private/);
  });

  it('contact_sheet takes ids of both, and an album of either', async () => {
    const mixed = await call('contact_sheet', { asset_ids: [there.harbour, here.beach] });
    expect(idsIn(mixed)).toEqual([there.harbour, here.beach]);
    expect(mixed.images).toHaveLength(1);
    expect(idsIn(await call('contact_sheet', { album_id: here.album }))).toEqual([here.beach]);
    expect(idsIn(await call('contact_sheet', { album_id: there.album }))).toEqual([there.harbour]);
  });

  it('an id wins over the library that was asked for', async () => {
    expect(idsIn(await call('contact_sheet', { album_id: there.album, library: 'immich' }))).toEqual([there.harbour]);
    expect((await call('view_person', { person_id: here.anna, library: 'photoprism' })).data.id).toBe(here.anna);
  });

  it('page_thumbnails fetches for pages from both', async () => {
    const told = await call('page_thumbnails', { asset_ids: [there.harbour, here.beach, there.secret] });
    const pictures = Object(told.data.pictures);
    expect(Object.keys(pictures).sort()).toEqual([there.harbour, here.beach].sort());
    expect(told.data.none).toEqual([there.secret]);
  });

  it('asks a library only for what belongs to it', async () => {
    const before = prism.server.requests.length;
    await call('view_assets', { asset_ids: [here.beach] });
    expect(prism.server.requests).toHaveLength(before);
  });
});

describe('what has no id', () => {
  it('is looked for in Immich, or in the library that was asked for', async () => {
    const day = '2024-05-06';
    expect(idsIn(await call('contact_sheet', { day })).sort()).toEqual([here.beach, here.forest].sort());
    expect(idsIn(await call('contact_sheet', { day, library: 'photoprism' }))).toEqual([there.harbour]);
    expect(idsIn(await call('contact_sheet', { search: 'title:Harbour', library: 'photoprism' }))).toEqual([
      there.harbour,
    ]);
    expect(idsIn(await call('page_assets', { day, library: 'photoprism' }))).toEqual([there.harbour]);
  });

  it('is a name that both have: then it is Immich’s, unless the other was asked for', async () => {
    expect((await call('view_person', { person_id: 'Anna' })).data.id).toBe(here.anna);
    expect((await call('view_person', { person_id: 'Anna', library: 'immich' })).data.id).toBe(here.anna);
    expect((await call('view_person', { person_id: 'anna', library: 'photoprism' })).data.id).toBe(there.anna);
    expect(idsIn(await call('contact_sheet', { album_id: 'Summer' }))).toEqual([here.beach]);
    expect(idsIn(await call('contact_sheet', { album_id: 'Summer', library: 'photoprism' }))).toEqual([there.harbour]);
  });

  it('is a name that one has: then it is that, whichever it is, also among names of the other', async () => {
    expect((await call('view_person', { person_id: 'Bert' })).data.name).toBe('Bert');
    expect(idsIn(await call('contact_sheet', { album_id: 'Autumn' }))).toEqual([there.harbour]);
    const told = await call('view_assets', { asset_ids: ['harbour.jpg', 'beach.jpg', there.harbour] });
    expect(idsIn(told)).toEqual([there.harbour, here.beach]);
    expect((await call('view_person', { person_id: 'Bert', library: 'immich' })).error).toMatch(
      /no person is called "Bert"/,
    );
  });

  it('is a name that none has: then names of both are told that are like it', async () => {
    const { error } = await call('contact_sheet', { album_id: 'Autumn trip' });
    expect(error).toMatch(/no album is called "Autumn trip".*"Autumn"/s);
  });

  it('is listed from one library at a time', async () => {
    expect(idsIn(await call('list_assets')).sort()).toEqual([here.beach, here.forest].sort());
    expect(idsIn(await call('list_assets', { library: 'photoprism', size: 5 }))).toContain(there.harbour);
  });

  it('cannot be looked for in a third library', async () => {
    const { error } = await call('list_assets', { library: 'google' });
    expect(error).toMatch(/library/);
    expect(idsIn(await call('list_assets', { library: null }))).toContain(here.beach);
    expect((await call('list_assets', { libary: 'immich' })).error).toMatch(/libary.*library/s);
  });
});

describe('where one of them cannot be reached', () => {
  const down = failed('unavailable', 'Nobody answers there.');
  const notTheirs = failed('denied', 'This client has no key for it.');

  it('the other still shows what it has', async () => {
    const onlyHere = callsTo(success(local.connection), down);
    expect(idsIn(await onlyHere('view_assets', { asset_ids: [here.beach] }))).toEqual([here.beach]);
    expect((await onlyHere('view_person', { person_id: 'Anna' })).data.id).toBe(here.anna);
    const onlyThere = callsTo(down, success(prism.library));
    expect(idsIn(await onlyThere('view_assets', { asset_ids: [there.harbour] }))).toEqual([there.harbour]);
    expect((await onlyThere('view_person', { person_id: 'Anna', library: 'photoprism' })).data.id).toBe(there.anna);
  });

  it('says so where that is needed, and does not take a name for unknown that may be there', async () => {
    const onlyHere = callsTo(success(local.connection), down);
    for (const [name, args] of [
      ['view_assets', { asset_ids: [here.beach, there.harbour] }],
      ['view_person', { person_id: 'Bert' }],
      ['view_person', { person_id: there.anna }],
      ['list_assets', { library: 'photoprism' }],
    ] as const) {
      expect((await onlyHere(name, args)).error, name).toMatch(/Nobody answers there/);
    }
  });

  it('tells those who have no key for it of the other library alone', async () => {
    const denied = callsTo(success(local.connection), notTheirs);
    expect((await denied('view_person', { person_id: 'Bert' })).error).toMatch(/no person is called "Bert"/);
    expect((await denied('view_assets', { asset_ids: [there.harbour] })).error).toMatch(/no key for it/);
  });
});

describe('the tools of both', () => {
  const nameOf = ({ name }: { readonly name: string }) => name;

  it('are those that work on any library, each in place of one of Immich’s', () => {
    const names = toolsOfBoth.map(nameOf);
    expect(names).toEqual([...photoprismViewingTools.map(nameOf), 'list_assets']);
    for (const name of names) expect(immichTools.map(nameOf)).toContain(name);
  });

  it('cost hardly more than those of one library', () => {
    for (const tool of toolsOfBoth) {
      const alone = immichTools.find(({ name }) => name === tool.name);
      const tokens = ({ input }: Pick<typeof tool, 'input'>) => countTokens(JSON.stringify(wireSchema(input, 'input')));
      expect(tokens(tool) - tokens(alone ?? tool), tool.name).toBeLessThanOrEqual(23);
    }
  });

  it('take a library only where the arguments may not say which, and are otherwise the same', () => {
    for (const tool of toolsOfBoth) {
      const alone = immichTools.find(({ name }) => name === tool.name);
      const [own, others] = [Object.keys(tool.input.shape), Object.keys(alone?.input.shape ?? {})];
      expect(
        own.filter((argument) => argument !== 'library'),
        tool.name,
      ).toEqual(others);
      const hasChoice = ['list_assets', 'contact_sheet', 'page_assets', 'view_person'].includes(tool.name);
      expect(own.includes('library'), tool.name).toBe(hasChoice);
      expect(tool.description).toBe(alone?.description);
    }
  });
});
