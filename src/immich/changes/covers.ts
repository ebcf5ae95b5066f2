/** Covers of albums that give way to another by themselves when assets come into the album, leave it or go to the trash. */
import { type AlbumResponseDto, getAlbumInfo } from '@immich/sdk';
import type { ItemOutcome } from '../../catalog/change.ts';
import { success } from '../../catalog/result.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { ownerOf } from './album-lookup.ts';

/** Covers by album id. */
export type Covers = ReadonlyMap<string, string>;

/** Those of `albums` that have one; of albums of others, whose cover `user` could not set again, none. */
export function coversOf(albums: Iterable<AlbumResponseDto>, user: string | undefined): Covers {
  const covers = new Map<string, string>();
  for (const album of albums) {
    const { id, albumThumbnailAssetId: cover } = album;
    const isForeign = user !== undefined && (ownerOf(album) ?? user) !== user;
    if (cover && !isForeign) covers.set(id, cover);
  }
  return covers;
}

/** Those of `albums` whose cover is one of `assetIds`. */
export function coversAmong(
  albums: Iterable<AlbumResponseDto>,
  assetIds: ReadonlySet<string>,
  user: string | undefined,
): Covers {
  return new Map([...coversOf(albums, user)].filter(([, cover]) => assetIds.has(cover)));
}

/** The covers of these albums as they are now; an album that cannot be read is left out. */
export async function readCovers(
  albumIds: Iterable<string>,
  library: ImmichLibrary,
  call: RequestCall,
): Promise<Covers> {
  const [albums, user] = await Promise.all([readAlbums(albumIds, library, call), library.userId(call)]);
  return coversOf(albums, user);
}

async function readAlbums(albumIds: Iterable<string>, library: ImmichLibrary, call: RequestCall) {
  const albums: AlbumResponseDto[] = [];
  await inParallel([...new Set(albumIds)], async (id) => {
    const album = await library.request((sdk) => getAlbumInfo({ id }, sdk), call);
    if (album.ok) albums.push(album.value);
    return success(undefined);
  });
  return albums;
}

/** What became of `covers`, by looking at them again: one item for each album that has another by now. */
export async function coversGone(covers: Covers, library: ImmichLibrary, call: RequestCall): Promise<ItemOutcome[]> {
  const albums = await readAlbums(covers.keys(), library, call);
  return albums.flatMap(({ id, albumThumbnailAssetId: after }): ItemOutcome[] => {
    const before = covers.get(id);
    if (before === undefined || after === before) return [];
    const states = { before: { albumThumbnailAssetId: before }, after: { albumThumbnailAssetId: after } };
    return [{ id, ok: true, made: { kind: 'album', ...states } }];
  });
}
