/** Finds what a request has made of which no answer came: it is like what was wanted, and came into the library since. */
import type { ItemKind } from '../../catalog/change.ts';
import { foldText } from '../../catalog/fold-text.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { type Result, success } from '../../catalog/result.ts';
import { textOf, textOrNull } from '../../catalog/state-values.ts';
import { type AlbumRow, albumRow } from '../album-row.ts';
import { endOf, isSameEnd, linksOf } from '../changes/link-states.ts';
import { listSubjects } from '../changes/subject-states.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import type { LinkRow } from '../link-row.ts';
import { readWholeList } from '../whole-list.ts';

/** Milliseconds that the clock of the server may be behind; its times have no parts of a second. */
const clockSkew = 6_000;

/** What is looked for: its state, and the time since when it can be there, in milliseconds (UTC). */
export interface Wanted {
  readonly state: JsonObject;
  readonly since: number;
}

/**
 * Albums of this title that were filled by hand. Their time says nothing: a deleted one comes back as old as it is, and
 * PhotoPrism keeps no two of one title.
 */
export async function albumsAlike(
  { state }: Wanted,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<AlbumRow[]>> {
  const albums = await readWholeList(library, { path: ['albums'], query: { type: 'album' }, row: albumRow }, call);
  if (!albums.ok) return albums;
  const title = foldText(textOf(state.Title));
  return success(albums.value.rows.filter(({ Type, Title }) => Type === 'album' && foldText(Title) === title));
}

/** Links of the same album with the same settings. */
export async function linksAlike(
  { state, since }: Wanted,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<LinkRow[]>> {
  const links = await linksOf(textOf(state.albumId), library, call);
  if (!links.ok) return links;
  const isAlike = (link: LinkRow) =>
    (state.Slug === undefined || link.Slug === state.Slug) &&
    link.MaxViews === (state.MaxViews ?? 0) &&
    (state.expiresAt === undefined || isSameEnd(endOf(link), textOrNull(state.expiresAt))) &&
    Date.parse(link.ModifiedAt) >= since - clockSkew;
  return success((links.value ?? []).filter(isAlike));
}

/** Nobody has another's name. */
async function peopleAlike({ state }: Wanted, library: PhotoPrismLibrary, call: RequestCall) {
  const people = await listSubjects(library, call);
  if (!people.ok) return people;
  const name = foldText(textOf(state.Name));
  return success(people.value.filter(({ Name }) => name !== '' && foldText(Name) === name));
}

type Finder = (
  wanted: Wanted,
  library: PhotoPrismLibrary,
  call: RequestCall,
) => Promise<Result<readonly { readonly UID: string }[]>>;

const finders: Partial<Record<ItemKind, Finder>> = {
  photoprism_album: albumsAlike,
  photoprism_link: linksAlike,
  photoprism_subject: peopleAlike,
};

/** Uids of what is like `wanted`; of kinds that get no new uid, nothing. */
export async function findAlike(
  kind: ItemKind,
  wanted: Wanted,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<readonly string[]>> {
  const found = await finders[kind]?.(wanted, library, call);
  if (found === undefined) return success([]);
  return found.ok ? success(found.value.map(({ UID }) => UID)) : found;
}
