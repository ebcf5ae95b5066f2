/** What holds for every tool that changes something, whatever it is called with. */
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bindTools } from '../../../src/catalog/binding.ts';
import { mostIds } from '../../../src/catalog/list-arguments.ts';
import { immichTools } from '../../../src/immich/tools/all.ts';
import { askedQuestion, steady } from '../../fixtures/asked-question.ts';
import { type ChangeLibrary, openChangeLibrary, unknownId } from '../../fixtures/change-library.ts';
import { startWebHost, type WebHost } from '../../fixtures/web-host.ts';

let changing: ChangeLibrary;
let shipped: ChangeLibrary;
let redirecting: WebHost;
let assetIds: string[];
let albumId: string;
let linkId: string;
let tagId: string;
let activityId: string;
let personIds: string[];

beforeAll(async () => {
  redirecting = await startWebHost((_, response) => {
    response.writeHead(302, { location: 'http://127.0.0.2/photo.jpg' }).end();
  });
  changing = await openChangeLibrary({ mayConnect: (address) => address === '127.0.0.1' });
  shipped = await openChangeLibrary();
  assetIds = await changing.addPhotos(3);
  const album = await changing.call('immich_albums_create', { album_name: 'Here', asset_ids: assetIds.slice(0, 2) });
  albumId = String(album.data.id);
  const link = await changing.call('immich_shared_links_create', { type: 'ALBUM', album_id: albumId });
  linkId = String(link.data.id);
  tagId = String((await changing.call('immich_tags_create', { name: 'Trip/Sea' })).data.id);
  await changing.call('immich_tag_assets', { tag_id: tagId, asset_ids: assetIds.slice(0, 2) });
  const said = { album_id: albumId, type: 'COMMENT', comment: 'Lovely' };
  activityId = String((await changing.call('immich_activities_create', said)).data.id);
  const people = ['Anna', 'Hanna'].map((name) => changing.local.ask('POST', '/people', { body: { name } }));
  personIds = (await Promise.all(people)).map(({ body }) => Object(body).id);
  await changing.local.ask('PUT', '/assets', { body: { ids: assetIds, duplicateId: groupId } });
  await writeFile(join(changing.folder, '..', 'outside.jpg'), 'secret');
  await symlink(join(changing.folder, '..', 'outside.jpg'), join(changing.folder, 'link.jpg'));
});

afterAll(async () => {
  await changing.close();
  await shipped.close();
  await redirecting.close();
});

const groupId = '11111111-0000-4000-8000-000000000001';
const changeTools = immichTools.filter((tool) => tool.effect !== 'read');
const previewing = changeTools.filter((tool) => 'dry_run' in tool.input.shape);

/** Arguments with which each tool would do something. */
function argumentsOf(name: string): Record<string, unknown> {
  const list = { asset_ids: assetIds };
  const all: Record<string, Record<string, unknown>> = {
    immich_assets_upload: { source: 'a.jpg' },
    immich_assets_update: { asset_id: assetIds[0], rating: 5 },
    immich_assets_bulk_update: { ...list, rating: 5, is_archived: true },
    immich_assets_delete: { ...list, force: true },
    immich_albums_create: { album_name: 'New' },
    immich_albums_update: { album_id: albumId, album_name: 'New' },
    immich_albums_delete: { album_id: albumId },
    immich_albums_add_assets: { album_id: albumId, ...list },
    immich_albums_remove_assets: { album_id: albumId, ...list },
    immich_people_update: { person_id: personIds[0], name: 'New' },
    immich_people_merge: { target_person_id: personIds[0], source_person_id: personIds.slice(1) },
    immich_tags_create: { name: 'New' },
    immich_tags_update: { tag_id: tagId, name: 'New' },
    immich_tags_delete: { tag_id: tagId },
    immich_tag_assets: { tag_id: tagId, ...list },
    immich_untag_assets: { tag_id: tagId, ...list },
    immich_activities_create: { album_id: albumId, type: 'LIKE' },
    immich_activities_delete: { activity_id: activityId },
    immich_shared_links_create: { type: 'ALBUM', album_id: albumId },
    immich_shared_links_update: { shared_link_id: linkId, description: 'New' },
    immich_shared_links_remove: { shared_link_id: linkId },
    immich_duplicates_delete: { asset_ids: assetIds.slice(0, 2), include_protected: true },
    immich_duplicates_dismiss: { duplicate_ids: [groupId] },
    immich_duplicates_resolve: { keep: 'best' },
  };
  const found = all[name];
  if (found === undefined) throw new Error(`this test knows no arguments for ${name}`);
  return found;
}

describe('a dry run never changes anything', () => {
  test.each(previewing.map(({ name }) => [name]))('%s, unless dry_run is false', async (name) => {
    const before = await changing.state();
    const plain = await changing.call(name, argumentsOf(name));
    expect(plain.data).toMatchObject({ dry_run: true });
    const asked = await changing.call(name, { ...argumentsOf(name), dry_run: true });
    expect(asked.data).toMatchObject({ dry_run: true });
    const refused = await changing.call(name, { ...argumentsOf(name), dry_run: 'false' });
    expect(refused.error).toMatch(/dry_run/);
    expect(await changing.state()).toBe(before);
  });

  test('everything that removes and everything in bulk has one', () => {
    expect(previewing.map(({ name }) => name).sort()).toEqual([
      'immich_activities_delete',
      'immich_albums_delete',
      'immich_albums_remove_assets',
      'immich_assets_bulk_update',
      'immich_assets_delete',
      'immich_duplicates_delete',
      'immich_duplicates_dismiss',
      'immich_duplicates_resolve',
      'immich_people_merge',
      'immich_shared_links_remove',
      'immich_tags_delete',
      'immich_untag_assets',
    ]);
  });
});

describe('what a person is asked', () => {
  const ask = (name: string) => askedQuestion(bindTools(immichTools, changing.connection), name, argumentsOf(name));

  test.each(changeTools.map(({ name, title }) => [name, title]))(
    '%s: words, no more than a few lines',
    async (name, title) => {
      if (name === 'immich_assets_upload') await changing.writePhoto('a.jpg');
      const question = await ask(name);
      expect(question.startsWith(title)).toBe(true);
      expect(question.split('\n').length).toBeLessThanOrEqual(12);
      expect(question).not.toMatch(/[{}[\]]|undefined|null|[\da-f]{8}-[\da-f]{4}/);
      expect(steady(question)).toMatchSnapshot();
    },
  );
});

describe('hints are true', () => {
  test.each(changeTools.map((tool) => [tool.name, tool] as const))('%s', (name, tool) => {
    expect(tool.hints.readOnlyHint).toBe(false);
    expect(tool.hints.destructiveHint).toBe(
      /_(delete|merge|remove|remove_assets|untag_assets|dismiss|resolve)$/.test(name),
    );
    expect(tool.hints.openWorldHint).toBe(name === 'immich_assets_upload');
    expect(tool.hints.idempotentHint).toBe(!/_(upload|create)$/.test(name) || name === 'immich_tags_create');
  });
});

const many = Array.from({ length: mostIds + 1 }, (_, number) => unknownId.slice(0, -6) + String(100_000 + number));

describe('bad input gets an error that says what would work, and changes nothing', () => {
  const bulk = 'immich_assets_bulk_update';
  test.each([
    ['wrong type', 'immich_assets_update', { is_favorite: 'yes' }, /is_favorite: .*true or false/],
    ['unknown argument', 'immich_assets_delete', { dryRun: false }, /unknown argument "dryRun".*known: .*dry_run/],
    ['no group', 'immich_duplicates_dismiss', { duplicate_ids: [] }, /duplicate_ids: must name 1 to 10000 groups/],
    ['no such group', 'immich_duplicates_dismiss', { duplicate_ids: [unknownId] }, /no such duplicate group/],
    ['no such rule', 'immich_duplicates_resolve', { keep: 'smallest' }, /keep: must be best, largest, oldest, newest/],
    ['no such name', 'immich_assets_update', { asset_id: '../../admin' }, /asset_id: no asset is called/],
    ['no such name in a list', bulk, { asset_ids: ['nope'] }, /asset_ids: no asset is called "nope"/],
    ['empty list', bulk, { asset_ids: [] }, /asset_ids: must name at least one id/],
    ['empty list', 'immich_assets_delete', { asset_ids: [] }, /at least one id/],
    ['empty list', 'immich_albums_add_assets', { asset_ids: [] }, /at least one id/],
    ['huge list', 'immich_assets_delete', { asset_ids: many }, /at most 10000 ids; split the list/],
    ['rating out of range', 'immich_assets_update', { rating: 6 }, /rating: .*5/],
    ['half a star', 'immich_assets_update', { rating: 2.5 }, /rating: .*whole number/],
    ['no path', 'immich_tags_create', { name: ' / ' }, /name: must have 1 to 20 levels/],
    ['no colour', 'immich_tags_update', { color: 'red' }, /color: must be hex/],
    ['no such kind', 'immich_activities_create', { type: 'LOVE' }, /type: must be COMMENT or LIKE/],
    ['no words', 'immich_activities_create', { type: 'COMMENT', comment: ' ' }, /comment: must have 1 to 10,000/],
    ['no id', 'immich_activities_delete', { activity_id: 'Lovely' }, /activity_id: must be an id/],
    ['no name', 'immich_albums_create', { album_name: '  ' }, /album_name: must have 1 to 500/],
    ['no name', 'immich_albums_update', { album_name: '' }, /album_name: must have 1 to 500/],
    ['no album', 'immich_shared_links_create', { album_id: undefined }, /album_id is needed for .* ALBUM/],
    ['no assets', 'immich_shared_links_create', { type: 'INDIVIDUAL' }, /asset_ids is needed for .* INDIVIDUAL/],
    ['album and assets', 'immich_shared_links_create', { asset_ids: [unknownId] }, /asset_ids has no place/],
    [
      'a past end',
      'immich_shared_links_create',
      { expires_at: '2020-01-01' },
      /expires_at 2020-01-01T23.* in the past/,
    ],
    ['no date', 'immich_shared_links_update', { expires_at: 'tomorrow' }, /expires_at: "tomorrow" is no date/],
    ['no slug', 'immich_shared_links_create', { slug: 'a/b' }, /slug: must have 1 to 100 letters/],
    ['no password', 'immich_shared_links_update', { password: '' }, /password: must have 1 to 200/],
    ['nothing to set', 'immich_shared_links_update', { description: undefined }, /Nothing to change/],
    ['no such link', 'immich_shared_links_remove', { shared_link_id: unknownId }, /no such shared link/],
    ['no id', 'immich_shared_links_update', { shared_link_id: 'summer' }, /shared_link_id: must be an id/],
    ['no day', 'immich_people_update', { birth_date: 'May' }, /birth_date: must be a day/],
    ['nobody', 'immich_people_merge', { source_person_id: [] }, /source_person_id: must name at least one/],
    ['no source', 'immich_assets_upload', { source: ' ' }, /source: /],
    ['no date', 'immich_assets_upload', { file_created_at: 'yesterday' }, /file_created_at: "yesterday" is no date/],
    ['no such day', 'immich_assets_upload', { file_created_at: '2023-02-30' }, /is no date/],
    ['path outside', 'immich_assets_upload', { source: '/etc/passwd' }, /not inside a folder.*ALBUMEN_UPLOAD_DIRS/],
    ['../', 'immich_assets_upload', { source: '../outside.jpg' }, /not inside a folder/],
    ['link that leads out', 'immich_assets_upload', { source: 'link.jpg' }, /leads out of the folders/],
    ['other scheme', 'immich_assets_upload', { source: 'ftp://a.example/a.jpg' }, /ftp: addresses cannot be uploaded/],
    ['private address', 'immich_assets_upload', { source: 'http://192.168.1.1/a.jpg' }, /not on the public internet/],
    ['cloud metadata', 'immich_assets_upload', { source: 'http://169.254.169.254/' }, /not on the public internet/],
    ['password in URL', 'immich_assets_upload', { source: 'http://a:b@1.1.1.1/a.jpg' }, /user name or password/],
  ])('%s: %s', async (_, name, wrong, wanted) => {
    const before = await changing.state();
    const told = await changing.call(name, { ...argumentsOf(name), ...wrong });
    expect(told.error).toMatch(wanted);
    expect(await changing.state()).toBe(before);
  });

  test('a redirect to a private address', async () => {
    const before = await changing.state();
    const told = await changing.call('immich_assets_upload', { source: `${redirecting.origin}/photo.jpg` });
    expect(told.error).toMatch(/127\.0\.0\.2 is not on the public internet/);
    expect(await changing.state()).toBe(before);
  });

  test('a loopback address, with the policy that is shipped', async () => {
    const told = await shipped.call('immich_assets_upload', { source: `${redirecting.origin}/photo.jpg` });
    expect(told.error).toMatch(/127\.0\.0\.1 is not on the public internet/);
  });
});
