/** Finds what a change has made of which nobody told the end: by what it was asked for, and by when it came into the library. */
import type { ChangeItem, ItemOutcome } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import type { BegunChange } from '../../catalog/restorer.ts';
import { type Result, success } from '../../catalog/result.ts';
import { withNewIds } from '../../catalog/states.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { readAlbumPhotos } from '../changes/album-contents.ts';
import { albumState } from '../changes/album-states.ts';
import { linkState } from '../changes/link-states.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { albumsAlike, findAlike, linksAlike } from './find-alike.ts';

type Made = Result<readonly ItemOutcome[]>;
type Finder = (begun: BegunChange, library: PhotoPrismLibrary, call: CallContext) => Promise<Made>;

const finders: Readonly<Record<string, Finder>> = {
  photoprism_albums_create: findAlbums,
  photoprism_shares_create: findLinks,
};

/** What may have been made by it; nothing for a tool that makes nothing. Somebody else may have made the same meanwhile. */
export async function findMade(begun: BegunChange, library: PhotoPrismLibrary, call: CallContext): Promise<Made> {
  const remade = await findRemade(begun, library, call);
  if (!remade.ok) return remade;
  const made = (await finders[begun.tool]?.(begun, library, call)) ?? success([]);
  if (!made.ok) return made;
  const own: ItemOutcome[] = [...remade.value];
  for (const item of made.value) if (!(await begun.isKnown(item.id))) own.push(item);
  return success(own);
}

/** What holds others comes first: they are looked for under its new id. */
const order: readonly ChangeItem['kind'][] = ['photoprism_subject', 'photoprism_album', 'photoprism_link'];

/** Items that did not exist before and were to be made, under the uids that they have now. */
async function findRemade(
  { items, begunAt, isKnown }: BegunChange,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Made> {
  const toMake = order.flatMap((kind) => items.filter((item) => item.kind === kind && item.before === null));
  const remade = new Map<string, string>();
  for (const { kind, id, after } of toMake) {
    const state = withNewIds(after ?? null, remade);
    if (state === null) continue;
    const alike = await findAlike(kind, { state, since: begunAt }, library, call);
    if (!alike.ok) return alike;
    const taken = new Set(remade.values());
    for (const one of alike.value) {
      if (one === id || taken.has(one) || (await isKnown(one))) continue;
      remade.set(id, one);
      break;
    }
  }
  return success([...remade].map(([id, remadeAs]) => ({ id, ok: true, remadeAs })));
}

async function findAlbums(
  { arguments: args, begunAt }: BegunChange,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Made> {
  const albums = await albumsAlike({ state: { Title: args.title }, since: begunAt }, library, call);
  if (!albums.ok) return albums;
  const found: ItemOutcome[] = [];
  for (const album of albums.value) {
    const photoIds = await readAlbumPhotos(album.UID, library, call);
    if (!photoIds.ok) return photoIds;
    found.push(made(album.UID, 'photoprism_album', { ...albumState(album), photoIds: photoIds.value }));
  }
  return success(found);
}

async function findLinks(
  { arguments: args, begunAt }: BegunChange,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Made> {
  const { album_id: albumId, max_views: MaxViews, slug: Slug } = args;
  const found = await linksAlike({ state: { albumId, MaxViews, Slug }, since: begunAt }, library, call);
  if (!found.ok) return found;
  return success(found.value.map((link) => made(link.UID, 'photoprism_link', linkState(link, String(albumId)))));
}

function made(id: string, kind: ChangeItem['kind'], after: JsonObject): ItemOutcome {
  return { id, ok: true, made: { kind, after } };
}
