import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Alias, renameTools } from '../../../src/catalog/alias.ts';
import { type AliasTool, type BoundTool, bindTools } from '../../../src/catalog/binding.ts';
import { localCaller } from '../../../src/catalog/caller.ts';
import { failed } from '../../../src/catalog/result.ts';
import { allTools } from '../../../src/cli/all-tools.ts';
import { immichPhotoManager } from '../../../src/immich/names/immich-photo-manager.ts';
import { immichTools } from '../../../src/immich/tools/all.ts';
import { openToolbox } from '../../../src/server/toolbox.ts';
import { type ChangeLibrary, openChangeLibrary } from '../../fixtures/change-library.ts';
import { type CallByName, toolsByName } from '../../fixtures/immich-tools.ts';
import { fill } from '../../fixtures/lively-library.ts';

type Args = Record<string, unknown>;

let library: ChangeLibrary;
let bound: readonly BoundTool[];
let renamed: CallByName;
let photo: string;
const ids: Record<'album' | 'link' | 'tag' | 'person' | 'other' | 'group' | 'activity', string> = {
  album: '',
  link: '',
  tag: '',
  person: '',
  other: '',
  group: '',
  activity: '',
};
let group: string[];

async function first(path: string, fits: (one: Args) => boolean = () => true): Promise<Args> {
  const { body } = await library.local.ask('GET', path);
  const list: unknown[] = Array.isArray(body) ? body : Object(body).people;
  const found = list.map((one): Args => Object(one)).find(fits);
  if (found === undefined) throw new Error(`nothing at ${path}`);
  return found;
}

beforeAll(async () => {
  library = await openChangeLibrary();
  await fill({
    local: library.local,
    addPhotos: async (count) => {
      const photos = await library.addPhotos(count);
      photo = photos[0] ?? '';
      return photos;
    },
  });
  ids.album = String((await first('/albums', ({ albumName }) => albumName === 'Trip')).id);
  ids.link = String((await first('/shared-links', ({ type }) => type === 'ALBUM')).id);
  ids.tag = String((await first('/tags', ({ value }) => value === 'Food')).id);
  ids.person = String((await first('/people', ({ name }) => name === 'Alice')).id);
  ids.other = String((await first('/people', ({ name }) => name === 'Bob')).id);
  ids.activity = String((await first(`/activities?albumId=${ids.album}`)).id);
  const { duplicateId, assets } = await first('/duplicates', ({ assets }) => Object(assets).length === 2);
  ids.group = String(duplicateId);
  group = Array.isArray(assets) ? assets.map(({ id }) => String(id)) : [];
  bound = bindTools(immichTools, library.connection);
  renamed = toolsByName(renameTools(bound, immichPhotoManager));
});
afterAll(() => library.close());

/** For each tool: arguments as that project's skills write them, and what ours are told. Made when the library is there. */
const rows: Record<string, () => [theirs: Args, ours: Args]> = {
  ping: () => [{}, {}],
  get_capabilities: () => [{}, {}],
  get_server_version: () => [{}, {}],
  get_statistics: () => [{}, {}],
  get_asset_info: () => [{ asset_id: photo, with_notes: false }, { asset_id: photo }],
  upload_asset: () => [{ file_path: '/nowhere/a.jpg', album_id: '' }, { source: '/nowhere/a.jpg' }],
  get_asset_image: () => [
    { asset_id: photo, size: 'preview' },
    { asset_id: photo, size: 'preview' },
  ],
  get_images_batch: () => [
    { asset_ids: [photo], size: 'thumbnail', limit: 20 },
    { asset_ids: [photo], size: 'thumb' },
  ],
  get_video_frames: () => [
    { asset_id: photo, count: 6, start: 2, end: 0, interval: 0, confirm: true, sheet: true },
    { asset_id: photo, frames: 6, from: 2, as: 'strip' },
  ],
  search_metadata: () => [
    { city: 'Paris', state: '', asset_type: 'IMAGE', taken_after: '2001', person_ids: [ids.person], size: 20 },
    { city: 'Paris', type: 'IMAGE', taken_after: '2001', person_id: ids.person, page_size: 20 },
  ],
  search_smart: () => [
    { query: 'sea', city: '', person_ids: [], page: 1, size: 5 },
    { query: 'sea', page: 1, page_size: 5 },
  ],
  search_explore: () => [{}, {}],
  search_statistics: () => [
    { country: 'France', state: '', created_after: '', is_favorite: null },
    { country: 'France', page_size: 1 },
  ],
  list_albums: () => [{ shared: true }, { shared: true, page_size: 100 }],
  get_album: () => [{ album_id: ids.album }, { album_id: ids.album, page_size: 100 }],
  create_album: () => [
    { name: 'New', description: '', asset_ids: [photo] },
    { album_name: 'New', asset_ids: [photo] },
  ],
  update_album: () => [
    { album_id: ids.album, name: '', description: 'Three weeks' },
    { album_id: ids.album, description: 'Three weeks' },
  ],
  delete_album: () => [{ album_id: ids.album }, { album_id: ids.album, dry_run: true }],
  add_assets_to_album: () => [
    { album_id: 'Empty', asset_ids: [photo] },
    { album_id: 'Empty', asset_ids: [photo] },
  ],
  remove_assets_from_album: () => [
    { album_id: ids.album, asset_ids: photo },
    { album_id: ids.album, asset_ids: [photo], dry_run: true },
  ],
  list_shared_links: () => [{}, {}],
  create_shared_link: () => [
    { album_id: ids.album, allow_download: false, show_metadata: true, description: '' },
    { type: 'ALBUM', album_id: ids.album, allow_download: false, show_metadata: true },
  ],
  get_shared_link: () => [{ link_id: ids.link }, { shared_link_id: ids.link }],
  update_shared_link: () => [
    { link_id: ids.link, allow_upload: false, expiry_at: '' },
    { shared_link_id: ids.link, allow_upload: false, expires_at: null },
  ],
  delete_shared_link: () => [{ link_id: ids.link }, { shared_link_id: ids.link, dry_run: true }],
  list_people: () => [
    { page: 1, size: 2, with_hidden: true },
    { page: 1, page_size: 2, with_hidden: true },
  ],
  get_person: () => [{ person_id: ids.person }, { person_id: ids.person }],
  update_person: () => [
    { person_id: ids.person, name: '', birth_date: '1991-01-01', is_hidden: null, feature_face_asset_id: '' },
    { person_id: ids.person, birth_date: '1991-01-01' },
  ],
  merge_people: () => [
    { person_id: ids.person, merge_ids: [ids.other] },
    { target_person_id: ids.person, source_person_id: [ids.other], dry_run: true },
  ],
  search_people: () => [
    { name: 'ali', with_hidden: true },
    { name: 'ali', with_hidden: true, page_size: 100 },
  ],
  delete_assets: () => [
    { asset_ids: [photo], force: true },
    { asset_ids: [photo], force: true, dry_run: true },
  ],
  get_duplicates: () => [{ album_id: '' }, {}],
  resolve_duplicates: () => [
    { groups: [{ duplicateId: ids.group, keepAssetIds: group.slice(0, 1), trashAssetIds: group.slice(1) }] },
    { groups: [{ duplicate_id: ids.group, keep: group.slice(0, 1), trash: group.slice(1) }], dry_run: true },
  ],
  list_tags: () => [{}, { page_size: 100 }],
  get_tag: () => [{ tag_id: ids.tag }, { tag_id: ids.tag }],
  create_tag: () => [{ name: 'New', color: '' }, { name: 'New' }],
  update_tag: () => [
    { tag_id: ids.tag, color: '#00ff00' },
    { tag_id: ids.tag, color: '#00ff00' },
  ],
  delete_tag: () => [{ tag_id: ids.tag }, { tag_id: ids.tag, dry_run: true }],
  tag_assets: () => [
    { tag_id: ids.tag, asset_ids: [photo] },
    { tag_id: ids.tag, asset_ids: [photo] },
  ],
  untag_assets: () => [
    { tag_id: ids.tag, asset_ids: [photo] },
    { tag_id: ids.tag, asset_ids: [photo], dry_run: true },
  ],
  list_activities: () => [
    { album_id: ids.album, asset_id: '', activity_type: 'comment' },
    { album_id: ids.album, type: 'COMMENT' },
  ],
  create_activity: () => [
    { album_id: ids.album, comment: '', like: true },
    { album_id: ids.album, type: 'LIKE' },
  ],
  delete_activity: () => [{ activity_id: ids.activity }, { activity_id: ids.activity, dry_run: true }],
};

/** There is no video here: what is said is that. */
const refused: Record<string, RegExp> = { get_video_frames: /is a photo/ };

function aliasNamed(name: string): Alias {
  const alias = immichPhotoManager.find((one) => one.name === name);
  if (alias === undefined) throw new Error(`no alias ${name}`);
  return alias;
}

describe('the tools of immich-photo-manager', () => {
  it('are all tried here, and each stands for a tool that there is', () => {
    expect(Object.keys(rows).sort()).toEqual(immichPhotoManager.map(({ name }) => name).sort());
    const known = new Set(immichTools.map(({ name }) => name));
    expect(immichPhotoManager.filter(({ tool }) => !known.has(tool))).toEqual([]);
  });

  it('take at most 6,000 tokens with all that is listed beside them', () => {
    const all = allTools
      .filter(({ toolset }) => !toolset.startsWith('photoprism_'))
      .map((tool): BoundTool => ({ ...tool, call: async () => failed('refused', 'Only listed.') }));
    const exposure = { toolsets: 'default', readOnly: false } as const;
    const sizes = openToolbox(renameTools(all, immichPhotoManager), exposure, localCaller)
      .list()
      .map(({ name, description, inputSchema }) => countTokens(JSON.stringify({ name, description, inputSchema })));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(6000);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(300);
  });

  it('have no name that another tool has', () => {
    const names = renameTools(bound, immichPhotoManager).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(Object.keys(rows))('%s does what ours does with the same meant', async (name) => {
    const { tool, effect } = targetOf(name);
    const [theirs, ours] = rows[name]?.() ?? [{}, {}];
    expect(argumentsFrom(name, theirs)).toMatchObject(JSON.parse(JSON.stringify(ours)));
    const preview = effect === 'read' || 'dry_run' in ours ? {} : { dry_run: true };
    const before = await library.state();
    const told = await renamed(name, { ...theirs, ...preview });
    const own = await toolsByName(bound)(tool, { ...ours, ...preview });
    if (refused[name] === undefined) expect(told.error).toBeUndefined();
    else expect(told.error).toMatch(refused[name]);
    expect(told.data).toEqual(own.data);
    expect(told.images).toEqual(own.images);
    if (effect !== 'read' && told.error === undefined) expect(told.data).toMatchObject({ dry_run: true });
    expect(await library.state()).toBe(before);
  });

  it.each(immichPhotoManager.filter(({ tool }) => previewsFirst(tool)).map(({ name }) => name))(
    '%s previews unless it is told to act, and says so',
    async (name) => {
      const [theirs] = rows[name]?.() ?? [{}];
      expect((await renamed(name, theirs)).data).toMatchObject({ dry_run: true });
      expect(targetOf(name).description).toContain('Previews by default');
    },
  );

  it.each(immichPhotoManager.flatMap(({ name, refuses = {} }) => Object.keys(refuses).map((one) => [name, one])))(
    '%s says what to do instead of %s, and does nothing',
    async (name, argument) => {
      const [theirs] = rows[name]?.() ?? [{}];
      const told = await renamed(name, { ...theirs, [argument]: 'something' });
      expect(told.error).toBe(`Invalid arguments: ${argument}: ${aliasNamed(name).refuses?.[argument]}.`);
    },
  );

  it('look at no more than the first assets where a limit is given, and at six frames unless told', async () => {
    const many = Array.from({ length: 20 }, (_, number) => `photo ${number}`);
    expect(argumentsFrom('get_images_batch', { asset_ids: many, limit: 3 })).toMatchObject({
      asset_ids: ['photo 0', 'photo 1', 'photo 2'],
    });
    const { error } = await renamed('get_images_batch', { asset_ids: many });
    expect(error).toContain('asset_ids: must name at most 12');
    expect(argumentsFrom('get_video_frames', { asset_id: photo })).toMatchObject({ frames: 6 });
  });

  it('act when they are told', async () => {
    const made = await renamed('create_album', { name: 'Really', asset_ids: [photo] });
    expect(made.data).toMatchObject({ albumName: 'Really' });
    await renamed('delete_album', { album_id: 'Really', dry_run: false });
    expect((await renamed('list_albums')).text).not.toContain('Really');
    await renamed('merge_people', { person_id: ids.person, merge_ids: [ids.other], confirm: true });
    expect((await renamed('search_people', { name: 'bob' })).data).toMatchObject({ total: 0 });
  });

  it.each([
    ['get_album', { id: 'x' }, 'unknown argument "id" (known: album_id, page)'],
    ['search_metadata', { person_ids: ['a', 'b'] }, 'person_ids: takes one at a time'],
    ['search_metadata', { size: 0 }, 'size: '],
    ['get_video_frames', { asset_id: 'x', count: 50 }, 'count: must be from 1 to 16'],
    ['update_shared_link', { link_id: 'x' }, 'link_id: '],
    ['merge_people', { person_id: 'Nobody at all', merge_ids: ['Bob'] }, 'person_id'],
    ['list_activities', { album_id: 'Trip', activity_type: 'wave' }, 'activity_type: '],
  ])('%s names its own arguments when %j is wrong', async (name, args, message) => {
    const { error } = await renamed(name, args);
    expect(error).toContain(message);
    expect(error).not.toMatch(/target_person_id|shared_link_id|page_size|source_person_id/);
  });
});

function targetOf(name: string) {
  const { tool } = aliasNamed(name);
  const target = immichTools.find((one) => one.name === tool);
  if (target === undefined) throw new Error(`no tool ${tool}`);
  return { tool, effect: target.effect, description: target.description };
}

function previewsFirst(tool: string): boolean {
  return immichTools.some(({ name, input }) => name === tool && 'dry_run' in input.shape);
}

/** What ours are told when theirs are called so. */
function argumentsFrom(name: string, theirs: Args): unknown {
  const alias = renameTools(bound, immichPhotoManager).find((tool): tool is AliasTool => tool.name === name);
  const aimed = alias?.redirect(theirs);
  if (aimed?.ok !== true) throw new Error(aimed?.failure.message ?? name);
  return aimed.value.args;
}
