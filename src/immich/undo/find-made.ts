/** Finds what a change has made of which nobody told the end: by what it was asked for, and by when it came into the library. */
import type { ChangeItem, ItemOutcome } from '../../catalog/change.ts';
import type { JsonObject, JsonValue } from '../../catalog/json.ts';
import type { BegunChange } from '../../catalog/restorer.ts';
import { success } from '../../catalog/result.ts';
import { textOf, textsOf } from '../../catalog/state-values.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { findMadeIn, type Made, type MakingSearch } from '../../restoring/find-made.ts';
import { urlName } from '../../upload/file-name.ts';
import { albumState } from '../changes/album-lookup.ts';
import { readAlbumContents } from '../changes/album-membership.ts';
import { activityState } from '../changes/ending-activities.ts';
import { stackOf } from '../changes/stack-of.ts';
import type { ImmichLibrary } from '../connection.ts';
import { listAssets } from '../listing/assets.ts';
import { literally } from '../listing/part-of-text.ts';
import { listTags } from '../listing/tags.ts';
import { linkState } from '../shared-links/link-state.ts';
import { activitiesAlike, albumsAlike, clockSkew, findAlike, isSince, linksAlike } from './find-alike.ts';

/** What others are in, or hang on, comes first: they are looked for under its new id. */
const search: MakingSearch<ImmichLibrary> = {
  order: ['person', 'tag', 'album', 'stack', 'shared_link', 'activity'],
  findAlike,
  finders: {
    immich_albums_create: findAlbums,
    immich_tags_create: findTags,
    immich_shared_links_create: findLinks,
    immich_activities_create: findActivities,
    immich_assets_upload: findUploads,
    immich_duplicates_resolve: findStacks,
  },
};

/** What may have been made by it; nothing for a tool that makes nothing. Somebody else may have made the same meanwhile. */
export function findMade(begun: BegunChange, library: ImmichLibrary, call: CallContext): Promise<Made> {
  return findMadeIn(search, begun, library, call);
}

async function findAlbums({ arguments: args, begunAt }: BegunChange, library: ImmichLibrary, call: CallContext) {
  const albums = await albumsAlike({ state: { albumName: args.album_name }, since: begunAt }, library, call);
  if (!albums.ok) return albums;
  const found: ItemOutcome[] = [];
  for (const { id } of albums.value) {
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
  const { type, album_id: albumId, asset_ids: assetIds, description, slug } = args;
  const links = await linksAlike(
    { state: { type, albumId, assetIds, description, slug }, since: begunAt },
    library,
    call,
  );
  if (!links.ok) return links;
  // What is in the trash, a link has without showing it.
  const whole = assetIds === undefined ? {} : { assetIds };
  return success(links.value.map((link) => made(link.id, 'shared_link', { ...linkState(link), ...whole })));
}

async function findActivities({ arguments: args, begunAt }: BegunChange, library: ImmichLibrary, call: CallContext) {
  const { album_id: albumId, asset_id: assetId, comment, type } = args;
  const own = await activitiesAlike({ state: { albumId, assetId, comment, type }, since: begunAt }, library, call);
  if (!own.ok) return own;
  return success(
    own.value.map((activity) => {
      const { userId: _, ...state } = activityState(activity, textOf(albumId));
      return made(activity.id, 'activity', state);
    }),
  );
}

/** Copies that were to be stacked were in no stack before: duplicates in one are not listed. */
async function findStacks(
  { arguments: args, items }: BegunChange,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Made> {
  const found: ItemOutcome[] = [];
  for (const { kind, id, before } of items) {
    const wanted = kind === 'duplicate_group' ? stackWanted(args, id, textsOf(before?.assetIds)) : [];
    const stack = wanted.length === 0 ? success(undefined) : await stackOf(wanted, library, call);
    if (!stack.ok) return stack;
    if (stack.value === undefined) continue;
    const { primaryAssetId } = stack.value;
    found.push(made(stack.value.id, 'stack', { primaryAssetId, assetIds: wanted }));
  }
  return success(found);
}

/** What of a group was to become a stack: as the call says of it, or all of it under the rule. */
function stackWanted({ groups, suggested }: JsonObject, id: string, members: readonly string[]): readonly string[] {
  if (!Array.isArray(groups)) return suggested === 'stack' ? members : [];
  const own: readonly JsonValue[] = groups;
  return own.flatMap((group) => {
    const asked = typeof group === 'object' && group !== null && 'duplicate_id' in group ? group : {};
    return asked.duplicate_id === id ? textsOf(asked.stack) : [];
  });
}

async function findUploads({ arguments: args, begunAt }: BegunChange, library: ImmichLibrary, call: CallContext) {
  const source = textOf(args.source);
  const originalFileName = /^https?:/i.test(source) ? urlName(new URL(source)) : (source.split(/[/\\]/).at(-1) ?? '');
  const createdAfter = new Date(begunAt - clockSkew).toISOString();
  const found = await listAssets(
    library,
    { originalFileName: literally(originalFileName), createdAfter },
    { page: 1, size: 10 },
    call,
  );
  if (!found.ok) return found;
  const own = found.value.items.filter((asset) => asset.originalFileName === originalFileName);
  return success(
    own.map(({ id }): ItemOutcome => {
      const states = { before: { trashed: true }, after: { trashed: false } };
      return { id, ok: true, made: { kind: 'asset', ...states } };
    }),
  );
}

function made(id: string, kind: ChangeItem['kind'], after: JsonObject): ItemOutcome {
  return { id, ok: true, made: { kind, after } };
}
