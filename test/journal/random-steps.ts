/** Steps that an agent might take, drawn by lot from what the library holds at that moment. */
import { Chance } from '../fixtures/chance.ts';
import type { RecordedLibrary } from '../fixtures/recorded-library.ts';

export interface Step {
  readonly tool: string;
  readonly args: Record<string, unknown>;
}

/** What there is to choose from. */
interface Stock {
  readonly assets: readonly string[];
  readonly albums: readonly { readonly id: string; readonly assets: readonly string[] }[];
  readonly tags: readonly { readonly id: string; readonly value: string }[];
  readonly people: readonly string[];
  readonly links: readonly string[];
  readonly activities: readonly { readonly id: string; readonly albumId: string }[];
  readonly groups: readonly { readonly id: string; readonly assets: readonly string[] }[];
}

async function stockOf({ local }: RecordedLibrary): Promise<Stock> {
  const { store } = local.library;
  const alive = store.selectFrom('asset').where('heldPath', 'is', null);
  const assets = await alive.select(['id', 'duplicateId', 'deletedAt', 'visibility']).orderBy('fileSize').execute();
  const members = await store.selectFrom('albumAsset').selectAll().orderBy('assetId').execute();
  const albums = await store.selectFrom('album').select('id').orderBy('name').execute();
  const groups = [...new Set(assets.flatMap(({ duplicateId }) => duplicateId ?? []))].sort();
  const listed = (id: string) =>
    assets.filter(({ duplicateId, deletedAt }) => duplicateId === id && deletedAt === null).map((asset) => asset.id);
  return {
    assets: assets.map(({ id }) => id),
    albums: albums.map(({ id }) => ({
      id,
      assets: members.filter(({ albumId }) => albumId === id).map(({ assetId }) => assetId),
    })),
    tags: await store.selectFrom('tag').select(['id', 'value']).orderBy('value').execute(),
    people: (await store.selectFrom('person').select('id').orderBy('name').execute()).map(({ id }) => id),
    links: (await store.selectFrom('sharedLink').select('id').orderBy('description').execute()).map(({ id }) => id),
    activities: await store.selectFrom('activity').select(['id', 'albumId']).orderBy('comment').execute(),
    groups: groups.map((id) => ({ id, assets: listed(id) })).filter((group) => group.assets.length > 1),
  };
}

type Draw = (chance: Chance, stock: Stock) => Record<string, unknown> | undefined;

const names = ['Rome', 'Paris', 'Été', 'Sun & sea', '東京'];
const colors = ['#ff0000', '#00ff00', '#0000ff'];

function some<Item>(chance: Chance, items: readonly Item[], most = 4): Item[] {
  return items.filter(() => chance.hit(0.4)).slice(0, most);
}

function maybe<Value>(chance: Chance, value: () => Value): Value | undefined {
  return chance.hit(0.5) ? value() : undefined;
}

function pick<Item>(chance: Chance, items: readonly Item[]): Item | undefined {
  return items.length === 0 ? undefined : chance.pick(items);
}

function filled(ids: readonly string[], args: (ids: readonly string[]) => Record<string, unknown>) {
  return ids.length === 0 ? undefined : args(ids);
}

const draws: Readonly<Record<string, Draw>> = {
  immich_assets_update: (chance, { assets }) => ({
    asset_id: chance.pick(assets),
    rating: chance.below(6),
    is_favorite: maybe(chance, () => chance.hit(0.5)),
    is_archived: maybe(chance, () => chance.hit(0.5)),
    description: maybe(chance, () => chance.pick([...names, ''])),
  }),
  immich_assets_bulk_update: (chance, { assets }) =>
    filled(some(chance, assets, 8), (asset_ids) => ({
      asset_ids,
      is_favorite: chance.hit(0.5),
      rating: maybe(chance, () => chance.below(6)),
      is_archived: maybe(chance, () => chance.hit(0.5)),
    })),
  immich_assets_delete: (chance, { assets }) => filled(some(chance, assets, 3), (asset_ids) => ({ asset_ids })),
  immich_albums_create: (chance, { assets }) => ({
    album_name: chance.pick(names),
    description: maybe(chance, () => chance.pick(names)),
    asset_ids: maybe(chance, () => [chance.pick(assets), ...some(chance, assets)]),
  }),
  immich_albums_update: (chance, { albums }) => {
    const album = pick(chance, albums);
    if (album === undefined) return undefined;
    const cover = maybe(chance, () => pick(chance, album.assets));
    return {
      album_id: album.id,
      album_name: chance.pick(names),
      description: maybe(chance, () => chance.pick([...names, ''])),
      album_thumbnail_asset_id: cover,
    };
  },
  immich_albums_add_assets: (chance, { albums, assets }) =>
    filled(some(chance, assets), (asset_ids) => ({ album_id: pick(chance, albums)?.id, asset_ids })),
  immich_albums_remove_assets: (chance, { albums }) => {
    const album = pick(chance, albums);
    return filled(some(chance, album?.assets ?? []), (asset_ids) => ({ album_id: album?.id, asset_ids }));
  },
  immich_albums_delete: (chance, { albums }) => ({ album_id: pick(chance, albums)?.id }),
  immich_tags_create: (chance) => ({
    name: [chance.pick(names), chance.pick(names), chance.pick(names)].slice(0, 1 + chance.below(3)).join('/'),
    color: maybe(chance, () => chance.pick(colors)),
  }),
  immich_tags_update: (chance, { tags }) => ({
    tag_id: pick(chance, tags)?.id,
    name: maybe(chance, () => chance.pick(names)),
    color: chance.pick([...colors, null]),
  }),
  immich_tags_delete: (chance, { tags }) => ({ tag_id: pick(chance, tags)?.id }),
  immich_tag_assets: (chance, { tags, assets }) =>
    filled(some(chance, assets), (asset_ids) => ({ tag_id: pick(chance, tags)?.id, asset_ids })),
  immich_untag_assets: (chance, { tags, assets }) =>
    filled(some(chance, assets, 8), (asset_ids) => ({ tag_id: pick(chance, tags)?.id, asset_ids })),
  immich_people_update: (chance, { people }) => ({
    person_id: pick(chance, people),
    name: chance.pick([...names, '']),
    is_hidden: maybe(chance, () => chance.hit(0.5)),
    is_favorite: maybe(chance, () => chance.hit(0.5)),
    birth_date: maybe(chance, () => chance.pick(['1980-01-02', null])),
    color: maybe(chance, () => chance.pick([...colors, null])),
  }),
  immich_people_merge: (chance, { people }) => {
    const [target, ...others] = people;
    return filled(some(chance, others, 2), (source_person_id) => ({ target_person_id: target, source_person_id }));
  },
  immich_shared_links_create: (chance, { albums, assets }) =>
    chance.hit(0.5)
      ? { type: 'ALBUM', album_id: pick(chance, albums)?.id, description: chance.pick(names) }
      : {
          type: 'INDIVIDUAL',
          asset_ids: [chance.pick(assets), ...some(chance, assets)],
          slug: maybe(chance, () => `slug-${chance.below(5)}`),
          allow_download: chance.hit(0.5),
        },
  immich_shared_links_update: (chance, { links }) => ({
    shared_link_id: pick(chance, links),
    description: chance.pick([...names, null]),
    slug: maybe(chance, () => chance.pick([null, `slug-${chance.below(5)}`])),
    expires_at: maybe(chance, () => chance.pick(['2998-01-01T00:00:00Z', null])),
    allow_download: maybe(chance, () => chance.hit(0.5)),
    allow_upload: maybe(chance, () => chance.hit(0.5)),
    show_metadata: maybe(chance, () => chance.hit(0.5)),
  }),
  immich_shared_links_remove: (chance, { links }) => ({ shared_link_id: pick(chance, links) }),
  immich_activities_create: (chance, { albums }) => {
    const album = pick(chance, albums);
    const asset_id = maybe(chance, () => pick(chance, album?.assets ?? []));
    return chance.hit(0.5)
      ? { album_id: album?.id, type: 'COMMENT', comment: chance.pick(names), asset_id }
      : { album_id: album?.id, type: 'LIKE', asset_id };
  },
  immich_activities_delete: (chance, { activities }) => {
    const activity = pick(chance, activities);
    return { activity_id: activity?.id, album_id: activity?.albumId };
  },
  immich_duplicates_dismiss: (chance, { groups }) =>
    filled(
      some(
        chance,
        groups.map(({ id }) => id),
      ),
      (duplicate_ids) => ({ duplicate_ids }),
    ),
  immich_duplicates_resolve: (chance, { groups }) => {
    const group = pick(chance, groups);
    if (group === undefined) return undefined;
    const [first = '', ...others] = group.assets;
    const way = chance.pick(['keep one', 'keep all', 'stack', 'keep two']);
    const lists = {
      'keep one': { keep: [first], trash: others },
      'keep all': { keep: group.assets },
      stack: { stack: group.assets },
      'keep two': { keep: group.assets.slice(0, 2), trash: group.assets.slice(2) },
    }[way];
    return { groups: [{ duplicate_id: group.id, ...lists }] };
  },
  immich_duplicates_delete: (chance, { groups }) => {
    const group = pick(chance, groups);
    return filled(group?.assets.slice(1) ?? [], (asset_ids) => ({ asset_ids, include_protected: true }));
  },
};

/** Every tool that is drawn. */
export const drawnTools: readonly string[] = Object.keys(draws);

const previews: ReadonlySet<string> = new Set([
  'immich_assets_bulk_update',
  'immich_assets_delete',
  'immich_albums_remove_assets',
  'immich_albums_delete',
  'immich_tags_delete',
  'immich_untag_assets',
  'immich_people_merge',
  'immich_shared_links_remove',
  'immich_activities_delete',
  'immich_duplicates_dismiss',
  'immich_duplicates_resolve',
  'immich_duplicates_delete',
]);

/** A call that `seed` decides; undefined where the library has nothing that this tool could work on. */
export async function drawStep(library: RecordedLibrary, tool: string, seed: number): Promise<Step | undefined> {
  const args = draws[tool]?.(new Chance(seed), await stockOf(library));
  if (args === undefined) return undefined;
  const given = Object.entries(args).filter(([, value]) => value !== undefined);
  return { tool, args: { ...Object.fromEntries(given), ...(previews.has(tool) ? { dry_run: false } : {}) } };
}
