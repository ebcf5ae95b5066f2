/** One page of an album, in as few round trips as Immich allows. */
import { AssetOrder, getAlbumInfo } from '@immich/sdk';
import { type Result, success } from '../../catalog/result.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { albumAssets, inlineAssets } from '../listing/albums.ts';
import type { PageWanted } from '../listing/assets.ts';
import type { FoundPage } from './select.ts';

/**
 * Asks for the album and for its newest assets side by side: most albums show the newest first. Only where this one shows the
 * oldest first, they are asked for once more.
 */
export async function albumPage(
  library: ImmichLibrary,
  id: string,
  wanted: PageWanted,
  call: RequestCall,
): Promise<Result<FoundPage>> {
  const [album, newest] = await Promise.all([
    library.request((sdk) => getAlbumInfo({ id }, sdk), call),
    albumAssets(library, id, AssetOrder.Desc, wanted, call),
  ]);
  if (!album.ok) return album;
  const { assetCount: total, order } = album.value;
  const inline = inlineAssets(album.value);
  if (inline !== undefined) {
    const items = inline.slice((wanted.page - 1) * wanted.size, wanted.page * wanted.size);
    return success({ items, total: inline.length, exact: true });
  }
  const items = order === AssetOrder.Asc ? await albumAssets(library, id, order, wanted, call) : newest;
  return items.ok ? success({ items: items.value, total, exact: true }) : items;
}
