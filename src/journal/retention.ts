/** How much of the past the journal keeps. */
import { sql } from 'kysely';
import type { JournalDatabase } from './write.ts';

export interface Retention {
  readonly days: number;
  /** Of what changes and their items take as text, in megabytes. */
  readonly megabytes: number;
}

const dayMilliseconds = 86_400_000;

/**
 * Forgets the oldest changes beyond either bound and says how many. What is not finished stays, with what it is taking back, and
 * so does everything of the last day: a bound that is too small must not take away the undo of what was just done.
 */
export async function forgetOld(db: JournalDatabase, keep: Retention, now: number): Promise<number> {
  const tooOld = Math.round(now - keep.days * dayMilliseconds);
  const { numAffectedRows } = await sql`
    delete from change where status != 'begun' and "begunAt" < ${now - dayMilliseconds} and id not in (
      select undoes from undo where "changeRow" in (select row from change where status = 'begun')
    ) and (
      "begunAt" < ${tooOld} or row in (
        select row from (select row, sum(size) over (order by row desc) as total from change) as summed
        where total > ${keep.megabytes * 1_000_000}
      )
    )
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}
