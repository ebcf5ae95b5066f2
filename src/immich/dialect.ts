/** The one place that knows which Immich answers, and what differs between the versions that are supported (2.7 to 3.2). */
import type { ServerVersionResponseDto } from '@immich/sdk';

/** What a server of one version does. */
export interface Dialect {
  /** As `3.1.0`. */
  readonly version: string;
  /** A search without `visibility` also returns archived and hidden assets (since 3.0; before, only the timeline). */
  readonly searchesAllWithoutVisibility: boolean;
  /** Albums are listed by `isShared` and `isOwned` (since 3.0; before by `shared`, and by default only one's own). */
  readonly listsAlbumsByOwnership: boolean;
  /** `PUT /tags/{id}` takes a new name (since 3.2). */
  readonly renamesTags: boolean;
  /** `POST /people/merge` exists (since 3.2.1; the older way still works). */
  readonly mergesPeopleTogether: boolean;
  /** Resolving duplicates merges albums and tags only where exactly one asset is kept (since 3.0; 2.7 into every one). */
  readonly mergesIntoSingleKeeper: boolean;
}

/** Says what a server of this version does. */
export function dialectOf({ major, minor, patch }: Omit<ServerVersionResponseDto, 'prerelease'>): Dialect {
  const since = (...wanted: [number, number, number]) =>
    major * 1e6 + minor * 1e3 + patch >= wanted[0] * 1e6 + wanted[1] * 1e3 + wanted[2];
  return {
    version: `${major}.${minor}.${patch}`,
    searchesAllWithoutVisibility: since(3, 0, 0),
    listsAlbumsByOwnership: since(3, 0, 0),
    renamesTags: since(3, 2, 0),
    mergesPeopleTogether: since(3, 2, 1),
    mergesIntoSingleKeeper: since(3, 0, 0),
  };
}
