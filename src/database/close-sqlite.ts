/** Closes a SQLite file of Albumen's own. */
import { type Kysely, sql } from 'kysely';

/**
 * Closes the database; what SQLite still has in its log goes into the database file first, so that a copy of that one file is whole.
 * Where that is not possible (another process reads, the disk is full) the log stays, and the next opening goes on from it.
 */
export async function closeSqlite<Tables>(db: Kysely<Tables>): Promise<void> {
  const written = sql`pragma wal_checkpoint(passive)`.execute(db);
  await written.catch(() => {});
  await db.destroy();
}
