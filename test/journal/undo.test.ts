/** Taking changes back, through the real tools and the local library's real API. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findAlbums } from '../../src/library/store/album-queries.ts';
import { assetRows } from '../fixtures/asset-rows.ts';
import { Chance } from '../fixtures/chance.ts';
import { openRecordedLibrary, type RecordedLibrary } from '../fixtures/recorded-library.ts';

let library: RecordedLibrary;
let photos: string[];

beforeAll(async () => {
  library = await openRecordedLibrary();
  photos = await library.addPhotos(4);
});

afterAll(() => library.close());

async function done(name: string, args: Record<string, unknown>): Promise<Record<string, unknown>> {
  const told = await library.call(name, args);
  if (told.error !== undefined) throw new Error(told.error);
  return told.data;
}

async function change(name: string, args: Record<string, unknown>): Promise<string> {
  return String((await done(name, args)).change_id);
}

const undo = (args: Record<string, unknown>) => done('history_undo', { dry_run: false, ...args });

/** What people see of the library, without the times of the last change. */
async function seen(): Promise<unknown> {
  const { store, owner } = library.local.library;
  const assets = await store
    .selectFrom('asset')
    .select(['id', 'isFavorite', 'visibility', 'rating', 'description', 'deletedAt'])
    .orderBy('id')
    .execute();
  const shown = await findAlbums(store, { userId: owner.id });
  const albums = shown
    .map(({ album: { name, description, thumbnailAssetId, order, id } }) => ({
      name,
      description,
      thumbnailAssetId,
      order,
      id,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const members = await store.selectFrom('albumAsset').select(['albumId', 'assetId']).orderBy('assetId').execute();
  const tagged = await store
    .selectFrom('tagAsset')
    .innerJoin('tag', 'tag.id', 'tagAsset.tagId')
    .select(['value', 'assetId'])
    .orderBy('value')
    .orderBy('assetId')
    .execute();
  const tags = await store.selectFrom('tag').select(['value', 'color']).orderBy('value').execute();
  const people = await store
    .selectFrom('person')
    .select(['name', 'birthDate', 'isHidden', 'isFavorite', 'color'])
    .orderBy('name')
    .execute();
  const faces = await store
    .selectFrom('face')
    .leftJoin('person', 'person.id', 'face.personId')
    .select(['face.id', 'person.name'])
    .orderBy('face.id')
    .execute();
  const links = await store
    .selectFrom('sharedLink')
    .select(['type', 'description', 'expiresAt', 'allowDownload', 'showMetadata', 'slug'])
    .orderBy('description')
    .execute();
  const activities = await store.selectFrom('activity').select(['comment', 'isLiked']).orderBy('comment').execute();
  return {
    tagged,
    tags,
    people,
    faces,
    links,
    activities,
    assets: assets.map(({ deletedAt, ...asset }) => ({ ...asset, trashed: deletedAt !== null })),
    // Albums come back under new ids.
    albums: albums.map(({ id, ...album }) => ({
      ...album,
      assets: members.filter(({ albumId }) => albumId === id).map(({ assetId }) => assetId),
    })),
  };
}

describe('a change that is taken back leaves the library as it was', () => {
  let albumId: string;

  beforeAll(async () => {
    const made = await done('immich_albums_create', {
      album_name: 'Trip',
      description: 'Two weeks',
      asset_ids: photos.slice(0, 2),
    });
    albumId = String(made.id);
    await done('immich_assets_update', { asset_id: photos[0], rating: 4, description: 'Sea', is_favorite: true });
    await done('immich_tags_create', { name: 'Travel/Asia/Japan', color: '#ff0000' });
    await done('immich_tags_create', { name: 'Travel/Europe' });
    await done('immich_tag_assets', { tag_id: 'Travel/Asia/Japan', asset_ids: photos.slice(0, 2) });
    await done('immich_tag_assets', { tag_id: 'Travel/Asia', asset_ids: photos.slice(1, 3) });
    await addPerson('Alice', { birthDate: '1990-04-01', isFavorite: true, color: '#00ff00' }, photos.slice(0, 1));
    await addPerson('Alicia', { isHidden: true }, photos.slice(1, 3));
    await done('immich_shared_links_create', {
      type: 'INDIVIDUAL',
      asset_ids: photos.slice(0, 2),
      slug: 'sea',
      description: 'For grandma',
      expires_at: '2999-01-01T00:00:00Z',
      allow_download: false,
    });
    await done('immich_activities_create', { album_id: albumId, type: 'comment', comment: 'Lovely' });
    await done('immich_activities_create', { album_id: albumId, type: 'like', asset_id: photos[0] });
  });

  async function addPerson(name: string, more: object, assetIds: readonly string[]): Promise<void> {
    const person = Object((await library.local.ask('POST', '/people', { body: { name, ...more } })).body);
    for (const assetId of assetIds) {
      const box = { imageWidth: 64, imageHeight: 48, x: 4, y: 4, width: 8, height: 8 };
      await library.local.ask('POST', '/faces', { body: { assetId, personId: person.id, ...box } });
    }
  }

  const linkId = async () => {
    const { shared_links: links } = await done('immich_shared_links_list', {});
    return Array.isArray(links) ? links.find(({ description }) => description === 'For grandma')?.id : undefined;
  };

  const activityId = async (type: string) => {
    const { activities } = await done('immich_activities_list', { album_id: 'Trip', type });
    return Array.isArray(activities) ? activities[0]?.id : undefined;
  };

  const current = async () => {
    const { albums } = await done('immich_albums_list', { name: 'Trip' });
    return Array.isArray(albums) ? String(albums[0]?.id) : albumId;
  };

  const otherCover = async () => {
    const album_id = await current();
    const { albumThumbnailAssetId } = await library.read(`/albums/${album_id}`);
    return { album_id, album_thumbnail_asset_id: photos.slice(0, 2).find((id) => id !== albumThumbnailAssetId) };
  };

  test.each([
    ['immich_assets_update', () => ({ asset_id: photos[0], rating: 0, description: '', is_archived: true })],
    ['immich_assets_bulk_update', () => ({ asset_ids: photos, is_favorite: true, rating: 5, dry_run: false })],
    ['immich_assets_delete', () => ({ asset_ids: photos.slice(0, 3), dry_run: false })],
    ['immich_albums_update', async () => ({ album_id: await current(), album_name: 'Tour', description: '' })],
    ['immich_albums_update', otherCover],
    ['immich_albums_add_assets', async () => ({ album_id: await current(), asset_ids: photos })],
    [
      'immich_albums_remove_assets',
      async () => ({ album_id: await current(), asset_ids: photos.slice(0, 1), dry_run: false }),
    ],
    ['immich_tags_create', () => ({ name: 'New/Leaf', color: '#0000ff' })],
    ['immich_tags_update', () => ({ tag_id: 'Travel/Asia', name: 'Orient', color: '#00ff00' })],
    ['immich_tags_update', () => ({ tag_id: 'Travel/Asia/Japan', color: null })],
    ['immich_tags_delete', () => ({ tag_id: 'Travel', dry_run: false })],
    ['immich_tag_assets', () => ({ tag_id: 'Travel/Asia/Japan', asset_ids: photos })],
    ['immich_untag_assets', () => ({ tag_id: 'Travel/Asia/Japan', asset_ids: photos, dry_run: false })],
    ['immich_people_update', () => ({ person_id: 'Alice', name: 'Alice B', birth_date: null, is_hidden: true })],
    ['immich_people_merge', () => ({ target_person_id: 'Alice', source_person_id: ['Alicia'], dry_run: false })],
    ['immich_shared_links_create', () => ({ type: 'ALBUM', album_id: 'Trip', description: 'All' })],
    [
      'immich_shared_links_update',
      async () => ({ shared_link_id: await linkId(), slug: 'ocean', expires_at: null, allow_download: true }),
    ],
    ['immich_shared_links_remove', async () => ({ shared_link_id: await linkId(), dry_run: false })],
    ['immich_activities_create', () => ({ album_id: 'Trip', type: 'COMMENT', comment: 'Me too' })],
    [
      'immich_activities_delete',
      async () => ({ activity_id: await activityId('comment'), album_id: 'Trip', dry_run: false }),
    ],
    [
      'immich_activities_delete',
      async () => ({ activity_id: await activityId('like'), album_id: 'Trip', dry_run: false }),
    ],
    ['immich_albums_delete', async () => ({ album_id: await current(), dry_run: false })],
    ['immich_albums_create', () => ({ album_name: 'New', asset_ids: photos })],
  ])('%s', async (name, args) => {
    const before = await seen();
    const id = await change(name, await args());
    const after = await seen();
    expect(after).not.toEqual(before);
    const preview = await done('history_undo', { change_id: id });
    expect(preview.dry_run).toBe(true);
    expect(await seen()).toEqual(after);
    const undone = await undo({ change_id: id });
    expect(undone).not.toHaveProperty('failed');
    expect(undone).not.toHaveProperty('changed_since');
    expect(await seen()).toEqual(before);
    // The undo is a change like any other: it can be taken back, and that again.
    const again = await undo({ change_id: undone.change_id });
    expect(await seen()).toEqual(after);
    await undo({ change_id: again.change_id });
    expect(await seen()).toEqual(before);
  });

  test('immich_assets_upload: the new asset goes to the trash', async () => {
    const path = await library.writePhoto('new.jpg');
    const uploaded = await done('immich_assets_upload', { source: path });
    expect((await undo({ change_id: uploaded.change_id })).restored).toBe(1);
    expect(await library.read(`/assets/${uploaded.id}`)).toMatchObject({ isTrashed: true });
  });
});

describe('everything since a point', () => {
  test('comes back at once, whatever depends on what', async () => {
    const before = await seen();
    const first = await change('immich_albums_create', { album_name: 'Chain', asset_ids: photos.slice(0, 1) });
    await change('immich_albums_add_assets', { album_id: 'Chain', asset_ids: photos.slice(1, 3) });
    await change('immich_assets_update', { asset_id: photos[1], rating: 2 });
    await change('immich_assets_update', { asset_id: photos[1], rating: 3, is_favorite: true });
    await change('immich_albums_update', { album_id: 'Trip', album_name: 'Trip renamed' });
    await change('immich_albums_remove_assets', {
      album_id: 'Trip renamed',
      asset_ids: photos.slice(0, 1),
      dry_run: false,
    });
    await change('immich_albums_delete', { album_id: 'Trip renamed', dry_run: false });
    await change('immich_assets_delete', { asset_ids: photos.slice(0, 2), dry_run: false });
    const undone = await undo({ since: first });
    expect(undone).not.toHaveProperty('failed');
    expect(await seen()).toEqual(before);
    await undo({ change_id: undone.change_id });
    await undo({ since: first });
    expect(await seen()).toEqual(before);
  });
});

describe('a change of 1,000 items', () => {
  test('comes back whole, each as it was, and tells the first ones', async () => {
    const many = await openRecordedLibrary();
    try {
      const { store, owner } = many.local.library;
      const rows = assetRows(new Chance(5), 1000, () => owner.id).map(({ row: _, ...asset }) => asset);
      for (let at = 0; at < rows.length; at += 100)
        await store
          .insertInto('asset')
          .values(rows.slice(at, at + 100))
          .execute();
      const ratings = () => store.selectFrom('asset').select(['id', 'rating', 'isFavorite']).orderBy('id').execute();
      const before = await ratings();
      const told = await many.call('immich_assets_bulk_update', {
        asset_ids: before.map(({ id }) => id),
        rating: 5,
        is_favorite: true,
        dry_run: false,
      });
      expect(told.error).toBeUndefined();
      const { change_id } = told.data;
      const preview = await many.call('history_undo', { change_id });
      expect(Number(preview.data.affected_count)).toBeGreaterThan(900);
      expect(preview.text.length).toBeLessThan(10_000);
      const undone = await many.call('history_undo', { change_id, dry_run: false });
      expect(undone.data.restored).toBe(preview.data.affected_count);
      expect(await ratings()).toEqual(before);
    } finally {
      await many.close();
    }
  }, 120_000);
});

describe('what somebody has changed since', () => {
  test('is reported and left alone, and the rest comes back', async () => {
    const id = await change('immich_assets_bulk_update', { asset_ids: photos, rating: 1, dry_run: false });
    await library.local.ask('PUT', `/assets/${photos[1]}`, { body: { rating: 2 } });
    const undone = await undo({ change_id: id });
    expect(undone).toMatchObject({
      restored: 3,
      changed_since: [{ kind: 'asset', id: photos[1], why: 'changed since: rating' }],
    });
    expect((await library.read(`/assets/${photos[1]}`)).exifInfo).toMatchObject({ rating: 2 });
  });

  test('is left alone field by field: the rest of the asset comes back', async () => {
    const before = (await library.read(`/assets/${photos[2]}`)).isFavorite;
    const id = await change('immich_assets_update', { asset_id: photos[2], rating: 5, is_favorite: !before });
    await library.local.ask('PUT', `/assets/${photos[2]}`, { body: { rating: 3 } });
    expect(await undo({ change_id: id })).toMatchObject({
      restored: 1,
      changed_since: [{ id: photos[2], why: 'changed since: rating' }],
    });
    expect(await library.read(`/assets/${photos[2]}`)).toMatchObject({ isFavorite: before, exifInfo: { rating: 3 } });
  });

  test('comes back by force', async () => {
    await done('immich_assets_update', { asset_id: photos[2], rating: 1 });
    const id = await change('immich_assets_update', { asset_id: photos[2], rating: 5 });
    await library.local.ask('PUT', `/assets/${photos[2]}`, { body: { rating: 3 } });
    const refused = await library.call('history_undo', { change_id: id, dry_run: false });
    expect(refused.error).toContain('changed since: rating');
    expect(refused.error).toContain('force: true');
    await undo({ change_id: id, force: true });
    expect(await library.read(`/assets/${photos[2]}`)).toMatchObject({ exifInfo: { rating: 1 } });
  });

  test('in another field is none of the change’s business', async () => {
    const id = await change('immich_assets_update', { asset_id: photos[3], rating: 5 });
    await library.local.ask('PUT', `/assets/${photos[3]}`, { body: { description: 'By hand' } });
    expect(await undo({ change_id: id })).not.toHaveProperty('changed_since');
    expect((await library.read(`/assets/${photos[3]}`)).exifInfo).toMatchObject({ description: 'By hand' });
  });
});

describe('what cannot come back', () => {
  test('is said before: an asset that was deleted for good', async () => {
    const path = await library.writePhoto('doomed.jpg');
    const { id: doomed } = await done('immich_assets_upload', { source: path });
    const id = await change('immich_assets_delete', { asset_ids: [doomed], force: true, dry_run: false });
    const told = await library.call('history_undo', { change_id: id });
    expect(told.error).toContain(`asset ${doomed} was deleted for good`);
  });

  test('is an unknown change', async () => {
    const told = await library.call('history_undo', { change_id: 'cnothing00' });
    expect(told.error).toContain('There is no change "cnothing00"');
  });

  test.each([
    ['neither a change nor a point', {}, 'Give either change_id or since'],
    ['both', { change_id: 'c1', since: '2026-01-01' }, 'Give either change_id or since'],
    ['no time', { since: 'yesterday' }, 'since: "yesterday" is no date'],
    ['a day that does not exist', { since: '2026-02-30' }, 'since: "2026-02-30" is no date'],
    ['a time after everything', { since: '2999-01-01' }, 'Nothing was changed since then'],
  ])('is asked for by %s', async (_, args, wanted) => {
    expect((await library.call('history_undo', args)).error).toContain(wanted);
  });
});
