/** A month of assets as Immich answers it: one list per column. */
import type { TimeBucketAssetResponseDto } from '@immich/sdk';
import type { MonthAsset } from '../store/timeline-queries.ts';
import { uprightSize } from './asset-dto.ts';
import { isoDate } from './dates.ts';
import type { Wire } from './wire.ts';

/** `status` is answered, but not in the contract. */
type Columns = Wire<TimeBucketAssetResponseDto> & { status: ('active' | 'trashed')[] };

const hour = 3_600_000;

/** UTC without saying so, and with a fraction only where there is one: `2023-06-15T18:00:00`. */
function bareDate(milliseconds: number): string {
  return isoDate(milliseconds).replace(/(\.000)?Z$/, '');
}

/** Width by height of the upright picture, to three digits; 1 where the size is not known. */
function ratioOf(asset: MonthAsset): number {
  const { width, height } = uprightSize(asset);
  return width && height ? Math.round((width / height) * 1000) / 1000 : 1;
}

export interface ColumnChoice {
  /** City and country. */
  places: boolean;
  coordinates: boolean;
  stacks: boolean;
}

/** The columns for `assets`, in their order. */
export function timelineColumns(assets: readonly MonthAsset[], { places, coordinates, stacks }: ColumnChoice): Columns {
  const column = <T>(value: (asset: MonthAsset) => T): T[] => assets.map(value);
  return {
    duration: column((asset) => asset.durationMs),
    id: column((asset) => asset.id),
    visibility: column((asset) => asset.visibility),
    isFavorite: column((asset) => asset.isFavorite === 1),
    isImage: column((asset) => asset.type === 'IMAGE'),
    isTrashed: column((asset) => asset.deletedAt !== null),
    livePhotoVideoId: column((asset) => asset.livePhotoVideoId),
    fileCreatedAt: column((asset) => bareDate(asset.fileCreatedAt)),
    localOffsetHours: column((asset) => (asset.localDateTime - asset.fileCreatedAt) / hour),
    createdAt: column((asset) => bareDate(asset.createdAt)),
    ownerId: column((asset) => asset.ownerId),
    projectionType: column((asset) => asset.projectionType),
    ratio: column(ratioOf),
    status: column((asset) => (asset.deletedAt === null ? 'active' : 'trashed')),
    thumbhash: column(({ thumbhash }) => (thumbhash === null ? null : Buffer.from(thumbhash).toString('base64'))),
    ...(places && {
      city: column((asset) => asset.city),
      country: column((asset) => asset.country),
    }),
    ...(coordinates && {
      latitude: column((asset) => asset.latitude),
      longitude: column((asset) => asset.longitude),
    }),
    ...(stacks && {
      stack: column((asset) => (asset.stackId === null ? null : [asset.stackId, String(asset.stackSize)])),
    }),
  };
}
