/** Which assets are in which albums, read from the library. */
import type { AlbumResponseDto, AssetResponseDto } from '@immich/sdk';
import { type Result, success } from '../../catalog/result.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { albumsOfAsset, listAlbums, readAlbum } from '../listing/albums.ts';
import { listAssets } from '../listing/assets.ts';

/** Assets in one answer of a search: the most that Immich gives. */
const pageSize = 1000;
/** From this many assets on it is worth asking how many albums there are. */
const assetsWorthAList = 50;
/** Before every trashing: finds all of the trash. */
const everTrashed = '1970-01-01T00:00:00.000Z';

export interface AlbumContents {
  readonly album: AlbumResponseDto;
  /** All assets, those in the trash included: they are still in the album when they come back. */
  readonly assets: readonly AssetResponseDto[];
}

/** Reads an album with all that is in it, page by page. */
export async function readAlbumContents(
  library: ImmichLibrary,
  albumId: string,
  call: RequestCall,
): Promise<Result<AlbumContents>> {
  const first = await readAlbum(library, albumId, { page: 1, size: pageSize }, call);
  if (!first.ok) return first;
  const assets = [...first.value.items];
  for (let page = 2; (page - 1) * pageSize < first.value.total; page++) {
    const next = await readAlbum(library, albumId, { page, size: pageSize }, call);
    if (!next.ok) return next;
    assets.push(...next.value.items);
  }
  const trashed = await readTrashed(library, albumId, call);
  return trashed.ok ? success({ album: first.value.album, assets: [...assets, ...trashed.value] }) : trashed;
}

async function readTrashed(
  library: ImmichLibrary,
  albumId: string,
  call: RequestCall,
): Promise<Result<AssetResponseDto[]>> {
  const assets: AssetResponseDto[] = [];
  for (let page = 1; ; page++) {
    const filter = { albumIds: [albumId], trashedAfter: everTrashed };
    const found = await listAssets(library, filter, { page, size: pageSize }, call);
    if (!found.ok) return found;
    assets.push(...found.value.items.filter((asset) => asset.isTrashed));
    if (found.value.items.length < pageSize) return success(assets);
  }
}

/** Requests that reading a whole album takes, at least. */
const requestsPerAlbum = 4;

/**
 * For each of `ids`, in this order, the albums that it is in: asked asset by asset or, where that takes fewer requests,
 * by reading every album.
 */
export async function albumsOfEach(
  library: ImmichLibrary,
  ids: readonly string[],
  call: RequestCall,
): Promise<Result<AlbumResponseDto[][]>> {
  if (ids.length > assetsWorthAList) {
    const albums = await listAlbums(library, undefined, call);
    const few = albums.ok && albums.value.length * requestsPerAlbum < ids.length;
    if (few) return albumsOfEachByReading(library, albums.value, ids, call);
  }
  return inParallel(ids, (assetId) => albumsOfAsset(library, assetId, call));
}

async function albumsOfEachByReading(
  library: ImmichLibrary,
  albums: readonly AlbumResponseDto[],
  ids: readonly string[],
  call: RequestCall,
): Promise<Result<AlbumResponseDto[][]>> {
  const contents = await inParallel(albums, ({ id }) => readAlbumContents(library, id, call));
  if (!contents.ok) return contents;
  const found = new Map<string, AlbumResponseDto[]>(ids.map((id) => [id, []]));
  for (const { album, assets } of contents.value) {
    for (const asset of assets) found.get(asset.id)?.push(album);
  }
  return success(ids.map((id) => found.get(id) ?? []));
}

/** True when the asset is in the album. */
export async function isInAlbum(
  library: ImmichLibrary,
  assetId: string,
  albumId: string,
  call: RequestCall,
): Promise<Result<boolean>> {
  const albums = await albumsOfAsset(library, assetId, call);
  return albums.ok ? success(albums.value.some((album) => album.id === albumId)) : albums;
}

/** Which of `ids` are in the album: asked asset by asset or, where that takes fewer requests, by reading the album. */
export async function membersAmong(
  library: ImmichLibrary,
  album: AlbumResponseDto,
  ids: readonly string[],
  call: RequestCall,
): Promise<Result<ReadonlySet<string>>> {
  const requestsToRead = requestsPerAlbum + Math.ceil(album.assetCount / pageSize);
  if (ids.length > requestsToRead) {
    const contents = await readAlbumContents(library, album.id, call);
    if (!contents.ok) return contents;
    const inside = new Set(contents.value.assets.map(({ id }) => id));
    return success(new Set(ids.filter((id) => inside.has(id))));
  }
  const inside = await inParallel(ids, (id) => isInAlbum(library, id, album.id, call));
  return inside.ok ? success(new Set(ids.filter((_, at) => inside.value[at]))) : inside;
}
