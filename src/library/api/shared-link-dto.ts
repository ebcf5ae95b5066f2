/** Shared links as Immich answers them. */
import type { SharedLinkResponseDto } from '@immich/sdk';
import { type AlbumView, findAlbums } from '../store/album-queries.ts';
import { assetsInOrder } from '../store/asset-rows.ts';
import type { Store } from '../store/open.ts';
import { firstShown, pageShown } from '../store/shared-link-assets.ts';
import type { SharedLinkRow } from '../store/shared-links.ts';
import type { AlbumDto } from './album-dto.ts';
import { type AssetDto, assetDtos } from './asset-dto.ts';
import { databaseDate, isoDate } from './dates.ts';
import { passwordStandIn } from './shared-link-password.ts';
import { albumOfLink, assetForVisitor, type VisitorAssetDto } from './visitor-views.ts';
import type { Wire } from './wire.ts';

/** What hides metadata tells less of an asset than the contract says, here as in Immich. */
export type SharedLinkDto = Omit<Wire<SharedLinkResponseDto>, 'assets'> & { assets: VisitorAssetDto[] };

/** A password is only a hash here, so what stands for it is told in its place. */
function sharedLinkDto(row: SharedLinkRow, assets: VisitorAssetDto[], album?: AlbumDto): SharedLinkDto {
  return {
    id: row.id,
    description: row.description,
    password: row.passwordHash === null ? null : passwordStandIn,
    userId: row.userId,
    key: row.key,
    type: row.type,
    createdAt: isoDate(row.createdAt),
    expiresAt: row.expiresAt === null ? null : isoDate(row.expiresAt),
    assets,
    ...(album === undefined ? {} : { album }),
    allowUpload: row.allowUpload === 1,
    allowDownload: row.allowDownload === 1,
    showMetadata: row.showMetadata === 1,
    slug: row.slug,
  };
}

/** An album inside a link: without its people; without figures in a list, as Immich has it. */
function nestedAlbum({ album, assets, earliest, latest }: AlbumView, withFigures: boolean): AlbumDto {
  return {
    albumName: album.name,
    description: album.description,
    albumThumbnailAssetId: album.thumbnailAssetId,
    createdAt: databaseDate(album.createdAt),
    updatedAt: databaseDate(album.updatedAt),
    id: album.id,
    albumUsers: [],
    shared: true,
    hasSharedLink: true,
    ...(withFigures && earliest !== null && latest !== null
      ? { startDate: databaseDate(earliest), endDate: databaseDate(latest) }
      : {}),
    assetCount: withFigures ? assets : 0,
    isActivityEnabled: album.isActivityEnabled === 1,
    order: album.order,
  };
}

/** All that a link of chosen assets shows, oldest first. */
async function chosenAssets(store: Store, link: SharedLinkRow, exif: boolean): Promise<AssetDto[]> {
  if (link.albumId !== null) return [];
  const rows = await pageShown(store, link, 'asc', { limit: Number.MAX_SAFE_INTEGER, offset: 0 });
  return assetDtos(store, await assetsInOrder(store, rows), { exif, databaseDates: true });
}

/** A link in a list: of chosen assets, only the first; of an album, no figures. */
export async function linksInList(
  store: Store,
  userId: string,
  links: readonly SharedLinkRow[],
): Promise<SharedLinkDto[]> {
  const albumIds = links.flatMap(({ albumId }) => (albumId === null ? [] : [albumId]));
  const views = await findAlbums(store, { userId, ids: albumIds, assetsOf: userId });
  const albums = new Map(views.map((view) => [view.album.id, nestedAlbum(view, false)]));
  const first = await firstShown(
    store,
    links.map(({ id }) => id),
  );
  const rows = await assetsInOrder(store, [...new Set(first.values())]);
  const dtos = await assetDtos(store, rows, { databaseDates: true });
  const assets = new Map(rows.map(({ row }, index) => [row, dtos[index]]));
  return links.map((link) => {
    const asset = assets.get(first.get(link.id) ?? -1);
    return sharedLinkDto(link, asset === undefined ? [] : [asset], albums.get(link.albumId ?? ''));
  });
}

/** A link after it was made or changed: the album is not told, as in Immich. */
export async function linkAfterChange(store: Store, link: SharedLinkRow): Promise<SharedLinkDto> {
  return sharedLinkDto(link, await chosenAssets(store, link, false));
}

/** A link for the person who made it, with all that it shows. */
export async function linkAlone(store: Store, link: SharedLinkRow): Promise<SharedLinkDto> {
  return wholeLink(store, link, await chosenAssets(store, link, true));
}

/** A link for a visitor. */
export async function linkForVisitor(store: Store, link: SharedLinkRow): Promise<SharedLinkDto> {
  const assets = await chosenAssets(store, link, true);
  return wholeLink(
    store,
    link,
    assets.map((asset) => assetForVisitor(asset, link)),
  );
}

async function wholeLink(store: Store, link: SharedLinkRow, assets: VisitorAssetDto[]): Promise<SharedLinkDto> {
  if (link.albumId === null) return sharedLinkDto(link, assets);
  return sharedLinkDto(link, assets, nestedAlbum(await albumOfLink(store, link, link.albumId), true));
}
