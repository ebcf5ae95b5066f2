/** Opens the local library's database file and brings its schema up to date. */

import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  Migrator,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely';
import Database from 'libsql';
import { migrations } from './migrations.ts';
import { withFastRows } from './row-reader.ts';
import type { LibraryTables } from './schema.ts';

export type Store = Kysely<LibraryTables>;

/**
 * Transactions take the write lock when they begin. A transaction that reads first and writes later could otherwise find that
 * another process has written in between, which SQLite answers with an error at once, whatever the timeout.
 */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

class ImmediateDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): ImmediateDriver {
    return new ImmediateDriver(this.#config);
  }
}

/** Brings the schema up to date in one transaction: of two processes that start at once, the second finds it done. */
async function migrate(store: Store, database: Database.Database): Promise<void> {
  const migrator = new Migrator({ db: store, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const known = await migrator.getMigrations();
  if (known.every(({ executedAt }) => executedAt !== undefined)) return;
  database.exec('begin immediate');
  const { error } = await migrator.migrateToLatest();
  database.exec(error === undefined ? 'commit' : 'rollback');
  if (error !== undefined) throw error;
}

/**
 * Opens (and creates where missing) the database at `path`; `:memory:` works too.
 * WAL with a busy timeout, because a second Albumen process on the same folder is normal.
 * Rejects with SQLite's own error when the file is not a database or cannot be written.
 */
export async function openStore(path: string): Promise<Store> {
  const database = new Database(path);
  // First of all: another process may be creating the same file at this moment.
  database.exec('pragma busy_timeout = 10000');
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = normal');
  database.exec('pragma foreign_keys = on');
  // 64 MiB instead of 2: random ids spread every write over the whole index, and a search reads all of one.
  database.exec('pragma cache_size = -65536');
  database.exec('pragma temp_store = memory');
  const store = new Kysely<LibraryTables>({ dialect: new ImmediateDialect({ database: withFastRows(database) }) });
  await migrate(store, database);
  return store;
}
