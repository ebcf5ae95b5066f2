/** What follows from a position, after somebody changed it. */
import { sql } from 'kysely';
import { placeOf } from '../media/places.ts';
import { positionOf } from '../media/position.ts';
import { instantInZone, zoneOfPosition } from '../media/taken-at.ts';
import { refreshAssetText } from '../store/asset-text.ts';
import { idChunks } from '../store/id-chunks.ts';
import type { Store } from '../store/open.ts';

interface Located {
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly localDateTime: number;
  readonly timeZone: string | null;
}

/** Zones named by offset (`UTC+2`) were stated by the camera or by a person, and outlive a change of place. */
function isStated(timeZone: string | null): boolean {
  return timeZone?.startsWith('UTC') ?? false;
}

/** The columns that follow from a position; the clock's reading stays, and the instant follows from zone and clock. */
function derivedFrom({ latitude, longitude, localDateTime, timeZone }: Located) {
  const position = positionOf(latitude, longitude);
  if (position === null) return { city: null, state: null, country: null };
  const zone = isStated(timeZone) ? null : zoneOfPosition(position);
  if (zone === null) return placeOf(position);
  const instant = instantInZone(localDateTime, zone);
  return { ...placeOf(position), timeZone: zone, fileCreatedAt: instant, dateTimeOriginal: instant };
}

type Derived = ReturnType<typeof derivedFrom>;

/** Writes a chunk's own values in one statement; a column that is missing in `Derived` stays as it is. */
async function writeDerived(store: Store, derived: readonly (readonly [id: string, values: Derived])[]): Promise<void> {
  const rows = derived.map(([id, { city, state, country, ...zoned }]) => [
    id,
    city,
    state,
    country,
    'timeZone' in zoned ? zoned.timeZone : null,
    'timeZone' in zoned ? zoned.fileCreatedAt : null,
  ]);
  await sql`update asset set
      city = fresh.value ->> 1, state = fresh.value ->> 2, country = fresh.value ->> 3,
      timeZone = coalesce(fresh.value ->> 4, asset.timeZone),
      fileCreatedAt = coalesce(fresh.value ->> 5, asset.fileCreatedAt),
      dateTimeOriginal = coalesce(fresh.value ->> 5, asset.dateTimeOriginal)
    from json_each(${JSON.stringify(rows)}) as fresh where asset.id = fresh.value ->> 0`.execute(store);
}

/**
 * Brings city, state, country, the time zone where nobody stated one, and the searchable text of assets in line with their
 * latitude and longitude. To be called in the transaction that changed these. Unknown ids are passed over.
 */
export async function refreshDerived(store: Store, assetIds: readonly string[]): Promise<void> {
  for (const ids of idChunks(assetIds)) {
    const assets = await store
      .selectFrom('asset')
      .select(['id', 'latitude', 'longitude', 'localDateTime', 'timeZone'])
      .where('id', 'in', ids)
      .execute();
    await writeDerived(
      store,
      assets.map((asset) => [asset.id, derivedFrom(asset)] as const),
    );
  }
  await refreshAssetText(store, assetIds);
}
