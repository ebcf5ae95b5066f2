/** The albums of a library, and what is in one, whatever the server's version. */
import {
  type AlbumResponseDto,
  type AssetOrder,
  type AssetResponseDto,
  getAlbumInfo,
  getAllAlbums,
  searchAssets,
} from '@immich/sdk';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { ImmichLibrary, RequestCall, SdkOptions } from '../connection.ts';
import { type AssetPage, assetsOf, type PageWanted } from './assets.ts';

/**
 * All albums of the user and those that others share with them; `shared` narrows to albums that are shared with or by
 * others (true) or not at all (false).
 */
export async function listAlbums(
  library: ImmichLibrary,
  shared: boolean | undefined,
  call: RequestCall,
): Promise<Result<AlbumResponseDto[]>> {
  const dialect = await library.dialect(call);
  if (!dialect.ok) return dialect;
  if (dialect.value.listsAlbumsByOwnership) {
    const filter = shared === undefined ? {} : { isShared: shared };
    return checkedList(await library.request((sdk) => getAllAlbums(filter, sdk), call), library);
  }
  return listAlbumsOf2(library, shared, call);
}

/** Immich 2.x lists only one's own albums unless asked for shared ones, by a parameter that the SDK has no more. */
async function listAlbumsOf2(
  library: ImmichLibrary,
  shared: boolean | undefined,
  call: RequestCall,
): Promise<Result<AlbumResponseDto[]>> {
  const ask = async (value: boolean) =>
    checkedList(await library.request((sdk) => getSharedAlbumsOf2(value, sdk), call), library);
  if (shared !== undefined) return ask(shared);
  const [alone, together] = await Promise.all([ask(false), ask(true)]);
  if (!alone.ok) return alone;
  return together.ok ? success([...alone.value, ...together.value]) : together;
}

/** `getAllAlbums` with the address of its query changed on the way out. */
function getSharedAlbumsOf2(shared: boolean, sdk: SdkOptions): Promise<AlbumResponseDto[]> {
  const { fetch } = sdk;
  return getAllAlbums(
    { isShared: shared },
    {
      ...sdk,
      ...(fetch === undefined
        ? {}
        : { fetch: (input, init) => fetch(String(input).replace('isShared=', 'shared='), init) }),
    },
  );
}

/** The albums that an asset is in, as far as the user of the key can open them. */
export function albumsOfAsset(
  library: ImmichLibrary,
  assetId: string,
  call: RequestCall,
): Promise<Result<AlbumResponseDto[]>> {
  return library.request((sdk) => getAllAlbums({ assetId }, sdk), call);
}

function checkedList(answer: Result<AlbumResponseDto[]>, library: ImmichLibrary): Result<AlbumResponseDto[]> {
  if (!answer.ok || Array.isArray(answer.value)) return answer;
  return failed('unexpected', `${library.name} does not list albums like Immich.`, 'Check IMMICH_BASE_URL.');
}

/** An album with one page of its assets, in the album's own order. */
export interface AlbumPage extends AssetPage {
  readonly album: AlbumResponseDto;
}

/** Reads an album; `wanted` undefined leaves its assets out. */
export async function readAlbum(
  library: ImmichLibrary,
  id: string,
  wanted: PageWanted | undefined,
  call: RequestCall,
): Promise<Result<AlbumPage>> {
  const album = await library.request((sdk) => getAlbumInfo({ id }, sdk), call);
  if (!album.ok) return album;
  const { assetCount: total, order } = album.value;
  if (wanted === undefined) return success({ album: album.value, items: [], total });
  const inline = inlineAssets(album.value);
  if (inline !== undefined) {
    const items = inline.slice((wanted.page - 1) * wanted.size, wanted.page * wanted.size);
    return success({ album: album.value, items, total: inline.length });
  }
  const items = await albumAssets(library, id, order, wanted, call);
  return items.ok ? success({ album: album.value, items: items.value, total }) : items;
}

/** Immich 2.x sends all assets with the album. */
export function inlineAssets(album: AlbumResponseDto): readonly AssetResponseDto[] | undefined {
  if (!('assets' in album) || !Array.isArray(album.assets)) return undefined;
  return album.assets.filter(isVisible);
}

/**
 * Since 3.0 an album's assets are found by search. Without `visibility` it returns archived ones too, as the album
 * shows them; the clips of Live Photos, which belong to no album, are taken out should one have strayed in.
 */
export async function albumAssets(
  library: ImmichLibrary,
  id: string,
  order: AssetOrder | undefined,
  wanted: PageWanted,
  call: RequestCall,
): Promise<Result<AssetResponseDto[]>> {
  const metadataSearchDto = { albumIds: [id], ...wanted, withExif: true, ...(order === undefined ? {} : { order }) };
  const answer = await library.request((sdk) => searchAssets({ metadataSearchDto }, sdk), call);
  if (!answer.ok) return answer;
  const assets = assetsOf(answer.value, library);
  return assets.ok ? success(assets.value.items.filter(isVisible)) : assets;
}

function isVisible(asset: AssetResponseDto): boolean {
  return asset.visibility !== 'hidden';
}
