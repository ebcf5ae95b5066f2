/** The one place that knows which Immich answers, and what differs between the versions that are supported (2.7 to 3.2). */
import type { ServerVersionResponseDto } from '@immich/sdk';

/** What a server of one version does. */
export interface Dialect {
  /** As `3.1.0`. */
  readonly version: string;
  /** Albums are listed by `isShared` and `isOwned` (since 3.0; before by `shared`, and by default only one's own). */
  readonly listsAlbumsByOwnership: boolean;
  /** A search without `visibility` finds archived assets too (since 3.0). */
  readonly searchesEveryVisibility: boolean;
  /** Resolving a duplicate group gives albums, favourite and tags to every asset that is kept (before 3.0), not only to a single one. */
  readonly mergesIntoEveryKeeper: boolean;
  /** A tag can get another name (since 3.2; before, only another colour). */
  readonly renamesTags: boolean;
  /** A shared link that is to end no more needs a flag beside `expiresAt: null` (before 3.0). */
  readonly clearsExpiryByFlag: boolean;
}

/** Says what a server of this version does. */
export function dialectOf({ major, minor, patch }: Omit<ServerVersionResponseDto, 'prerelease'>): Dialect {
  return {
    version: `${major}.${minor}.${patch}`,
    listsAlbumsByOwnership: major >= 3,
    searchesEveryVisibility: major >= 3,
    clearsExpiryByFlag: major < 3,
    mergesIntoEveryKeeper: major < 3,
    renamesTags: major > 3 || (major === 3 && minor >= 2),
  };
}
