/** The history of changes that `albumen serve` writes and takes back from; opened by the first change or question. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connect } from '../catalog/binding.ts';
import { type Caller, localCaller } from '../catalog/caller.ts';
import type { ChangeRecorder } from '../catalog/recorder.ts';
import type { Restorer } from '../catalog/restorer.ts';
import { failed, success } from '../catalog/result.ts';
import type { ChangeReviewer } from '../catalog/reviewer.ts';
import type { CallContext } from '../catalog/tool.ts';
import type { Config } from '../config.ts';
import { databasePlace } from '../database/place.ts';
import type { ImmichLibrary } from '../immich/connection.ts';
import { journalAdvice } from '../journal/advice.ts';
import type { Journal } from '../journal/journal.ts';
import { openRecorder, type RecordedLibrary } from '../journal/recorder.ts';
import type { Limits } from '../journal/review/limits.ts';
import { openReviewer } from '../journal/review/reviewer.ts';
import { settleThrough, settleUnfinished } from '../journal/settle.ts';
import type { History } from '../journal/tools/define.ts';
import type { Log } from '../server/logging.ts';
import { once } from './once.ts';
import type { ServedLibrary } from './served-library.ts';

export interface ServedHistory {
  readonly recorder: ChangeRecorder;
  readonly reviewer: ChangeReviewer;
  /** The history for tools: of the library as the caller sees it. */
  readonly connect: Connect<History>;
  /** Looks, after the server has started, what became of changes that a crash left open; forgets what is too old. */
  startWork(): void;
  close(): Promise<void>;
}

/** The library that changes are made in. */
type ServedFor = Pick<ServedLibrary, 'connect' | 'journalName'>;

/** Loading database code must not slow the first answers. */
const headStartMs = 1000;

/** Between two looks at what is unfinished, or too old, by a server that runs for long: another replica may have crashed. */
const tidyingMs = 3_600_000;

/** Seconds for looking at the library outside of a call. */
const lookingSeconds = 30;

/** Makes it; nothing is opened or loaded yet. */
export function servedHistory(config: Config, { connect, journalName }: ServedFor, log: Log): ServedHistory {
  const place = databasePlace(config.databaseUrl, join(config.dataDir, 'journal.db'));
  const journal = once(async (): Promise<Journal> => {
    const { openJournal } = await import('../journal/journal.ts');
    return openJournal(place);
  });
  const seenBy = (caller: Caller): RecordedLibrary => ({
    library: journalName(caller),
    settle: settleThrough(
      async () => {
        const connection = await connect(caller);
        return connection.ok ? restorerFor(connection.value) : undefined;
      },
      () => lookingContext(caller),
    ),
  });
  const report = (what: string, error: unknown) => log.defect(`journal ${what}`, error);
  const stop = new AbortController();
  let work: Promise<void> = Promise.resolve();
  return {
    recorder: openRecorder({ journal: journal.get, seenBy, limits: limitsOf(config), report }),
    reviewer: openReviewer({
      journal: journal.get,
      policy: config.confirm,
      above: config.confirmAbove,
      limits: limitsOf(config),
      report,
    }),
    connect: async (caller) => {
      const connection = await connect(caller);
      if (!connection.ok) return connection;
      try {
        const restorer = await restorerFor(connection.value);
        const { duplicates } = connection.value;
        const changed: History['changed'] = (change, outcome) => duplicates.noteChange(change, outcome);
        return success({ journal: await journal.get(), ...seenBy(caller), restorer, changed });
      } catch (error) {
        report('open', error);
        return failed('unavailable', 'The journal cannot be opened.', journalAdvice);
      }
    },
    startWork: () => {
      const tidying = { ...seenBy(localCaller), config, log };
      work = repeatedly(stop.signal, async () => {
        // Where nothing was ever changed, no file is made.
        if (place.kind === 'sqlite' && !existsSync(place.path)) return;
        await tidy(journal.get, tidying).catch((error: unknown) => report('tidy', error));
      });
    },
    close: async () => {
      stop.abort();
      await work;
      await (await journal.ifAny())?.close();
    },
  };
}

/** Loaded when first needed: most starts never look back. */
async function restorerFor(library: ImmichLibrary): Promise<Restorer> {
  const { restorerOf } = await import('../immich/undo/restorer.ts');
  return restorerOf(library);
}

function limitsOf({ maxChanged, maxChangedPerHour, maxDeleted, maxDeletedPerHour }: Config): Limits {
  return {
    changed: maxChanged,
    changedPerHour: maxChangedPerHour,
    deleted: maxDeleted,
    deletedPerHour: maxDeletedPerHour,
  };
}

function lookingContext(caller: Caller): CallContext {
  return {
    caller,
    signal: AbortSignal.timeout(lookingSeconds * 1000),
    progress: () => {},
    preview: async () => failed('refused', 'Looking changes nothing.'),
    commit: async () => failed('refused', 'Looking changes nothing.'),
  };
}

/** Works once the client's first questions are answered, and again every hour, until the server ends. */
async function repeatedly(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  for (let pause = headStartMs; !signal.aborted; pause = tidyingMs) {
    await sleep(pause, undefined, { signal, ref: false }).catch(() => {});
    if (!signal.aborted) await work();
  }
}

interface Tidying extends RecordedLibrary {
  readonly config: Config;
  readonly log: Log;
}

async function tidy(open: () => Promise<Journal>, { library, settle, config, log }: Tidying): Promise<void> {
  const journal = await open();
  const settled = await settleUnfinished(journal, library, settle);
  if (settled.length > 0) log.write('warn', 'changes found unfinished', { changes: settled.join(' ') });
  const forgotten = await journal.forget({ days: config.journalDays, megabytes: config.journalMb });
  if (forgotten > 0) log.write('info', 'old changes forgotten', { count: forgotten });
}
