/** The journal: every change through Albumen, written down before it is sent and completed afterwards. */
import type { Change } from '../catalog/change.ts';
import { closeDatabase, openDatabase } from '../database/open-database.ts';
import type { DatabasePlace } from '../database/place.ts';
import type { ChangeSummary, Intent, JournalItem } from './entry.ts';
import { claimUnfinished, letGo, renewHold } from './hold.ts';
import {
  type ChangeFilter,
  type PageWanted,
  readChange,
  readChanges,
  readFirstItems,
  readItems,
  readRemade,
  readUnfinished,
} from './read.ts';
import { forgetOld, type Retention } from './retention.ts';
import { excessOver, type Limits } from './review/limits.ts';
import { keepPlan, type PlanClaim, type PlanFault, planFault, takePlan } from './review/plans.ts';
import { type JournalTables, journalSchema } from './schema.ts';
import { type Ending, writeEnding, writeIntent } from './write.ts';

export interface Journal {
  /**
   * Writes the intent down, durably, and returns the change's id. Rejects when that is impossible, and with an `OverLimit`
   * where it is too much together with what others began meanwhile: then nothing may be sent.
   */
  begin(intent: Intent, limits?: Limits): Promise<string>;
  /** Says that the change is still being worked on; needed at least every 20 s. */
  renew(id: string): Promise<void>;
  /** Writes down how it ended; a second ending of the same change is ignored. */
  end(id: string, ending: Ending): Promise<void>;
  changes(filter: ChangeFilter, wanted: PageWanted): Promise<{ changes: readonly ChangeSummary[]; total: number }>;
  change(id: string): Promise<ChangeSummary | undefined>;
  items(id: string, from?: number, count?: number): Promise<JournalItem[]>;
  /** The first `count` items of each of these changes, by the change's id. */
  firstItems(ids: readonly string[], count: number): Promise<ReadonlyMap<string, readonly JournalItem[]>>;
  /** Changes of these libraries that were begun, and that no living process is working on. */
  unfinished(libraries: readonly string[]): Promise<ChangeSummary[]>;
  /** Takes all of those for this process to find out about, the oldest first; of several processes each gets others. */
  claimUnfinished(libraries: readonly string[]): Promise<string[]>;
  /** Gives up what was claimed. */
  letGo(ids: readonly string[]): Promise<void>;
  /** For every id that something got anew in place of it, the id that it has now. */
  remade(): Promise<ReadonlyMap<string, string>>;
  /** Keeps what a change would do; returns the id under which it can be agreed to for 15 minutes, once. */
  keepPlan(change: Change, claim: Omit<PlanClaim, 'id'>): Promise<string>;
  /** What is wrong with the plan for this change, if anything. */
  planFault(claim: PlanClaim, change: Change): Promise<PlanFault | undefined>;
  /** Takes the plan if it is this change's; says what is wrong with it otherwise. */
  takePlan(claim: PlanClaim, change: Change): Promise<PlanFault | undefined>;
  /** Why this change is too much, in words. */
  overLimit(change: Change, limits: Limits): Promise<string | undefined>;
  forget(keep: Retention): Promise<number>;
  close(): Promise<void>;
}

/**
 * Opens (and creates where missing) the journal. Several processes may write to it at once, also from several machines where
 * it is in PostgreSQL; their clocks should not differ by more than a few seconds.
 */
export async function openJournal(place: DatabasePlace, now: () => number = Date.now): Promise<Journal> {
  const db = await openDatabase<JournalTables>(place, journalSchema);
  return {
    begin: (intent, limits) => writeIntent(db, intent, now(), limits),
    renew: (id) => renewHold(db, id, now()),
    end: (id, ending) => writeEnding(db, id, ending, now()),
    changes: (filter, wanted) => readChanges(db, filter, wanted),
    change: (id) => readChange(db, id),
    items: (id, from, count) => readItems(db, id, from, count),
    firstItems: (ids, count) => readFirstItems(db, ids, count),
    unfinished: (libraries) => readUnfinished(db, libraries, now()),
    claimUnfinished: (libraries) => claimUnfinished(db, libraries, now()),
    letGo: (ids) => letGo(db, ids, now()),
    remade: () => readRemade(db),
    keepPlan: (change, claim) => keepPlan(db, change, claim, now()),
    planFault: (claim, change) => planFault(db, claim, change, now()),
    takePlan: (claim, change) => takePlan(db, claim, change, now()),
    overLimit: (change, limits) => excessOver(db, change, limits, now()),
    forget: (keep) => forgetOld(db, keep, now()),
    close: () => closeDatabase(db),
  };
}
