/** The history of changes that `albumen serve` writes and takes back from; opened by the first change or question. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connect } from '../catalog/binding.ts';
import { type Caller, localCaller } from '../catalog/caller.ts';
import type { Change } from '../catalog/change.ts';
import { combinedRestorer, type RestorerPart } from '../catalog/combined-restorer.ts';
import type { ChangeRecorder } from '../catalog/recorder.ts';
import { failed, type Result, success } from '../catalog/result.ts';
import type { ChangeReviewer } from '../catalog/reviewer.ts';
import type { CallContext } from '../catalog/tool.ts';
import type { Config } from '../config.ts';
import { databasePlace } from '../database/place.ts';
import { journalFailure } from '../journal/advice.ts';
import type { Journal } from '../journal/journal.ts';
import { openRecorder } from '../journal/recorder.ts';
import type { Limits } from '../journal/review/limits.ts';
import { openReviewer } from '../journal/review/reviewer.ts';
import { type Settle, settleThrough, settleUnfinished } from '../journal/settle.ts';
import type { History } from '../journal/tools/define.ts';
import type { Log } from '../server/logging.ts';
import type { HistorySource } from './history-source.ts';
import { once } from './once.ts';

export interface ServedHistory {
  readonly recorder: ChangeRecorder;
  readonly reviewer: ChangeReviewer;
  /** The history for tools: of the library as the caller sees it. */
  readonly connect: Connect<History>;
  /** Looks, after the server has started, what became of changes that a crash left open; forgets what is too old. */
  startWork(): void;
  close(): Promise<void>;
}

/** Loading database code must not slow the first answers. */
const headStartMs = 1000;

/** Between two looks at what is unfinished, or too old, by a server that runs for long: another replica may have crashed. */
const tidyingMs = 3_600_000;

/** Seconds for looking at the library outside of a call. */
const lookingSeconds = 30;

/** Makes it; nothing is opened or loaded yet. */
export function servedHistory(config: Config, sources: readonly HistorySource[], log: Log): ServedHistory {
  const place = databasePlace(config.databaseUrl, join(config.dataDir, 'journal.db'));
  const journal = once(async (): Promise<Journal> => {
    const { openJournal } = await import('../journal/journal.ts');
    return openJournal(place);
  });
  const report = (what: string, error: unknown) => log.defect(`journal ${what}`, error);
  const stop = new AbortController();
  let work: Promise<void> = Promise.resolve();
  return {
    recorder: openRecorder({
      journal: journal.get,
      libraryOf: (change, caller) => ({
        library: sourceOf(change, sources)?.journalName(caller) ?? '',
        settle: settleFor(sources, caller),
      }),
      limits: limitsOf(config),
      report,
    }),
    reviewer: openReviewer({
      journal: journal.get,
      policy: config.confirm,
      above: config.confirmAbove,
      limits: limitsOf(config),
      report,
    }),
    connect: async (caller) => {
      try {
        const opened = await openSources(sources, caller);
        if (!opened.ok) return opened;
        const [libraries, settle] = [namesOf(sources, caller), settleFor(sources, caller)];
        return success({ journal: await journal.get(), libraries, settle, ...opened.value });
      } catch (error) {
        report('open', error);
        return journalFailure(error, 'The journal cannot be opened.');
      }
    },
    startWork: () => {
      const libraries = namesOf(sources, localCaller);
      const tidying = { libraries, settle: settleFor(sources, localCaller), config, log };
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

/** The library that a change is made in; taking back what was done in several belongs to the first of them. */
function sourceOf({ items, tool }: Change, sources: readonly HistorySource[]): HistorySource | undefined {
  const [first] = items;
  return sources.find(({ owns }) => owns(first?.kind ?? tool)) ?? sources[0];
}

function namesOf(sources: readonly HistorySource[], caller: Caller): string[] {
  return sources.filter(({ serves }) => serves(caller)).map(({ journalName }) => journalName(caller));
}

/** The restorer of everything that the caller reaches. */
async function openSources(
  sources: readonly HistorySource[],
  caller: Caller,
): Promise<Result<Pick<History, 'restorer' | 'changed'>>> {
  const parts: RestorerPart[] = [];
  const listeners: History['changed'][] = [];
  for (const { owns, serves, open } of sources) {
    if (!serves(caller)) continue;
    const opened = await open(caller);
    if (!opened.ok) return opened;
    parts.push({ owns, restorer: opened.value.restorer });
    listeners.push(opened.value.changed);
  }
  return success({
    restorer: combinedRestorer(parts),
    changed: (change, outcome) => {
      for (const listener of listeners) listener(change, outcome);
    },
  });
}

function settleFor(sources: readonly HistorySource[], caller: Caller): Settle {
  return settleThrough(
    async () => {
      const opened = await openSources(sources, caller);
      return opened.ok ? opened.value.restorer : undefined;
    },
    () => lookingContext(caller),
  );
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
    finds: () => true,
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

interface Tidying {
  readonly libraries: readonly string[];
  readonly settle: Settle;
  readonly config: Config;
  readonly log: Log;
}

async function tidy(open: () => Promise<Journal>, { libraries, settle, config, log }: Tidying): Promise<void> {
  const journal = await open();
  const settled = await settleUnfinished(journal, libraries, settle);
  if (settled.length > 0) log.write('warn', 'changes found unfinished', { changes: settled.join(' ') });
  const forgotten = await journal.forget({ days: config.journalDays, megabytes: config.journalMb });
  if (forgotten > 0) log.write('info', 'old changes forgotten', { count: forgotten });
}
