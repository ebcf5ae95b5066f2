/** Finds what a change has made of which nobody told the end: by what it was asked for, and by when it came into the library. */
import type { ChangeItem, ItemOutcome } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import type { BegunChange } from '../../catalog/restorer.ts';
import { success } from '../../catalog/result.ts';
import { textOf } from '../../catalog/state-values.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { findMadeIn, type Made, type MakingSearch } from '../../restoring/find-made.ts';
import { readAlbumPhotos } from '../changes/album-contents.ts';
import { albumState } from '../changes/album-states.ts';
import { findLabel, madeLabel } from '../changes/label-lookup.ts';
import { linkState } from '../changes/link-states.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { albumsAlike, findAlike, linksAlike } from './find-alike.ts';

/** What others are in, or hang on, comes first: they are looked for under its new id. */
const search: MakingSearch<PhotoPrismLibrary> = {
  order: ['photoprism_subject', 'photoprism_album', 'photoprism_link'],
  findAlike,
  finders: {
    photoprism_albums_create: findAlbums,
    photoprism_shares_create: findLinks,
    photoprism_photos_label: findLabels,
  },
};

/** What may have been made by it; nothing for a tool that makes nothing. Somebody else may have made the same meanwhile. */
export function findMade(begun: BegunChange, library: PhotoPrismLibrary, call: CallContext): Promise<Made> {
  return findMadeIn(search, begun, library, call);
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

/** A label that there was not yet when it was put on. */
async function findLabels(
  { arguments: args, items }: BegunChange,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Made> {
  if (!items.some(({ before }) => before?.labelName !== undefined)) return success([]);
  const label = await findLabel(library, textOf(args.label), call);
  if (!label.ok) return label;
  return success(label.value === undefined ? [] : [madeLabel(label.value)]);
}

function made(id: string, kind: ChangeItem['kind'], after: JsonObject): ItemOutcome {
  return { id, ok: true, made: { kind, after } };
}
