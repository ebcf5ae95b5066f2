/** Finds what a request has made of which no answer came: it is like what was wanted, and came into the library since. */
import {
  type ActivityResponseDto,
  type AlbumResponseDto,
  getAllSharedLinks,
  type SharedLinkResponseDto,
  searchPerson,
} from '@immich/sdk';
import type { ItemKind } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { type Result, success } from '../../catalog/result.ts';
import { textOf, textOrNull, textsOf } from '../../catalog/state-values.ts';
import { stackOf } from '../changes/stack-of.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { listActivities } from '../listing/activities.ts';
import { listAlbums } from '../listing/albums.ts';
import { listTags } from '../listing/tags.ts';

/** Milliseconds that the clock of the server may be behind. */
export const clockSkew = 5_000;

/** What is looked for: its state, and the time since when it can be there, in milliseconds (UTC). */
export interface Wanted {
  readonly state: JsonObject;
  readonly since: number;
}

/** True of a time that is not before `since`, whatever the clocks. */
export function isSince(time: string, since: number): boolean {
  return Date.parse(time) >= since - clockSkew;
}

/** Albums of this name. */
export async function albumsAlike(
  { state, since }: Wanted,
  library: ImmichLibrary,
  call: RequestCall,
): Promise<Result<AlbumResponseDto[]>> {
  const albums = await listAlbums(library, undefined, call);
  if (!albums.ok) return albums;
  return success(
    albums.value.filter(({ albumName, createdAt }) => albumName === state.albumName && isSince(createdAt, since)),
  );
}

/** Links to the same album or to some of the same assets, with the same words. */
export async function linksAlike(
  { state, since }: Wanted,
  library: ImmichLibrary,
  call: RequestCall,
): Promise<Result<SharedLinkResponseDto[]>> {
  const links = await library.request((sdk) => getAllSharedLinks({}, sdk), call);
  if (!links.ok) return links;
  const shared = new Set(textsOf(state.assetIds));
  const isAlike = ({ type, album, assets, description, slug, createdAt }: SharedLinkResponseDto) =>
    type === state.type &&
    (album?.id ?? null) === textOrNull(state.albumId) &&
    (state.assetIds === undefined || album !== undefined || assets.every(({ id }) => shared.has(id))) &&
    (description ?? null) === textOrNull(state.description) &&
    (state.slug === undefined || (slug ?? null) === state.slug) &&
    isSince(createdAt, since);
  return success(links.value.filter(isAlike));
}

/** What the user of the key said in the same place in the same words. */
export async function activitiesAlike(
  { state, since }: Wanted,
  library: ImmichLibrary,
  call: RequestCall,
): Promise<Result<ActivityResponseDto[]>> {
  const all = await listActivities(library, { albumId: textOf(state.albumId) }, call);
  // Without its album it is gone, too.
  if (!all.ok) return all.failure.code === 'not_found' ? success([]) : all;
  const user = await library.userId(call);
  return success(
    all.value.filter(
      (activity) =>
        activity.type === textOf(state.type).toLowerCase() &&
        activity.user.id === user &&
        (activity.assetId ?? null) === textOrNull(state.assetId) &&
        (activity.comment ?? null) === textOrNull(state.comment) &&
        isSince(activity.createdAt, since),
    ),
  );
}

/** Only people with a name can be found while they have no faces; when they came is told by their last change. */
async function peopleAlike({ state, since }: Wanted, library: ImmichLibrary, call: RequestCall) {
  const name = textOf(state.name);
  if (name === '') return success([]);
  const people = await library.request((sdk) => searchPerson({ name, withHidden: true }, sdk), call);
  if (!people.ok) return people;
  return success(
    people.value.filter(
      (one) =>
        one.name === name && one.birthDate === textOrNull(state.birthDate) && isSince(one.updatedAt ?? '', since),
    ),
  );
}

async function tagsAlike({ state }: Wanted, library: ImmichLibrary, call: RequestCall) {
  const tags = await listTags(library, call);
  return tags.ok ? success(tags.value.filter(({ value }) => value === state.value)) : tags;
}

async function stacksAlike({ state }: Wanted, library: ImmichLibrary, call: RequestCall) {
  const stack = await stackOf(textsOf(state.assetIds), library, call);
  if (!stack.ok) return stack;
  return success(stack.value === undefined ? [] : [stack.value]);
}

type Finder = (
  wanted: Wanted,
  library: ImmichLibrary,
  call: RequestCall,
) => Promise<Result<readonly { readonly id: string }[]>>;

const finders: Partial<Record<ItemKind, Finder>> = {
  album: albumsAlike,
  tag: tagsAlike,
  person: peopleAlike,
  shared_link: linksAlike,
  activity: activitiesAlike,
  stack: stacksAlike,
};

/** Ids of what is like `wanted`; of kinds that get no new id, nothing. */
export async function findAlike(
  kind: ItemKind,
  wanted: Wanted,
  library: ImmichLibrary,
  call: RequestCall,
): Promise<Result<readonly string[]>> {
  const found = await finders[kind]?.(wanted, library, call);
  if (found === undefined) return success([]);
  return found.ok ? success(found.value.map(({ id }) => id)) : found;
}
