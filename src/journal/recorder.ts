/** Writes every change into the journal, as the catalog asks for it. */
import type { Caller } from '../catalog/caller.ts';
import type { Change, ItemOutcome } from '../catalog/change.ts';
import type { ChangeRecorder, ChangeRecording } from '../catalog/recorder.ts';
import { type Failure, type FailureCode, type Result, success } from '../catalog/result.ts';
import type { ChangeOutcome } from '../catalog/tool.ts';
import { journalFailure } from './advice.ts';
import { holdFor } from './hold.ts';
import type { Journal } from './journal.ts';
import type { Limits } from './review/limits.ts';
import { OverLimit } from './review/over-limit.ts';
import { tooMuch } from './review/reviewer.ts';
import { type Settle, settleOne } from './settle.ts';
import type { Ending } from './write.ts';

/** The library that a change is made in. */
export interface RecordedLibrary {
  /** What the journal calls it. */
  readonly library: string;
  /** Looks at it where nobody said how a change ended. */
  readonly settle: Settle;
}

export interface RecorderParts {
  /** Opened by the first change. */
  journal(): Promise<Journal>;
  /** The library that this change is made in, as the caller sees it. */
  libraryOf(change: Change, caller: Caller): RecordedLibrary;
  /** Kept also by changes that begin at the same moment; nothing is counted without. */
  readonly limits?: Limits;
  /** Told of what went wrong with the journal itself. */
  report(what: string, error: unknown): void;
}

/** Makes the recorder; nothing is opened before the first change. */
export function openRecorder(parts: RecorderParts): ChangeRecorder {
  return { begin: (change, caller) => begin(parts, change, caller) };
}

async function begin(parts: RecorderParts, change: Change, caller: Caller): Promise<Result<ChangeRecording>> {
  try {
    const journal = await parts.journal();
    const items = change.items.map((item) => ({ ...item, after: item.after ?? null }));
    const { library, settle } = parts.libraryOf(change, caller);
    const id = await journal.begin({ ...change, items, caller: caller.id, library }, parts.limits);
    return success(recordingOf({ journal, id, settle, isEmpty: items.length === 0 }, parts.report));
  } catch (error) {
    if (error instanceof OverLimit) return tooMuch(error.message);
    parts.report('begin', error);
    return journalFailure(error, 'The change could not be written into the journal, so it was not made.');
  }
}

interface Begun {
  readonly journal: Journal;
  readonly id: string;
  readonly settle: Settle;
  /** Nothing was to be touched that was there before. */
  readonly isEmpty: boolean;
}

function recordingOf({ journal, id, settle, isEmpty }: Begun, report: RecorderParts['report']): ChangeRecording {
  const renewal = setInterval(() => {
    journal.renew(id).catch((error: unknown) => report('renew', error));
  }, holdFor / 3);
  renewal.unref();
  return {
    id,
    end: async (outcome) => {
      try {
        if (outcome?.ok && isOpen(outcome.value)) {
          // Whoever looks next, when the library answers again, finds out.
          await journal.letGo([id]);
        } else if (outcome?.ok) await journal.end(id, endingOf(outcome.value));
        else if (outcome !== undefined && wasRefused(outcome.failure) && isEmpty) {
          await journal.end(id, { status: 'failed', items: [], note: outcome.failure.message });
        } else await settleOne(journal, id, settle, outcome?.failure.message);
      } catch (error) {
        // The change is made; that its end is open is found by the next look at what is unfinished.
        report('end', error);
      } finally {
        clearInterval(renewal);
      }
    },
  };
}

/** Codes of failures that leave open whether the library did what was asked. */
const open: ReadonlySet<FailureCode> = new Set(['unavailable', 'timeout', 'cancelled', 'unexpected']);

/** True where the library said no: then there is nothing new to look for. */
function wasRefused({ code }: Failure): boolean {
  return !open.has(code);
}

/** Nobody could see what became of some of it, and looking later tells no less than the tool could. */
function isOpen({ items }: ChangeOutcome): boolean {
  return items.some(({ unclear }) => unclear === true) && items.every(({ made }) => made === undefined);
}

/** What the tool itself saw; of what it could not see, nothing is written down. */
function endingOf({ items }: ChangeOutcome): Ending {
  return { status: statusOf(items), items: items.filter(({ unclear }) => unclear !== true) };
}

/** A change without a single item has nothing that could have failed. */
function statusOf(items: readonly ItemOutcome[]): Ending['status'] {
  const done = items.filter(({ ok }) => ok).length;
  if (done === items.length) return 'done';
  return done === 0 && items.every(({ unclear }) => unclear !== true) ? 'failed' : 'partly';
}
