/** Opens a database of Albumen's own, a SQLite file or PostgreSQL, with the tables of one room. */
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Kysely, PostgresAdapter, type QueryExecutorProvider } from 'kysely';
import type { DatabasePlace } from './place.ts';
import { migrationsOf, type RoomSchema, sqliteWords } from './room-schema.ts';

/**
 * Opens the database, creates it where it is a file that is missing, and brings the room's tables up to date: once, however
 * many processes open it at the same moment. Queries are the same for both kinds; see `room-schema.ts` for what columns hold.
 * All rooms of one process share a few connections to PostgreSQL.
 * Rejects with a `DatabaseUnavailable` when PostgreSQL cannot be reached, which names no secret, and with SQLite's own error
 * when the file is no database or cannot be written. Close it with `closeDatabase`.
 */
export async function openDatabase<Tables>(place: DatabasePlace, schema: RoomSchema): Promise<Kysely<Tables>> {
  // Either brings code with it that the other does not need.
  if (place.kind === 'postgres') {
    const { openPostgres } = await import('./open-postgres.ts');
    return openPostgres<Tables>(place, schema);
  }
  const { path, synchronous } = place;
  const { openSqlite } = await import('./open-sqlite.ts');
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return openSqlite<Tables>(path, { migrations: migrationsOf(schema, sqliteWords), synchronous, cacheKiB: 4096 });
}

/** True where statements that both databases know go to PostgreSQL; for the few that have to be different. */
export function isPostgres(db: QueryExecutorProvider): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** Closes what `openDatabase` opened; a SQLite file is whole by itself afterwards. */
export async function closeDatabase<Tables>(db: Kysely<Tables>): Promise<void> {
  if (isPostgres(db)) return db.destroy();
  const { closeSqlite } = await import('./close-sqlite.ts');
  await closeSqlite(db);
}
