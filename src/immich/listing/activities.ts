/** Comments and likes in albums. */
import { type ActivityResponseDto, type AlbumResponseDto, getActivities, getAlbumInfo } from '@immich/sdk';
import { failed, type Result, success } from '../../catalog/result.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { listAlbums } from './albums.ts';

/** Albums that are looked through for one activity: a second or two. */
const mostAlbums = 200;
const albumsAtOnce = 8;

/** All of an album, or those that `choice` asks for, the oldest first. */
export async function listActivities(
  library: ImmichLibrary,
  choice: Parameters<typeof getActivities>[0],
  call: RequestCall,
): Promise<Result<ActivityResponseDto[]>> {
  const found = await library.request((sdk) => getActivities(choice, sdk), call);
  if (!found.ok || Array.isArray(found.value)) return found;
  return failed('unexpected', `${library.name} does not list activities like Immich.`, 'Check IMMICH_BASE_URL.');
}

export interface FoundActivity {
  readonly activity: ActivityResponseDto;
  readonly album: AlbumResponseDto;
}

/**
 * The activity with this id and its album: Immich has no way to ask for one, so its album is looked through, or, without
 * `albumId`, up to 200 albums, shared ones first.
 */
export async function findActivity(
  library: ImmichLibrary,
  id: string,
  albumId: string | undefined,
  call: RequestCall,
): Promise<Result<FoundActivity>> {
  const albums = await albumsToSearch(library, albumId, call);
  if (!albums.ok) return albums;
  const searched = albums.value.slice(0, mostAlbums);
  for (let start = 0; start < searched.length; start += albumsAtOnce) {
    const found = await inParallel(searched.slice(start, start + albumsAtOnce), async (album) => {
      const activities = await listActivities(library, { albumId: album.id }, call);
      if (!activities.ok) return activities;
      const activity = activities.value.find((one) => one.id === id);
      return success(activity === undefined ? undefined : { activity, album });
    });
    if (!found.ok) return found;
    const match = found.value.find((one) => one !== undefined);
    if (match !== undefined) return success(match);
  }
  return notFound(searched.length, albums.value.length, albumId);
}

async function albumsToSearch(
  library: ImmichLibrary,
  albumId: string | undefined,
  call: RequestCall,
): Promise<Result<AlbumResponseDto[]>> {
  if (albumId !== undefined) {
    const album = await library.request((sdk) => getAlbumInfo({ id: albumId }, sdk), call);
    return album.ok ? success([album.value]) : album;
  }
  const albums = await listAlbums(library, undefined, call);
  if (!albums.ok) return albums;
  return success(albums.value.toSorted((a, b) => Number(b.shared) - Number(a.shared)));
}

function notFound(searched: number, all: number, albumId: string | undefined): Result<never> {
  if (albumId !== undefined) {
    return failed('not_found', 'This album has no such comment or like.', 'Take ids from immich_activities_list.');
  }
  const where = searched < all ? `the first ${searched} of ${all} albums` : 'any album';
  return failed('not_found', `There is no such comment or like in ${where}.`, 'Give album_id.');
}
