/** The one place that knows which Immich answers, and what differs between the versions that are supported (2.7 to 3.2). */
import type { ServerVersionResponseDto } from '@immich/sdk';

/** What a server of one version does. */
export interface Dialect {
  /** As `3.1.0`. */
  readonly version: string;
  /** Albums are listed by `isShared` and `isOwned` (since 3.0; before by `shared`, and by default only one's own). */
  readonly listsAlbumsByOwnership: boolean;
}

/** Says what a server of this version does. */
export function dialectOf({ major, minor, patch }: Omit<ServerVersionResponseDto, 'prerelease'>): Dialect {
  return {
    version: `${major}.${minor}.${patch}`,
    listsAlbumsByOwnership: major >= 3,
  };
}
