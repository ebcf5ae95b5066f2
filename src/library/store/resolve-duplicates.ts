/** Resolving a group of duplicates: some members stay, the others go to the trash and leave what was known of them to the one that stays. */
import { type Selectable, sql } from 'kysely';
import { type AssetChange, changeAssetsWithin, trashAssetsWithin } from './asset-changes.ts';
import { refreshAssetText } from './asset-text.ts';
import { clearGroups, keepApart } from './duplicate-changes.ts';
import { canBeDuplicate } from './duplicate-queries.ts';
import type { Store } from './open.ts';
import type { AssetTable } from './schema.ts';

type Asset = Selectable<AssetTable>;

export interface GroupResolution {
  readonly ownerId: string;
  readonly duplicateId: string;
  readonly keepIds: ReadonlySet<string>;
  readonly trashIds: ReadonlySet<string>;
}

export type ResolutionOutcome = 'resolved' | 'no such group' | 'in both' | 'in neither';

/** Lines that several descriptions share are written once, those of the keeper first. */
function joinedDescriptions(assets: readonly Asset[]): string {
  const lines = assets.flatMap(({ description }) => description.split('\n')).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))].join('\n');
}

/** The place of the pictures that have one, where they agree. */
function onlyPosition(assets: readonly Asset[]): AssetChange['position'] {
  const positions = assets.flatMap(({ latitude, longitude }) =>
    latitude === null || longitude === null ? [] : [{ latitude, longitude }],
  );
  const [first, ...others] = positions;
  const isSame = others.every((other) => other.latitude === first?.latitude && other.longitude === first.longitude);
  return isSame ? first : undefined;
}

/** What changes about `keeper` when it takes over what is known of `others`, as in Immich (see docs/local-library.md). */
function takenOver(keeper: Asset, others: readonly Asset[]): AssetChange {
  const all = [keeper, ...others];
  const rating = Math.max(...others.map((asset) => asset.rating ?? 0));
  const description = joinedDescriptions(all);
  const position = keeper.latitude === null ? onlyPosition(others) : undefined;
  return {
    ...(keeper.isFavorite === 0 && others.some(({ isFavorite }) => isFavorite === 1) ? { isFavorite: true } : {}),
    ...(others.some(({ visibility }) => visibility === 'archive') ? { visibility: 'archive' } : {}),
    ...(rating > Math.max(0, keeper.rating ?? 0) ? { rating } : {}),
    ...(others.some(({ description: other }) => other.trim() !== '') ? { description } : {}),
    ...(position === undefined ? {} : { position }),
  };
}

/** Puts the keeper into the albums of the others that its owner may add to, in their place on the cover too. */
async function joinAlbums(trx: Store, keeper: Asset, otherIds: readonly string[]): Promise<void> {
  const now = Date.now();
  const others = sql`(select value from json_each(${JSON.stringify(otherIds)}))`;
  const open = sql`(select albumId from albumUser where userId = ${keeper.ownerId} and role in ('owner', 'editor'))`;
  await sql`insert into albumAsset(albumId, assetId, createdAt)
    select distinct albumId, ${keeper.id}, ${now} from albumAsset
    where assetId in ${others} and albumId in ${open}
    on conflict do nothing`.execute(trx);
  await sql`update album set updatedAt = ${now}, thumbnailAssetId = iif(thumbnailAssetId in ${others}, ${keeper.id}, thumbnailAssetId)
    where id in ${open} and id in (select albumId from albumAsset where assetId in ${others})`.execute(trx);
}

async function joinTags(trx: Store, keeperId: string, otherIds: readonly string[]): Promise<void> {
  await sql`insert into tagAsset(tagId, assetId)
    select distinct tagId, ${keeperId} from tagAsset
    where assetId in (select value from json_each(${JSON.stringify(otherIds)}))
    on conflict do nothing`.execute(trx);
  await refreshAssetText(trx, [keeperId]);
}

async function takeOver(trx: Store, keeper: Asset, others: readonly Asset[]): Promise<void> {
  const otherIds = others.map(({ id }) => id);
  await joinAlbums(trx, keeper, otherIds);
  await changeAssetsWithin(trx, [keeper.id], takenOver(keeper, others));
  await joinTags(trx, keeper.id, otherIds);
}

function membersOf(trx: Store, { ownerId, duplicateId }: GroupResolution): Promise<Asset[]> {
  return trx
    .selectFrom('asset')
    .selectAll()
    .where('ownerId', '=', ownerId)
    .where('duplicateId', '=', duplicateId)
    .where(canBeDuplicate)
    .orderBy('localDateTime')
    .orderBy('id')
    .execute();
}

/**
 * Resolves one group, whole or not at all. Each member has to be in one of the two lists; what is in a list without being a
 * member is left alone. One keeper, with something that goes, takes over favourite, rating, description, place, albums and
 * tags. Several keepers are not grouped with one another again.
 */
export function resolveGroup(store: Store, resolution: GroupResolution): Promise<ResolutionOutcome> {
  const { ownerId, duplicateId, keepIds, trashIds } = resolution;
  return store.transaction().execute(async (trx) => {
    const members = await membersOf(trx, resolution);
    if (members.length === 0) return 'no such group';
    if (members.some(({ id }) => keepIds.has(id) && trashIds.has(id))) return 'in both';
    if (members.some(({ id }) => !keepIds.has(id) && !trashIds.has(id))) return 'in neither';
    const kept = members.filter(({ id }) => keepIds.has(id));
    const gone = members.filter(({ id }) => trashIds.has(id));
    const [keeper] = kept;
    if (keeper !== undefined && kept.length === 1) await takeOver(trx, keeper, gone);
    await clearGroups(trx, ownerId, [duplicateId]);
    await keepApart(
      trx,
      kept.map(({ id }) => id),
    );
    await trashAssetsWithin(
      trx,
      gone.map(({ id }) => id),
    );
    return 'resolved';
  });
}
