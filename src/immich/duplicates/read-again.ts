/** Reads anew what changes have touched, instead of the whole library. */
import { type AssetResponseDto, getAlbumInfo, getAssetInfo } from '@immich/sdk';
import { type Result, success } from '../../catalog/result.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { albumsOfMembers, readAlbumMembers } from './album-members.ts';
import { factsOf, type MemberFacts } from './facts.ts';
import { isGroup, type Snapshot, withMembers } from './snapshot.ts';

/** What must be read anew before it is shown. */
export interface TouchedThings {
  readonly assets: ReadonlySet<string>;
  readonly albums: ReadonlySet<string>;
}

/** The touched assets that are in a group at all. */
export function touchedMembers(snapshot: Snapshot, { assets }: TouchedThings): MemberFacts[] {
  if (assets.size === 0) return [];
  return snapshot.groups.flatMap(({ members }) => members.filter(({ id }) => assets.has(id)));
}

/** The snapshot with the touched albums and assets as they are now. */
export async function readAgain(
  library: ImmichLibrary,
  snapshot: Snapshot,
  touched: TouchedThings,
  call: RequestCall,
): Promise<Result<Snapshot>> {
  const withAlbums = await readAlbumsAgain(library, snapshot, [...touched.albums], call);
  return withAlbums.ok ? readAssetsAgain(library, withAlbums.value, touched, call) : withAlbums;
}

async function readAlbumsAgain(
  library: ImmichLibrary,
  snapshot: Snapshot,
  albumIds: readonly string[],
  call: RequestCall,
): Promise<Result<Snapshot>> {
  if (albumIds.length === 0 || !snapshot.albumsKnown) return success(snapshot);
  const read = await inParallel(albumIds, async (id) => {
    const album = await library.request((sdk) => getAlbumInfo({ id }, sdk), call);
    if (!album.ok) return album.failure.code === 'not_found' ? success({ id, name: '', members: new Set() }) : album;
    const members = await readAlbumMembers(library, id, call);
    return members.ok ? success({ id, name: album.value.albumName, members: new Set(members.value) }) : members;
  });
  if (!read.ok) return read;
  const again = new Set(albumIds);
  const names = Object.fromEntries(read.value.map(({ id, name }) => [id, name]));
  const withAlbums = (member: MemberFacts): MemberFacts => {
    const others = member.albums.filter((album) => !again.has(album));
    const albums = [
      ...others,
      ...read.value.filter(({ members }) => members.has(member.id)).map(({ id }) => id),
    ].sort();
    return String(albums) === String(member.albums) ? member : { ...member, albums };
  };
  const groups = snapshot.groups.map((group) => withMembers(group, group.members.map(withAlbums)));
  return success({ ...snapshot, albums: { ...snapshot.albums, ...names }, groups });
}

async function readAssetsAgain(
  library: ImmichLibrary,
  snapshot: Snapshot,
  touched: TouchedThings,
  call: RequestCall,
): Promise<Result<Snapshot>> {
  const ids = touchedMembers(snapshot, touched).map(({ id }) => id);
  if (ids.length === 0) return success(snapshot);
  const [assets, membership] = await Promise.all([
    inParallel(ids, (id) => readAsset(library, id, call)),
    albumsOfMembers(library, ids, call),
  ]);
  if (!assets.ok) return assets;
  if (!membership.ok) return membership;
  const { names, albumsOf } = membership.value;
  const now = new Map(ids.map((id, at) => [id, assets.value[at]]));
  const groups = snapshot.groups.map((group) => {
    const members = group.members.flatMap((member): MemberFacts[] => {
      if (!now.has(member.id)) return [member];
      const asset = now.get(member.id);
      return asset?.duplicateId === group.id ? [factsOf(asset, albumsOf.get(member.id) ?? [])] : [];
    });
    return withMembers(group, members);
  });
  return success({
    ...snapshot,
    albums: { ...snapshot.albums, ...Object.fromEntries(names) },
    groups: groups.filter(isGroup),
  });
}

/** The asset as it is now; undefined where it is in no group: gone, in the trash, or under another's cover. */
async function readAsset(
  library: ImmichLibrary,
  id: string,
  call: RequestCall,
): Promise<Result<AssetResponseDto | undefined>> {
  const answer = await library.request((sdk) => getAssetInfo({ id }, sdk), call);
  if (!answer.ok) return answer.failure.code === 'not_found' ? success(undefined) : answer;
  const isOut = answer.value.isTrashed || Boolean(answer.value.stack);
  return success(isOut ? undefined : answer.value);
}
