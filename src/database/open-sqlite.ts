/** Opens a SQLite file of Albumen's own and brings its schema up to date. Several processes may share it. */
import { closeSync, openSync } from 'node:fs';
import { Kysely, type Migration, Migrator, SqliteDialect, type SqliteDialectConfig, sql } from 'kysely';
import { PatientDriver } from './patient-driver.ts';
import { withFastRows } from './row-reader.ts';
import { openEngine } from './sqlite-engine.ts';

export interface SqliteOptions {
  /** Schema steps by name, applied in the order of their names. */
  readonly migrations: Record<string, Migration>;
  /** `full` survives a loss of power right after a commit; `normal` may lose the last commits, never the file. */
  readonly synchronous: 'normal' | 'full';
  /** Memory for pages, in KiB. */
  readonly cacheKiB: number;
  /** Milliseconds that a statement waits for another process; 10 s unless told: no transaction takes nearly as long. */
  readonly longestWait?: number | undefined;
}

const usualWait = 10_000;

/** A new file is for its owner alone, whatever the folder allows; SQLite gives the files beside it the same rights. */
function makePrivately(path: string): void {
  if (path !== ':memory:') closeSync(openSync(path, 'a', 0o600));
}

class PatientDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;
  readonly #longestWait: number;

  constructor(config: SqliteDialectConfig, longestWait: number) {
    super(config);
    this.#config = config;
    this.#longestWait = longestWait;
  }

  override createDriver(): PatientDriver {
    return new PatientDriver(this.#config, this.#longestWait);
  }
}

/** Brings the schema up to date in one transaction: of two processes that start at once, the second finds it done. */
async function migrate<Tables>(db: Kysely<Tables>, migrator: Migrator): Promise<void> {
  const known = await migrator.getMigrations();
  if (known.every(({ executedAt }) => executedAt !== undefined)) return;
  await sql`begin immediate`.execute(db);
  const { error } = await migrator.migrateToLatest();
  await (error === undefined ? sql`commit` : sql`rollback`).execute(db);
  if (error !== undefined) throw error;
}

/**
 * Opens (and creates where missing) the database at `path`; `:memory:` works too.
 * WAL, and statements that wait, because a second Albumen process on the same folder is normal.
 * Rejects with SQLite's or the system's error when the file is not a database or cannot be written.
 */
export async function openSqlite<Tables>(path: string, options: SqliteOptions): Promise<Kysely<Tables>> {
  makePrivately(path);
  const database = await openEngine(path);
  // First of all: another process may be creating the same file at this moment.
  database.exec('pragma busy_timeout = 10000');
  database.exec('pragma journal_mode = wal');
  database.exec(`pragma synchronous = ${options.synchronous}`);
  database.exec('pragma foreign_keys = on');
  database.exec(`pragma cache_size = -${options.cacheKiB}`);
  database.exec('pragma temp_store = memory');
  const { longestWait = usualWait } = options;
  const db = new Kysely<Tables>({ dialect: new PatientDialect({ database: withFastRows(database) }, longestWait) });
  const provider = { getMigrations: () => Promise.resolve(options.migrations) };
  // From here on the driver waits, which does not stop the process.
  database.exec('pragma busy_timeout = 0');
  await migrate(db, new Migrator({ db, provider }));
  return db;
}
