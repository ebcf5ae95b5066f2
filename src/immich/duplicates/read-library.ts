/** Reads everything that the analysis needs, groups and albums at the same time. */
import { type Result, success } from '../../catalog/result.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { type AlbumMembership, readEveryAlbum } from './album-members.ts';
import { factsOf } from './facts.ts';
import { type LibraryGroup, readGroups } from './read-groups.ts';
import type { Snapshot } from './snapshot.ts';

/** How far a reading is. */
export interface ReadingProgress {
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** How many groups there are; undefined until they have come. */
  readonly groups: number | undefined;
  /** Albums in all; undefined until they were listed. */
  readonly albums: number | undefined;
  readonly albumsRead: number;
}

/** Reads the library's groups with the true albums of their members. The first failure ends it. */
export async function readLibrary(
  library: ImmichLibrary,
  onProgress: (progress: ReadingProgress) => void,
  { signal }: RequestCall,
): Promise<Result<Snapshot>> {
  let progress: ReadingProgress = { startedAt: Date.now(), groups: undefined, albums: undefined, albumsRead: 0 };
  const advance = (more: Partial<ReadingProgress>) => {
    progress = { ...progress, ...more };
    onProgress(progress);
  };
  advance({});
  const failing = new AbortController();
  const call = { signal: AbortSignal.any([signal, failing.signal]) };
  const orEnd = <Value>(read: Result<Value>): Result<Value> => {
    if (!read.ok) failing.abort();
    return read;
  };
  const reading = readGroups(library, call).then((read) => {
    if (read.ok) advance({ groups: read.value.length });
    return orEnd(read);
  });
  const members = reading.then((read) => (read.ok ? memberIds(read.value) : undefined));
  const onAlbum = (albumsRead: number, albums: number) => advance({ albumsRead, albums });
  const [groups, membership, userId] = await Promise.all([
    reading,
    readEveryAlbum(library, members, onAlbum, call).then(orEnd),
    reading.then((read) => (read.ok ? readUser(library, read.value, call) : undefined)),
  ]);
  const failure = firstFailure(groups, membership);
  if (failure !== undefined) return failure;
  if (!groups.ok) return groups;
  if (!membership.ok) return membership;
  return success(snapshotOf(groups.value, membership.value, userId, progress.startedAt));
}

function memberIds(groups: readonly LibraryGroup[]): string[] {
  return groups.flatMap(({ assets }) => assets.map(({ id }) => id));
}

/** Whose library it is. Groups that all belong to one user are that user's own: then nobody need be asked. */
async function readUser(
  library: ImmichLibrary,
  groups: readonly LibraryGroup[],
  call: RequestCall,
): Promise<string | undefined> {
  const owners = new Set(groups.flatMap(({ assets }) => assets.map(({ ownerId }) => ownerId)));
  const [owner] = owners;
  return owners.size === 1 ? owner : library.userId(call);
}

/** What ended the reading, not the request that was given up because of it. */
function firstFailure(...results: readonly Result<unknown>[]): Result<never> | undefined {
  const failures = results.flatMap((result) => (result.ok ? [] : [result.failure]));
  const failure = failures.find(({ code }) => code !== 'cancelled') ?? failures[0];
  return failure === undefined ? undefined : { ok: false, failure };
}

function snapshotOf(
  groups: readonly LibraryGroup[],
  { known, names, albumsOf }: AlbumMembership,
  userId: string | undefined,
  startedAt: number,
): Snapshot {
  const facts = groups.map(({ id, assets }) => ({
    id,
    members: assets.map((asset) => factsOf(asset, albumsOf.get(asset.id) ?? [])),
  }));
  const used = new Set(facts.flatMap(({ members }) => members.flatMap(({ albums }) => albums)));
  return {
    startedAt,
    finishedAt: Date.now(),
    userId: userId ?? null,
    albumsKnown: known,
    albums: Object.fromEntries([...used].map((id) => [id, names.get(id) ?? ''])),
    groups: facts,
  };
}
