/** The full-text index: what is written about each asset, and when it has to be written again. */
import { type RawBuilder, sql } from 'kysely';
import { isRawType } from '../media/mime-types.ts';
import { isScreenshot } from '../media/screenshots.ts';
import { dateWords } from './date-words.ts';
import { foldText } from './fold-text.ts';
import type { Store } from './open.ts';
import type { AssetTextTable, AssetType } from './schema.ts';

/** What the full-text index says about an asset. */
export interface AssetTextSource {
  originalFileName: string;
  type: AssetType;
  mimeType: string;
  localDateTime: number;
  latitude: number | null;
  city: string | null;
  state: string | null;
  country: string | null;
  make: string | null;
  model: string | null;
  lensModel: string | null;
  description: string;
  projectionType: string | null;
  livePhotoVideoId: string | null;
  width: number | null;
  height: number | null;
}

type AssetText = Omit<AssetTextTable, 'rowid'>;

/** More than twice as wide as high, or the reverse. */
function isPanorama(asset: AssetTextSource): boolean {
  if (asset.projectionType !== null) return true;
  if (asset.width === null || asset.height === null) return false;
  return Math.max(asset.width, asset.height) > 2.2 * Math.min(asset.width, asset.height);
}

function kindWords(asset: AssetTextSource): string {
  const words = asset.type === 'VIDEO' ? ['video', 'movie', 'clip'] : ['photo', 'picture', 'image'];
  if (isScreenshot(asset.originalFileName, asset.make)) words.push('screenshot');
  if (asset.livePhotoVideoId !== null) words.push('live');
  if (asset.type === 'IMAGE' && isPanorama(asset)) words.push('panorama');
  if (asset.mimeType === 'image/gif') words.push('gif');
  if (isRawType(asset.mimeType)) words.push('raw');
  return words.join(' ');
}

function joined(...parts: (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' ');
}

/**
 * The words under which an asset is found. Names and descriptions are folded: the index stores them, so that a search for a
 * part of a description needs no accents.
 */
export function assetText(asset: AssetTextSource, tagValues: readonly string[], people: string): AssetText {
  return {
    name: foldText(asset.originalFileName),
    description: foldText(asset.description),
    tags: tagValues.join(' '),
    people,
    place: joined(asset.city, asset.state, asset.country),
    camera: joined(asset.make, asset.model, asset.lensModel),
    dates: dateWords(asset.localDateTime, asset.latitude),
    kind: kindWords(asset),
  };
}

const columns = ['name', 'description', 'tags', 'people', 'place', 'camera', 'dates', 'kind'] as const;

/** The names of the people on an asset; those who are hidden are not found by their names. For a query that has `asset`. */
const peopleOnAsset = sql<string>`coalesce((select group_concat(distinct person.name) from face
  join person on person.id = face.personId where face.assetId = asset.id and person.isHidden = 0), '')`;

/** The paths of an asset's tags, in their order. For a query that has `asset`. */
const tagsOnAsset = sql<string>`coalesce((select group_concat(value, ' ') from (
  select tag.value from tagAsset cross join tag on tag.id = tagAsset.tagId
  where tagAsset.assetId = asset.id order by tag.value)), '')`;

/** Writes the text of assets that have none yet, in one statement. The rows must exist in `asset`. */
export async function insertAssetText(store: Store, texts: readonly (AssetText & { rowid: number })[]): Promise<void> {
  const rows = texts.map((text) => [text.rowid, ...columns.map((column) => text[column])]);
  await sql`insert into assetText(rowid, ${sql.join(columns.map((column) => sql.ref(column)))})
    select value ->> 0, ${sql.join(columns.map((_, index) => sql`value ->> ${sql.lit(index + 1)}`))}
    from json_each(${JSON.stringify(rows)})`.execute(store);
}

/**
 * Writes the text of these assets again from their rows, tags and people. To be called, in the same transaction, after every
 * change of a name, description, date, place or camera. Unknown ids are passed over.
 */
export async function refreshAssetText(store: Store, assetIds: readonly string[]): Promise<void> {
  const ids = JSON.stringify(assetIds);
  const wanted = sql<string>`(select value from json_each(${ids}))`;
  const assets = await store
    .selectFrom('asset')
    .select(['row', 'id', 'originalFileName', 'type', 'mimeType', 'localDateTime', 'latitude', 'city', 'state'])
    .select(['country', 'make', 'model', 'lensModel', 'description', 'projectionType', 'livePhotoVideoId'])
    .select(['width', 'height', tagsOnAsset.as('tags'), peopleOnAsset.as('people')])
    .where('id', 'in', wanted)
    .execute();
  await sql`delete from assetText where rowid in (select "row" from asset where id in ${wanted})`.execute(store);
  await insertAssetText(
    store,
    assets.map((asset) => ({ rowid: asset.row, ...assetText(asset, [asset.tags], asset.people) })),
  );
}

/** Writes one column again, without reading the assets: a quarter of the time. */
async function refreshColumn(
  store: Store,
  column: 'tags' | 'people',
  text: RawBuilder<string>,
  assetIds: readonly string[],
): Promise<void> {
  const wanted = sql`(select asset."row" from json_each(${JSON.stringify(assetIds)}) as wanted
    cross join asset on asset.id = wanted.value)`;
  await sql`update assetText set ${sql.ref(column)} = (select ${text} from asset where asset."row" = assetText.rowid)
    where rowid in ${wanted}`.execute(store);
}

/** Writes only the people of these assets again. To be called, in the same transaction, after every change of a face or person. */
export function refreshPeopleText(store: Store, assetIds: readonly string[]): Promise<void> {
  return refreshColumn(store, 'people', peopleOnAsset, assetIds);
}

/** Writes only the tags of these assets again. To be called, in the same transaction, after every change of a tag. */
export function refreshTagText(store: Store, assetIds: readonly string[]): Promise<void> {
  return refreshColumn(store, 'tags', tagsOnAsset, assetIds);
}
