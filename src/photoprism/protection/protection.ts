/**
 * What no tool may delete in PhotoPrism, whatever is asked or agreed to. Every change passes it on its way to the library.
 * It reads nothing where nothing is protected.
 */
import type { ChangeItem } from '../../catalog/change.ts';
import { isDeletion } from '../../catalog/deletions.ts';
import type { ProtectedElsewhere, ProtectedSet, Protection } from '../../catalog/protected-sets.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import {
  findProtected,
  type ProtectedThings,
  protectedBy,
  protectedByName,
  protectionBy,
  threatsTo,
} from '../../changing/protected-things.ts';
import { membersAmong } from '../changes/album-members.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { isSameText, type LookedForSet, lookForSets } from './find-sets.ts';
import { type GuardedPhoto, readGuarded } from './read-photo.ts';

export interface ProtectionOptions {
  readonly protect: readonly ProtectedSet[];
  /** Whether another connected library has what this one lacks. */
  readonly elsewhere?: ProtectedElsewhere | undefined;
}

const things: ProtectedThings = {
  album: { kind: 'photoprism_album', name: 'Title' },
  tag: { kind: 'photoprism_label', name: 'Name' },
  person: { kind: 'photoprism_subject', name: 'Name' },
};
const { losesItself, losesName } = threatsTo(things);

/** Makes the protection of one library. */
export function protectionOf(library: PhotoPrismLibrary, { protect, elsewhere }: ProtectionOptions): Protection {
  const search = {
    isThere: ({ found, isKeyword }: LookedForSet) => found.length > 0 || isKeyword,
    elsewhere,
  };
  return protectionBy(async (items, call) => {
    if (protect.length === 0) return success(new Map<ChangeItem, string>());
    const photos = items.filter(isDeletion);
    const endangered = items.filter((item) => losesItself(item) || losesName(item));
    if (photos.length === 0 && endangered.length === 0) return success(new Map<ChangeItem, string>());
    const found = await findProtected({ ...search, look: () => lookForSets(protect, library, call) }, call);
    if (!found.ok) return found;
    const reasons = await photoReasons(library, photos, { sets: protect, found: found.value }, call);
    if (!reasons.ok) return reasons;
    const refused = items.flatMap((item): [ChangeItem, string][] => {
      const why = isDeletion(item) ? reasons.value.get(item.id) : thingReason(item, found.value);
      return why === undefined ? [] : [[item, why]];
    });
    return success(new Map(refused));
  });
}

interface KnownSets {
  readonly sets: readonly ProtectedSet[];
  readonly found: readonly LookedForSet[];
}

/** By the uid of each photo that must stay. */
async function photoReasons(
  library: PhotoPrismLibrary,
  items: readonly ChangeItem[],
  { sets, found }: KnownSets,
  call: CallContext,
): Promise<Result<ReadonlyMap<string, string>>> {
  const ids = [...new Set(items.map(({ id }) => id))];
  const photos = await inParallel(ids, (id) => readGuarded(id, library, call));
  if (!photos.ok) return photos;
  const favorites = sets.some(({ kind }) => kind === 'favorites');
  const reasons = new Map<string, string>();
  for (const photo of photos.value) {
    if (photo === undefined) continue;
    const why = favorites && photo.favorite !== false ? 'is protected: favourite' : reasonOfItself(photo, found);
    if (why !== undefined) reasons.set(photo.id, why);
  }
  const albums = found.flatMap((one) => (one.set.kind === 'album' ? one.found : []));
  for (const { id, name } of albums) {
    const members = await membersAmong(id, ids, library, call);
    if (!members.ok) return members;
    for (const uid of members.value) reasons.set(uid, protectedBy('album', name));
  }
  return success(reasons);
}

/** What the photo itself tells; albums know their photos, not the other way round. */
function reasonOfItself(photo: GuardedPhoto, found: readonly LookedForSet[]): string | undefined {
  for (const one of found) {
    const why =
      one.set.kind === 'tag' ? tagOn(photo, one) : one.set.kind === 'person' ? personOn(photo, one) : undefined;
    if (why !== undefined) return why;
  }
  return undefined;
}

function tagOn({ labels, keywords }: GuardedPhoto, { set, found }: LookedForSet): string | undefined {
  if (labels === undefined || keywords === undefined) return untold('which labels and keywords it has');
  const label = found.find(({ id }) => labels.includes(id));
  if (label !== undefined) return protectedBy('label', label.name);
  return keywords.some((keyword) => isSameText(keyword, set.name)) ? protectedBy('keyword', set.name) : undefined;
}

function personOn({ people }: GuardedPhoto, { set, found }: LookedForSet): string | undefined {
  if (people === undefined) return untold('whom it shows');
  const person = found.find(({ id }) => people.includes(id));
  return person === undefined ? undefined : protectedBy(set.kind, person.name);
}

function untold(what: string): string {
  return `may be protected: PhotoPrism does not say ${what}`;
}

/** Why an album, a label or a person must stay, and keep the name by which it is protected. */
function thingReason(item: ChangeItem, found: readonly LookedForSet[]): string | undefined {
  for (const { set, found: own } of found) {
    const thing = things[set.kind].kind === item.kind ? own.find(({ id }) => id === item.id) : undefined;
    if (thing === undefined) continue;
    if (losesItself(item)) return protectedBy(set.kind, thing.name);
    if (losesName(item) && isSameText(thing.name, set.name)) {
      return protectedByName(set.kind, thing.name);
    }
  }
  return undefined;
}
