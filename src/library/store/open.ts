/** Opens the local library's database file. */
import type { Kysely } from 'kysely';
import { openSqlite } from '../../database/open-sqlite.ts';
import { migrations } from './migrations.ts';
import type { LibraryTables } from './schema.ts';

export type Store = Kysely<LibraryTables>;

/**
 * Opens (and creates where missing) the library at `path`; `:memory:` works too.
 * `longestWait`: milliseconds that a statement waits for another process, 10 s unless told.
 * Rejects with SQLite's own error when the file is not a database or cannot be written.
 */
export function openStore(path: string, longestWait?: number): Promise<Store> {
  // 64 MiB instead of 2: random ids spread every write over the whole index, and a search reads all of one.
  return openSqlite<LibraryTables>(path, { migrations, synchronous: 'normal', cacheKiB: 65_536, longestWait });
}
