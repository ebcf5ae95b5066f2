/** One after the other, where what is read decides what may be written. */
import { sql, type Transaction } from 'kysely';
import { isPostgres } from './open-database.ts';

/**
 * Until the transaction ends, no other transaction on any replica gets past here with the same word; what it reads from here
 * on, it reads as the one before has left it. In SQLite a transaction has the whole file to itself from its beginning.
 */
export async function inTurn<Tables>(trx: Transaction<Tables>, word: string): Promise<void> {
  if (!isPostgres(trx)) return;
  await sql`select pg_advisory_xact_lock(hashtextextended(current_schema() || ' ' || ${word}, 0))`.execute(trx);
}
