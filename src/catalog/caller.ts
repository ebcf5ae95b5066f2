/** Who is asking, and what they may do. */

/** PhotoPrism's permission names; every tool needs exactly one. */
export const permissions = [
  'view',
  'search',
  'create',
  'update',
  'delete',
  'share',
  'upload',
  'react',
  'manage',
] as const;
export type Permission = (typeof permissions)[number];

export interface Caller {
  /** Stable across calls: what plans, the journal and the audit line are bound to. Never a secret. */
  readonly id: string;
  /** What people call it, for logs. */
  readonly name?: string;
  /** The client whose own key opens the library; the server's own does where undefined. */
  readonly keyOwner?: string;
  permits(permission: Permission): boolean;
}

/** The person at their own machine, over stdio or loopback: may do everything. */
export const localCaller: Caller = { id: 'local', permits: () => true };
