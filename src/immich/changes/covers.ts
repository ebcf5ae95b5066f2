/** Covers of albums that give way by themselves when they leave the album or go to the trash. */
import { type AlbumResponseDto, getAlbumInfo } from '@immich/sdk';
import type { ItemOutcome } from '../../catalog/change.ts';
import { success } from '../../catalog/result.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { ownerOf } from './album-lookup.ts';

/** Covers by album id; an album that could not be read is missing. */
export type Covers = ReadonlyMap<string, string | null>;

/** Those of `albums` whose cover is one of `assetIds`; of albums of others, whose cover `user` could not set again, none. */
export function coversAmong(
  albums: Iterable<AlbumResponseDto>,
  assetIds: ReadonlySet<string>,
  user: string | undefined,
): Covers {
  const covers = new Map<string, string | null>();
  for (const album of albums) {
    const { id, albumThumbnailAssetId: cover } = album;
    const isForeign = user !== undefined && (ownerOf(album) ?? user) !== user;
    if (cover && assetIds.has(cover) && !isForeign) covers.set(id, cover);
  }
  return covers;
}

/** The covers of these albums as they are now. */
export async function readCovers(
  albumIds: Iterable<string>,
  library: ImmichLibrary,
  call: RequestCall,
): Promise<Covers> {
  const covers = new Map<string, string | null>();
  await inParallel([...new Set(albumIds)], async (id) => {
    const album = await library.request((sdk) => getAlbumInfo({ id }, sdk), call);
    if (album.ok) covers.set(id, album.value.albumThumbnailAssetId ?? null);
    return success(undefined);
  });
  return covers;
}

/** What became of `covers`, by looking at them again: one item for each album that has another by now. */
export async function coversGone(covers: Covers, library: ImmichLibrary, call: RequestCall): Promise<ItemOutcome[]> {
  const now = await readCovers(covers.keys(), library, call);
  return [...covers].flatMap(([id, before]): ItemOutcome[] => {
    const after = now.get(id);
    if (after === undefined || after === before) return [];
    const states = { before: { albumThumbnailAssetId: before }, after: { albumThumbnailAssetId: after } };
    return [{ id, ok: true, made: { kind: 'album', ...states } }];
  });
}
