/** Who is in which album, read with as few requests and bytes as the library allows. */
import {
  type AlbumResponseDto,
  AssetVisibility,
  getDownloadInfo,
  type MetadataSearchDto,
  searchAssets,
} from '@immich/sdk';
import { type Result, success } from '../../catalog/result.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { albumsOfAsset, listAlbums } from '../listing/albums.ts';
import { assetsOf } from '../listing/assets.ts';

/** True membership of assets in the albums that the user can see. */
export interface AlbumMembership {
  /** False where the key may not look into albums; then the rest is empty. */
  readonly known: boolean;
  /** Names by album id. */
  readonly names: ReadonlyMap<string, string>;
  /** Album ids by asset id; an asset that is in none is missing. */
  readonly albumsOf: ReadonlyMap<string, readonly string[]>;
}

/** Told how many of how many albums were read. */
export type AlbumProgress = (read: number, albums: number) => void;

/** From so many assets on it is worth asking how many albums there are. */
const worthAList = 16;
/** Up to so many albums are read without waiting to know whose membership is wanted. */
const readAtOnce = 1000;
const searchPage = 1000;

/**
 * The members of every album. `wanted` comes to the ids that matter, or to undefined where they cannot be known; it is
 * waited for only where there are so many albums that asking for each of those may take fewer requests.
 */
export async function readEveryAlbum(
  library: ImmichLibrary,
  wanted: Promise<readonly string[] | undefined>,
  onProgress: AlbumProgress,
  call: RequestCall,
): Promise<Result<AlbumMembership>> {
  const albums = await listAlbums(library, undefined, call);
  if (!albums.ok) return unlessDenied(albums);
  const filled = filledAlbums(albums.value).length;
  const ids = filled > readAtOnce ? await wanted : undefined;
  const fewer = ids !== undefined && ids.length < filled;
  return unlessDenied(
    fewer ? await askEach(library, ids, call) : await readAlbums(library, albums.value, onProgress, call),
  );
}

/** The albums of these assets: asked asset by asset or album by album, whichever takes fewer requests. */
export async function albumsOfMembers(
  library: ImmichLibrary,
  ids: readonly string[],
  call: RequestCall,
): Promise<Result<AlbumMembership>> {
  if (ids.length <= worthAList) return unlessDenied(await askEach(library, ids, call));
  const albums = await listAlbums(library, undefined, call);
  if (!albums.ok) return unlessDenied(albums);
  const read =
    filledAlbums(albums.value).length < ids.length
      ? readAlbums(library, albums.value, () => {}, call)
      : askEach(library, ids, call);
  return unlessDenied(await read);
}

/** The ids of all that is in one album; undefined where there is no such album (any more). */
export async function readAlbumMembers(
  library: ImmichLibrary,
  albumId: string,
  call: RequestCall,
): Promise<Result<readonly string[] | undefined>> {
  return memberReader(library, call)(albumId);
}

function unlessDenied(read: Result<AlbumMembership>): Result<AlbumMembership> {
  const isDenied = !read.ok && read.failure.code === 'denied';
  return isDenied ? success({ known: false, names: new Map(), albumsOf: new Map() }) : read;
}

function filledAlbums(albums: readonly AlbumResponseDto[]): AlbumResponseDto[] {
  return albums.filter(({ assetCount }) => assetCount > 0);
}

async function askEach(
  library: ImmichLibrary,
  ids: readonly string[],
  call: RequestCall,
): Promise<Result<AlbumMembership>> {
  const found = await inParallel(ids, (assetId) => albumsOfAsset(library, assetId, call));
  if (!found.ok) return found;
  const names = new Map(found.value.flat().map((album) => [album.id, album.albumName]));
  const albumsOf = new Map(ids.map((id, at) => [id, (found.value[at] ?? []).map((album) => album.id)]));
  return success({ known: true, names, albumsOf });
}

async function readAlbums(
  library: ImmichLibrary,
  albums: readonly AlbumResponseDto[],
  onProgress: AlbumProgress,
  call: RequestCall,
): Promise<Result<AlbumMembership>> {
  const filled = filledAlbums(albums);
  const names = new Map(albums.map(({ id, albumName }) => [id, albumName]));
  const albumsOf = new Map<string, string[]>();
  const readMembers = memberReader(library, call);
  let done = 0;
  const read = await inParallel(filled, async ({ id }) => {
    const members = await readMembers(id);
    if (!members.ok) return members;
    for (const member of members.value ?? []) {
      const known = albumsOf.get(member);
      if (known === undefined) albumsOf.set(member, [id]);
      else known.push(id);
    }
    done += 1;
    onProgress(done, filled.length);
    return success(undefined);
  });
  return read.ok ? success({ known: true, names, albumsOf }) : read;
}

/**
 * Reads members by `POST /download/info`, which answers bare ids, archived assets included, an album of any size at once:
 * a twentieth of what a search sends. Where the key may not download, by search, from the first refusal on.
 */
function memberReader(library: ImmichLibrary, call: RequestCall) {
  let mayDownload = true;
  return async (albumId: string): Promise<Result<readonly string[] | undefined>> => {
    if (mayDownload) {
      const ids = await byDownloadInfo(library, albumId, call);
      if (ids !== undefined) return success(ids);
    }
    const searched = await bySearch(library, albumId, call);
    if (searched.ok && searched.value !== undefined) mayDownload = false;
    return searched;
  };
}

async function byDownloadInfo(
  library: ImmichLibrary,
  albumId: string,
  call: RequestCall,
): Promise<readonly string[] | undefined> {
  const answer = await library.request((sdk) => getDownloadInfo({ downloadInfoDto: { albumId } }, sdk), call);
  if (!answer.ok || !Array.isArray(answer.value?.archives)) return undefined;
  const lists = answer.value.archives.map(({ assetIds }) => assetIds);
  return lists.every(Array.isArray) ? lists.flat() : undefined;
}

async function bySearch(
  library: ImmichLibrary,
  albumId: string,
  call: RequestCall,
): Promise<Result<readonly string[] | undefined>> {
  const dialect = await library.dialect(call);
  if (!dialect.ok) return dialect;
  const found = await searchPages(library, { albumIds: [albumId] }, call);
  // Immich 2.x finds archived assets only where it is asked for them.
  if (dialect.value.searchesEveryVisibility || !found.ok || found.value === undefined) return found;
  const archived = await searchPages(library, { albumIds: [albumId], visibility: AssetVisibility.Archive }, call);
  return archived.ok ? success([...found.value, ...(archived.value ?? [])]) : archived;
}

async function searchPages(
  library: ImmichLibrary,
  filter: MetadataSearchDto,
  call: RequestCall,
): Promise<Result<readonly string[] | undefined>> {
  const ids: string[] = [];
  for (let page = 1; ; page += 1) {
    const metadataSearchDto = { ...filter, page, size: searchPage };
    const answer = await library.request((sdk) => searchAssets({ metadataSearchDto }, sdk), call);
    if (!answer.ok) return answer.failure.code === 'not_found' ? success(undefined) : answer;
    const assets = assetsOf(answer.value, library);
    if (!assets.ok) return assets;
    ids.push(...assets.value.items.map(({ id }) => id));
    if (!assets.value.nextPage) return success(ids);
  }
}
