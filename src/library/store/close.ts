/** Closes the local library's database file. */
import { sql } from 'kysely';
import type { Store } from './open.ts';

/**
 * Closes the store; what SQLite still has in its log goes into the database file first, so that a copy of that one file is whole.
 * Where that is not possible (another process reads, the disk is full) the log stays, and the next opening goes on from it.
 */
export async function closeStore(store: Store): Promise<void> {
  const written = sql`pragma wal_checkpoint(passive)`.execute(store);
  await written.catch(() => {});
  await store.destroy();
}
