/** Where texts are kept for later starts and for other processes, each under a key: in files, or in a database. */

/**
 * Nothing here fails: what cannot be kept or read counts as not there. Keys are words with `/` between them. Contents are
 * private.
 */
export interface CacheStore {
  /** Another one after each writing of that key; undefined where there is nothing under it. */
  stamp(key: string): Promise<string | undefined>;
  read(key: string): Promise<string | undefined>;
  /** Replaces what is there, whole or not at all. False where it could not be kept. */
  write(key: string, text: string): Promise<boolean>;
  /** Keys that are `prefix` and one word more, sorted. `prefix` ends with `/`. */
  keys(prefix: string): Promise<readonly string[]>;
  remove(keys: readonly string[]): Promise<void>;
  /** Removes what nobody has written for a month. */
  forgetUnused(): Promise<void>;
}
