/** Opens the local library's database file and brings its schema up to date. */

import { Kysely, Migrator, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { migrations } from './migrations.ts';
import { withFastRows } from './row-reader.ts';
import type { LibraryTables } from './schema.ts';

export type Store = Kysely<LibraryTables>;

/**
 * Opens (and creates where missing) the database at `path`; `:memory:` works too.
 * WAL with a busy timeout, because a second Albumen process on the same folder is normal.
 * Rejects with SQLite's own error when the file is not a database or cannot be written.
 */
export async function openStore(path: string): Promise<Store> {
  const database = new Database(path);
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = normal');
  database.exec('pragma busy_timeout = 10000');
  database.exec('pragma foreign_keys = on');
  // 64 MiB instead of 2: random ids spread every write over the whole index, and a search reads all of one.
  database.exec('pragma cache_size = -65536');
  database.exec('pragma temp_store = memory');
  const store = new Kysely<LibraryTables>({ dialect: new SqliteDialect({ database: withFastRows(database) }) });
  const migrator = new Migrator({ db: store, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return store;
}
