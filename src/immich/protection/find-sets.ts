/** Finds in the library what the configuration protects by name or id. */
import type { AlbumResponseDto } from '@immich/sdk';
import { foldText } from '../../catalog/fold-text.ts';
import {
  type NamedProtectedSet,
  type NamedSet,
  namedSets,
  namedSetsOf,
  type ProtectedSet,
} from '../../catalog/protected-sets.ts';
import { type Result, success } from '../../catalog/result.ts';
import { lookUpPeople } from '../changes/person-lookup.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { listAlbums } from '../listing/albums.ts';
import { listPeople } from '../listing/people.ts';
import { listTags, subtreeOf } from '../listing/tags.ts';
import { uuid } from '../naming/reference.ts';

/** An album, tag or person that may be protected. */
export interface Candidate {
  readonly id: string;
  /** As the library writes it. */
  readonly name: string;
  /** Only of an album. */
  readonly album?: AlbumResponseDto;
  /** Only of a tag: its id, and those of all below it. */
  readonly tagIds?: readonly string[];
}

/** A protected album, tag or person. */
export interface FoundSet extends Candidate {
  readonly kind: NamedSet;
  /** The configuration gives its name, not its id: under another name it would not be found any more. */
  readonly byName: boolean;
}

/** What the library has of a set: several things where several have its name, nothing where none has. */
export interface LookedForSet {
  readonly set: NamedProtectedSet;
  readonly found: readonly FoundSet[];
}

type ReadCandidates = (
  sets: readonly NamedProtectedSet[],
  library: ImmichLibrary,
  call: RequestCall,
) => Promise<Result<readonly Candidate[]>>;

const candidatesOf: Readonly<Record<NamedSet, ReadCandidates>> = {
  album: async (_, library, call) => {
    const albums = await listAlbums(library, undefined, call);
    return albums.ok ? success(albums.value.map((album) => ({ id: album.id, name: album.albumName, album }))) : albums;
  },
  tag: async (_, library, call) => {
    const tags = await listTags(library, call);
    if (!tags.ok) return tags;
    const treeOf = (tag: (typeof tags.value)[number]) => subtreeOf(tag, tags.value).map(({ id }) => id);
    return success(
      tags.value.map((tag) => ({
        id: tag.id,
        name: tag.value,
        get tagIds() {
          return treeOf(tag);
        },
      })),
    );
  },
  person: async (sets, library, call) => {
    const ids = sets.filter(isById).map(({ name }) => name.toLowerCase());
    const looked = await lookUpPeople(library, ids, call);
    if (!looked.ok || ids.length === sets.length) return looked.ok ? success(looked.value.found) : looked;
    // Nobody without a name is in the list unless their face is seen often.
    const all = await listPeople(library, true, call);
    return all.ok ? success([...looked.value.found, ...all.value.people]) : all;
  },
};

/** Looks for the sets that have a name. Fails where the library does not let them be read. */
export async function lookForSets(
  sets: readonly ProtectedSet[],
  library: ImmichLibrary,
  call: RequestCall,
): Promise<Result<readonly LookedForSet[]>> {
  const looked: LookedForSet[] = [];
  for (const kind of namedSets) {
    const own = namedSetsOf(sets).filter((set) => set.kind === kind);
    if (own.length === 0) continue;
    const candidates = await candidatesOf[kind](own, library, call);
    if (!candidates.ok) return candidates;
    looked.push(...own.map((set) => ({ set, found: findAmong(set, candidates.value) })));
  }
  return success(looked);
}

/** What a set means. A name is compared without case and accents: protecting one thing too many loses nothing. */
export function findAmong(set: NamedProtectedSet, candidates: readonly Candidate[]): FoundSet[] {
  const byName = !isById(set);
  const wanted = byName ? foldText(set.name) : set.name.toLowerCase();
  const found = new Map<string, FoundSet>();
  for (const { id, name, album, tagIds } of candidates.filter((thing) => isMeant(thing, wanted, byName))) {
    const facts = { ...(album === undefined ? {} : { album }), ...(tagIds === undefined ? {} : { tagIds }) };
    found.set(id, { kind: set.kind, id, name, byName, ...facts });
  }
  return [...found.values()];
}

function isMeant({ id, name }: Candidate, wanted: string, byName: boolean): boolean {
  return byName ? wanted !== '' && foldText(name) === wanted : id === wanted;
}

function isById({ name }: NamedProtectedSet): boolean {
  return uuid.test(name);
}
