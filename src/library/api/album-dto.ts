/** Albums as Immich answers them. */
import type { AlbumResponseDto } from '@immich/sdk';
import { type AlbumView, findAlbums } from '../store/album-queries.ts';
import type { Store } from '../store/open.ts';
import { databaseDate, isoDate } from './dates.ts';
import { noAccess } from './errors.ts';
import { userDto } from './user-dto.ts';
import type { Wire } from './wire.ts';

export type AlbumDto = Wire<AlbumResponseDto>;

const day = 86_400_000;

/** Immich answers the days of the first and last asset when an album is read, and their moments after it was changed. */
type Occasion = 'read' | 'changed';

function period({ earliest, latest, lastChange }: AlbumView, occasion: Occasion): Partial<AlbumDto> {
  if (earliest === null || latest === null || lastChange === null) return {};
  if (occasion === 'changed') return { startDate: databaseDate(earliest), endDate: databaseDate(latest) };
  const startOfDay = (moment: number) => isoDate(Math.floor(moment / day) * day);
  return {
    startDate: startOfDay(earliest),
    endDate: startOfDay(latest),
    lastModifiedAssetTimestamp: isoDate(lastChange),
  };
}

/** The answer for an album. */
export function albumDto(view: AlbumView, occasion: Occasion): AlbumDto {
  const { album, members, assets, hasSharedLink } = view;
  return {
    albumName: album.name,
    description: album.description,
    albumThumbnailAssetId: album.thumbnailAssetId,
    createdAt: isoDate(album.createdAt),
    updatedAt: isoDate(album.updatedAt),
    id: album.id,
    albumUsers: members.map(({ user, role }) => ({ user: userDto(user, databaseDate), role })),
    shared: members.length > 1 || hasSharedLink,
    hasSharedLink,
    assetCount: assets,
    isActivityEnabled: album.isActivityEnabled === 1,
    order: album.order,
    ...period(view, occasion),
  };
}

/** The album with this id, as this user sees it. Throws 400 when they cannot open it. */
export async function readAlbum(store: Store, userId: string, id: string): Promise<AlbumView> {
  const [view] = await findAlbums(store, { userId, id });
  if (view === undefined) throw noAccess('album.read');
  return view;
}
