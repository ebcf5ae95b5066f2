/**
 * What no tool may delete in PhotoPrism, whatever is asked or agreed to. Every change passes it on its way to the library.
 * It reads nothing where nothing is protected.
 */
import type { ChangeItem, ItemKind } from '../../catalog/change.ts';
import { isDeletion } from '../../catalog/deletions.ts';
import {
  type NamedSet,
  notFound,
  nothingLost,
  type ProtectedElsewhere,
  type ProtectedSet,
  type Protection,
  unreadable,
} from '../../catalog/protected-sets.ts';
import { type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import { membersAmong } from '../changes/album-members.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { isSameText, type LookedForSet, lookForSets } from './find-sets.ts';
import { type GuardedPhoto, readGuarded } from './read-photo.ts';

export interface ProtectionOptions {
  readonly protect: readonly ProtectedSet[];
  /** Whether another connected library has what this one lacks. */
  readonly elsewhere?: ProtectedElsewhere | undefined;
}

/** The kinds of things that a set may be, and the fields by which they are found. */
const things: Readonly<Record<NamedSet, { readonly kind: ItemKind; readonly name: string }>> = {
  album: { kind: 'photoprism_album', name: 'Title' },
  tag: { kind: 'photoprism_label', name: 'Name' },
  person: { kind: 'photoprism_subject', name: 'Name' },
};

/** Makes the protection of one library. */
export function protectionOf(library: PhotoPrismLibrary, options: ProtectionOptions): Protection {
  const refusals: Protection['refusals'] = async (items, call) => {
    if (options.protect.length === 0) return success(new Map<ChangeItem, string>());
    const photos = items.filter(isDeletion);
    const endangered = items.filter((item) => losesItself(item) || losesName(item));
    if (photos.length === 0 && endangered.length === 0) return success(new Map<ChangeItem, string>());
    const found = await findSets(library, options, call);
    if (!found.ok) return found;
    const reasons = await photoReasons(library, photos, { sets: options.protect, found: found.value }, call);
    if (!reasons.ok) return reasons;
    const refused = items.flatMap((item): [ChangeItem, string][] => {
      const why = isDeletion(item) ? reasons.value.get(item.id) : thingReason(item, found.value);
      return why === undefined ? [] : [[item, why]];
    });
    return success(new Map(refused));
  };
  return {
    refusals,
    object: async ({ items }, call) => {
      const refused = await refusals(items, call);
      return refused.ok ? nothingLost(refused.value) : refused;
    },
  };
}

/** Everything that is protected. Fails where a part of it cannot be found or read: then nothing may be deleted. */
async function findSets(
  library: PhotoPrismLibrary,
  { protect, elsewhere }: ProtectionOptions,
  call: CallContext,
): Promise<Result<readonly LookedForSet[]>> {
  const looked = await lookForSets(protect, library, call);
  if (!looked.ok) return unreadable(looked.failure);
  const missing = looked.value.filter(({ found, isKeyword }) => found.length === 0 && !isKeyword);
  if (missing.length === 0) return looked;
  const lost = await notFound(
    missing.map(({ set }) => set),
    elsewhere,
    call,
  );
  return lost.ok ? looked : lost;
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
      return `${protectedBy(set.kind, thing.name)}, by this name`;
    }
  }
  return undefined;
}

function protectedBy(kind: string, name: string): string {
  return `is protected: ${kind} ${shortText(name, 60) || 'without a name'}`;
}

function isThing({ kind }: ChangeItem): boolean {
  return Object.values(things).some((thing) => thing.kind === kind);
}

function losesItself(item: ChangeItem): boolean {
  return isThing(item) && item.before !== null && (item.after === null || item.after === undefined);
}

function losesName(item: ChangeItem): boolean {
  const field = Object.values(things).find(({ kind }) => kind === item.kind)?.name;
  const name = field === undefined ? undefined : item.after?.[field];
  return field !== undefined && name !== undefined && name !== item.before?.[field];
}
