/** A resolve plan in words: what would be kept, trashed and stacked, and what would be lost with it. */
import type { ItemOutcome } from '../../../catalog/change.ts';
import { counted } from '../../../catalog/counted.ts';
import type { JsonObject } from '../../../catalog/json.ts';
import { shortFileName } from '../../../catalog/short-text.ts';
import { namedItems, someOf } from '../../../changing/tell.ts';
import type { MemberFacts } from '../facts.ts';
import { passesOn, type Resolution, trashedMembers } from './resolution.ts';

/** Members of one group that a preview names. */
const namedMembers = 6;
/** Tokens, roughly, of a file name. */
const nameRoom = 14;
/** Groups that are left alone and named. */
const namedSkipped = 10;

/** All groups in numbers, and the first of them, those with a caution before the others. */
export function tellPlan(resolutions: readonly Resolution[], skipped: readonly ItemOutcome[]): JsonObject {
  const trashed = resolutions.flatMap(trashedMembers);
  const lonely = resolutions.filter((resolution) => !passesOn(resolution)).flatMap(trashedMembers);
  const cautioned = resolutions.filter(({ caution }) => caution !== undefined);
  const shown = [...cautioned, ...resolutions.filter(({ caution }) => caution === undefined)].slice(0, namedItems);
  return {
    groups: resolutions.length,
    kept: someOf(sum(resolutions, ({ keep }) => keep.length)),
    trashed: trashed.length,
    stacked: someOf(sum(resolutions, ({ stack }) => stack.length)),
    bytes_freed: sum(trashed, ({ bytes }) => bytes),
    trashed_favorites: someOf(trashed.filter(({ isFavorite }) => isFavorite).length),
    trashed_in_albums: someOf(trashed.filter(({ albums }) => albums.length > 0).length),
    trashed_live_photos: someOf(resolutions.flatMap(lostLivePhotos).length),
    lost_albums_or_favorite: someOf(lonely.filter(isDear).length),
    groups_with_caution: someOf(cautioned.length),
    passes_on: trashed.length === 0 ? undefined : tellPassing(resolutions),
    items: shown.map(tellResolution),
    more_items: someOf(resolutions.length - shown.length),
    ...tellSkipped(skipped),
  };
}

/** What of the wish is left alone. */
export function tellSkipped(skipped: readonly ItemOutcome[]): JsonObject {
  return {
    skipped_count: someOf(skipped.length),
    skipped: skipped.length === 0 ? undefined : skipped.slice(0, namedSkipped).map(({ id, error }) => ({ id, error })),
  };
}

function tellPassing(resolutions: readonly Resolution[]): string {
  const all = resolutions.filter(({ trash }) => trash.length > 0);
  const passing = all.filter(passesOn).length;
  const words =
    'Albums, favourite, tags, rating, description and place pass to the one that is kept; people and faces do not.';
  const nothing = 'Where several are kept or stacked, nothing passes from the trashed ones.';
  if (passing === 0) return nothing;
  return passing === all.length ? words : `${words} ${nothing}`;
}

function tellResolution(resolution: Resolution): JsonObject {
  const { id, keep, trash, stack, why, caution, members } = resolution;
  const tell = (ids: readonly string[]) => (ids.length === 0 ? undefined : tellMembers(ids, members));
  return { duplicate_id: id, keep: tell(keep), trash: tell(trash), stack: tell(stack), why, caution };
}

function tellMembers(ids: readonly string[], members: readonly MemberFacts[]): (JsonObject | string)[] {
  const known = new Map(members.map((member) => [member.id, member]));
  const shown = ids.slice(0, namedMembers).map((id) => {
    const member = known.get(id);
    return {
      id,
      file: shortFileName(member?.file ?? '', nameRoom),
      favorite: member?.isFavorite || undefined,
      albums: someOf(member?.albums.length ?? 0),
      live: member?.isLive || undefined,
    };
  });
  return ids.length > namedMembers ? [...shown, `${ids.length - namedMembers} more`] : shown;
}

/** Live Photos that go while none is kept: their clips go with them. */
function lostLivePhotos(resolution: Resolution): MemberFacts[] {
  const gone = new Set(resolution.trash);
  const isKept = resolution.members.some(({ id, isLive }) => isLive && !gone.has(id));
  return isKept ? [] : trashedMembers(resolution).filter(({ isLive }) => isLive);
}

function isDear({ isFavorite, albums }: MemberFacts): boolean {
  return isFavorite || albums.length > 0;
}

function sum<Item>(items: readonly Item[], measure: (item: Item) => number): number {
  return items.reduce((total, item) => total + measure(item), 0);
}

/** Why the person should see a preview first, if they should. */
export function cautionOfPlan(resolutions: readonly Resolution[], permanent: boolean): { readonly caution?: string } {
  if (permanent) return { caution: 'it deletes for good' };
  const lost = resolutions
    .filter((resolution) => !passesOn(resolution))
    .flatMap(trashedMembers)
    .filter(isDear).length;
  if (lost > 0) {
    const dear = counted(lost, 'favourite or album member', 'favourites or album members');
    return { caution: `${dear} would go and pass nothing on` };
  }
  const doubtful = resolutions.filter(({ caution }) => caution !== undefined).length;
  return doubtful === 0
    ? {}
    : { caution: `in ${counted(doubtful, 'group')} something speaks against what would be kept` };
}
