/** What cannot come back is said before: the policy asks for an agreed preview by it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bindTools } from '../../../src/catalog/binding.ts';
import { immichTools } from '../../../src/immich/tools/all.ts';
import { plannedChange } from '../../fixtures/asked-question.ts';
import { type ChangeLibrary, openChangeLibrary } from '../../fixtures/change-library.ts';
import { watchSecret } from '../../fixtures/watched-secrets.ts';

let library: ChangeLibrary;
let photos: string[];
let shared: string;
let mine: string;
const said = { ofFriend: '', ofOwner: '' };
const password = watchSecret('caution-password-never-told');

beforeAll(async () => {
  library = await openChangeLibrary();
  photos = await library.addPhotos(3);
  const friend = await library.local.addUser('friend');
  shared = await made('immich_albums_create', { album_name: 'Shared', asset_ids: photos.slice(0, 1) });
  mine = await made('immich_albums_create', { album_name: 'Mine', asset_ids: photos.slice(1, 2) });
  const albumUsers = [{ userId: friend.id, role: 'viewer' }];
  await library.local.ask('PUT', `/albums/${shared}/users`, { body: { albumUsers } });
  const body = { albumId: shared, assetId: photos[0], type: 'comment', comment: 'Lovely' };
  said.ofFriend = idOf(await library.local.ask('POST', '/activities', { body, key: friend.key }));
  said.ofOwner = await made('immich_activities_create', { album_id: mine, type: 'COMMENT', comment: 'My own' });
});

afterAll(() => library.close());

function idOf({ body }: { body: unknown }): string {
  const { id } = Object(body);
  if (typeof id !== 'string') throw new Error(JSON.stringify(body));
  return id;
}

async function made(tool: string, args: Record<string, unknown>): Promise<string> {
  const told = await library.call(tool, args);
  if (told.error !== undefined) throw new Error(told.error);
  return String(told.data.id);
}

/** The caution of a change as the reviewer sees it; nothing is changed. */
async function caution(name: string, args: Record<string, unknown>): Promise<string | undefined> {
  const { change } = await plannedChange(bindTools(immichTools, library.connection), name, args);
  return change.caution;
}

describe('a caution', () => {
  test.each([
    [
      'deleting for good',
      'immich_assets_delete',
      () => ({ asset_ids: [photos[2]], force: true }),
      'it deletes for good',
    ],
    ['deleting an album member', 'immich_assets_delete', () => ({ asset_ids: photos }), '2 of the assets'],
    [
      'deleting what others wrote',
      'immich_activities_delete',
      () => ({ activity_id: said.ofFriend }),
      '1 comment or like of others',
    ],
    [
      'deleting an album in which others wrote',
      'immich_albums_delete',
      () => ({ album_id: shared }),
      'of others cannot',
    ],
    [
      'taking out of an album what others wrote about',
      'immich_albums_remove_assets',
      () => ({ album_id: shared, asset_ids: [photos[0]] }),
      'of others cannot come back',
    ],
  ])('warns of %s', async (_, tool, args, words) => {
    expect(await caution(tool, args())).toContain(words);
  });

  test.each([
    ['what only went to the trash', 'immich_assets_delete', () => ({ asset_ids: [photos[2]] })],
    ["one's own words", 'immich_activities_delete', () => ({ activity_id: said.ofOwner })],
    ["an album with nobody's words but one's own", 'immich_albums_delete', () => ({ album_id: mine })],
    ['taking out of it', 'immich_albums_remove_assets', () => ({ album_id: mine, asset_ids: [photos[1]] })],
  ])('is not needed for %s', async (_, tool, args) => {
    expect(await caution(tool, args())).toBeUndefined();
  });

  test('warns of a link losing its password, not of one that never had any', async () => {
    const link = { type: 'INDIVIDUAL', asset_ids: photos.slice(2) };
    const open = { shared_link_id: await made('immich_shared_links_create', link) };
    const closed = { shared_link_id: await made('immich_shared_links_create', { ...link, password }) };
    const words = 'its password cannot come back';
    expect(await caution('immich_shared_links_remove', closed)).toBe(words);
    expect(await caution('immich_shared_links_update', { ...closed, password: null })).toBe(words);
    expect(await caution('immich_shared_links_update', { ...closed, description: 'Sea' })).toBeUndefined();
    const album = { type: 'ALBUM', album_id: mine, password };
    const ending = { shared_link_id: await made('immich_shared_links_create', album) };
    expect(await caution('immich_albums_delete', { album_id: mine })).toContain('1 password of a shared link cannot');
    await library.call('immich_shared_links_remove', { ...ending, dry_run: false });
    expect(await caution('immich_shared_links_remove', open)).toBeUndefined();
    expect(await caution('immich_shared_links_update', { ...open, password: null })).toBeUndefined();
  });
});
