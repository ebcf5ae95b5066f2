/** Finds what a change has made of which nobody told the end: by what it was asked for, and by when it came into the library. */
import { getAllSharedLinks, ReactionType, type SharedLinkResponseDto } from '@immich/sdk';
import type { ItemOutcome } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import type { BegunChange } from '../../catalog/restorer.ts';
import { type Result, success } from '../../catalog/result.ts';
import { textOf, textsOf } from '../../catalog/state-values.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { albumState } from '../changes/album-lookup.ts';
import { readAlbumContents } from '../changes/album-membership.ts';
import { activityState } from '../changes/ending-activities.ts';
import type { ImmichLibrary } from '../connection.ts';
import { listActivities } from '../listing/activities.ts';
import { listAlbums } from '../listing/albums.ts';
import { listAssets } from '../listing/assets.ts';
import { listTags } from '../listing/tags.ts';
import { linkState } from '../shared-links/link-state.ts';

/** Milliseconds that the clock of the server may be behind. */
const clockSkew = 5_000;

type Made = Result<readonly ItemOutcome[]>;
type Finder = (begun: BegunChange, library: ImmichLibrary, call: CallContext) => Promise<Made>;

const finders: Readonly<Record<string, Finder>> = {
  immich_albums_create: findAlbums,
  immich_tags_create: findTags,
  immich_shared_links_create: findLinks,
  immich_activities_create: findActivities,
  immich_assets_upload: findUploads,
};

/** What may have been made by it; nothing for a tool that makes nothing. Somebody else may have made the same meanwhile. */
export async function findMade(begun: BegunChange, library: ImmichLibrary, call: CallContext): Promise<Made> {
  const find = finders[begun.tool];
  return find === undefined ? success([]) : find(begun, library, call);
}

async function findAlbums({ arguments: args, begunAt }: BegunChange, library: ImmichLibrary, call: CallContext) {
  const albums = await listAlbums(library, undefined, call);
  if (!albums.ok) return albums;
  const alike = albums.value.filter(
    ({ albumName, createdAt }) => albumName === args.album_name && isSince(createdAt, begunAt),
  );
  const found: ItemOutcome[] = [];
  for (const { id } of alike) {
    const contents = await readAlbumContents(library, id, call);
    if (!contents.ok) return contents;
    const { albumName, description } = albumState(contents.value.album);
    const assetIds = contents.value.assets.map((asset) => asset.id);
    found.push(made(id, 'album', { albumName, description, assetIds }));
  }
  return success(found);
}

async function findTags({ arguments: args, begunAt }: BegunChange, library: ImmichLibrary, call: CallContext) {
  const tags = await listTags(library, call);
  if (!tags.ok) return tags;
  const path = textOf(args.name);
  const own = tags.value.filter(
    ({ value, createdAt }) => (value === path || path.startsWith(`${value}/`)) && isSince(createdAt, begunAt),
  );
  return success(
    own.map(({ id, value, color, parentId }) =>
      made(id, 'tag', { value, color: color ?? null, parentId: parentId ?? null, assetIds: [] }),
    ),
  );
}

async function findLinks({ arguments: args, begunAt }: BegunChange, library: ImmichLibrary, call: CallContext) {
  const links = await library.request((sdk) => getAllSharedLinks({}, sdk), call);
  if (!links.ok) return links;
  const isAlike = ({ type, album, assets, description, createdAt }: SharedLinkResponseDto) =>
    type === args.type &&
    (album?.id ?? undefined) === args.album_id &&
    assets.every(({ id }) => args.asset_ids === undefined || textsOf(args.asset_ids).includes(id)) &&
    (description ?? undefined) === args.description &&
    isSince(createdAt, begunAt);
  return success(links.value.filter(isAlike).map((link) => made(link.id, 'shared_link', linkState(link))));
}

async function findActivities({ arguments: args, begunAt }: BegunChange, library: ImmichLibrary, call: CallContext) {
  const albumId = textOf(args.album_id);
  const all = await listActivities(library, { albumId }, call);
  // Without its album it is gone, too.
  if (!all.ok) return all.failure.code === 'not_found' ? success([]) : all;
  const user = await library.userId(call);
  const type = textOf(args.type).toLowerCase() === ReactionType.Like ? ReactionType.Like : ReactionType.Comment;
  const own = all.value.filter(
    (activity) =>
      activity.type === type &&
      activity.user.id === user &&
      (activity.assetId ?? undefined) === args.asset_id &&
      (activity.comment ?? undefined) === args.comment &&
      isSince(activity.createdAt, begunAt),
  );
  return success(
    own.map((activity) => {
      const { userId: _, ...state } = activityState(activity, albumId);
      return made(activity.id, 'activity', state);
    }),
  );
}

async function findUploads({ arguments: args, begunAt }: BegunChange, library: ImmichLibrary, call: CallContext) {
  const originalFileName = textOf(args.source).split(/[/\\]/).at(-1) ?? '';
  const createdAfter = new Date(begunAt - clockSkew).toISOString();
  const found = await listAssets(library, { originalFileName, createdAfter }, { page: 1, size: 10 }, call);
  if (!found.ok) return found;
  const own = found.value.items.filter((asset) => asset.originalFileName === originalFileName);
  return success(
    own.map(({ id }): ItemOutcome => {
      const states = { before: { trashed: true }, after: { trashed: false } };
      return { id, ok: true, made: { kind: 'asset', ...states } };
    }),
  );
}

function isSince(createdAt: string, begunAt: number): boolean {
  return Date.parse(createdAt) >= begunAt - clockSkew;
}

function made(id: string, kind: 'album' | 'tag' | 'shared_link' | 'activity', after: JsonObject): ItemOutcome {
  return { id, ok: true, made: { kind, after } };
}
