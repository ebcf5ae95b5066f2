/** Where a database of Albumen's own is. */

/**
 * A file on this machine, or PostgreSQL, which several replicas share. `synchronous`: `full` survives a loss of power right
 * after a commit; `normal` may lose the last commits, never the file. PostgreSQL always waits for its disk.
 */
export type DatabasePlace =
  | { readonly kind: 'sqlite'; readonly path: string; readonly synchronous: 'normal' | 'full' }
  | {
      readonly kind: 'postgres';
      /** `postgres://…`; a secret. */
      readonly url: string;
      /** The PostgreSQL schema that holds all of Albumen's tables; `albumen` unless told. */
      readonly schema?: string;
    };

/** PostgreSQL where an address is configured, else the file. */
export function databasePlace(
  url: string | undefined,
  path: string,
  synchronous: 'normal' | 'full' = 'full',
): DatabasePlace {
  return url === undefined ? { kind: 'sqlite', path, synchronous } : { kind: 'postgres', url };
}
