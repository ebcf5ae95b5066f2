/** What follows from a position, after somebody changed it. */
import { placeOf } from '../media/places.ts';
import { positionOf } from '../media/position.ts';
import { instantInZone, zoneOfPosition } from '../media/taken-at.ts';
import { refreshAssetText } from '../store/asset-text.ts';
import { inChunks } from '../store/id-chunks.ts';
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

/**
 * Brings city, state, country, the time zone where nobody stated one, and the searchable text of assets in line with their
 * latitude and longitude. To be called in the transaction that changed these. Unknown ids are passed over.
 */
export async function refreshDerived(store: Store, assetIds: readonly string[]): Promise<void> {
  const assets = await inChunks(assetIds, (ids) =>
    store
      .selectFrom('asset')
      .select(['id', 'latitude', 'longitude', 'localDateTime', 'timeZone'])
      .where('id', 'in', ids)
      .execute(),
  );
  for (const asset of assets) {
    await store.updateTable('asset').set(derivedFrom(asset)).where('id', '=', asset.id).execute();
  }
  await refreshAssetText(store, assetIds);
}
