/** Finds in the library what the configuration protects by name or uid. */
import { foldText } from '../../catalog/fold-text.ts';
import { type NamedProtectedSet, type NamedSet, namedSetsOf, type ProtectedSet } from '../../catalog/protected-sets.ts';
import { type Result, success } from '../../catalog/result.ts';
import { albumRow } from '../album-row.ts';
import { allLabels } from '../changes/label-lookup.ts';
import { listSubjects } from '../changes/subject-states.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { readPhotoUids } from '../paging.ts';
import { photoSearch } from '../search/photo-search.ts';
import { readWholeList } from '../whole-list.ts';

/** An album, label or person that may be protected. */
interface Candidate {
  readonly id: string;
  readonly name: string;
}

/** What the library has of a set: several things where several have its name. */
export interface LookedForSet {
  readonly set: NamedProtectedSet;
  readonly found: readonly Candidate[];
  /** Only of a tag: some photo has it as a keyword, which is no thing of its own. */
  readonly isKeyword: boolean;
}

type ReadCandidates = (library: PhotoPrismLibrary, call: RequestCall) => Promise<Result<readonly Candidate[]>>;

const candidatesOf: Readonly<Record<NamedSet, ReadCandidates>> = {
  album: async (library, call) => {
    const albums = await readWholeList(library, { path: ['albums'], row: albumRow }, call);
    return albums.ok ? success(albums.value.rows.map(({ UID, Title }) => ({ id: UID, name: Title }))) : albums;
  },
  tag: async (library, call) => {
    const labels = await allLabels(library, call);
    return labels.ok ? success(labels.value.map(({ UID, Name }) => ({ id: UID, name: Name }))) : labels;
  },
  person: async (library, call) => {
    const people = await listSubjects(library, call);
    return people.ok ? success(people.value.map(({ UID, Name }) => ({ id: UID, name: Name }))) : people;
  },
};

/** Looks for the sets that have a name. Fails where the library does not let them be read. */
export async function lookForSets(
  sets: readonly ProtectedSet[],
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<readonly LookedForSet[]>> {
  const looked: LookedForSet[] = [];
  const read = new Map<NamedSet, readonly Candidate[]>();
  for (const set of namedSetsOf(sets)) {
    const known = read.get(set.kind);
    const candidates = known === undefined ? await candidatesOf[set.kind](library, call) : success(known);
    if (!candidates.ok) return candidates;
    read.set(set.kind, candidates.value);
    const found = candidates.value.filter((one) => isMeant(one, set));
    const keyword = set.kind === 'tag' ? await isKeyword(set.name, library, call) : success(false);
    if (!keyword.ok) return keyword;
    looked.push({ set, found, isKeyword: keyword.value });
  }
  return success(looked);
}

/** A name is compared without case and accents: protecting one thing too many loses nothing. */
function isMeant({ id, name }: Candidate, set: NamedProtectedSet): boolean {
  return id === set.name.toLowerCase() || isSameText(name, set.name);
}

/** True of names that differ in case and accents at most. */
export function isSameText(one: string, other: string): boolean {
  return foldText(one) !== '' && foldText(one) === foldText(other);
}

async function isKeyword(name: string, library: PhotoPrismLibrary, call: RequestCall): Promise<Result<boolean>> {
  const query = photoSearch({ filters: { keywords: [name] }, order: 'oldest' });
  // What cannot be searched for is no keyword.
  if (!query.ok) return success(false);
  const found = await readPhotoUids(library, { query: query.value, most: 1, chunk: 2 }, call);
  return found.ok ? success(found.value.uids.length > 0) : found;
}
