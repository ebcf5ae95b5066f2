/** What every route of the library's API works with, and who a request comes from. */
import type { Selectable } from 'kysely';
import type { Store } from '../store/open.ts';
import type { UserTable } from '../store/schema.ts';
import type { SharedLinkRow } from '../store/shared-links.ts';
import type { Wire } from './wire.ts';

export type UserRow = Selectable<UserTable>;
export type PermissionName = Wire<import('@immich/sdk').Permission>;

/** Told about an unexpected failure; the client only sees a correlation id. */
export type FaultListener = (error: unknown, request: { method: string; path: string; correlationId: string }) => void;

export interface ApiContext {
  readonly store: Store;
  /** Absolute path of the folder that Albumen owns: database, uploads, renditions, held originals. */
  readonly dataDir: string;
  readonly ownerId: string;
  /** Accepted as `x-api-key` with every permission, for the process that opened the library. */
  readonly ownerKey: string;
  /** Largest upload that is taken, in bytes. */
  readonly maxUploadBytes: number;
  /** Where the library is served to the public. */
  readonly publicUrl?: string | undefined;
  readonly onFault: FaultListener;
  /** Told when an asset of this owner's has come in. */
  readonly onUpload?: (ownerId: string) => void;
}

/** Who is asking. */
export interface ApiCaller {
  readonly user: UserRow;
  /** The key that was shown; the process that opened the library has one that is not stored. */
  readonly key: { id: string; userId: string; name: string; createdAt: number; updatedAt: number };
  readonly permissions: readonly string[];
  /** Set for a visitor, who only has a shared link: `user` is then the person who made it. */
  readonly link?: SharedLinkRow;
}

export interface ApiEnv {
  Variables: { caller: ApiCaller; correlationId: string };
}
