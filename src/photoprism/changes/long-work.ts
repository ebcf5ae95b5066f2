/** Work of the server that a request waits for until it is done: importing and indexing. */
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { counted } from '../../catalog/counted.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { isUnclear, lookAgain } from '../../changing/unclear.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';

/** Seconds for one import or indexing: a library of many thousand files takes the better part of an hour. */
export const workSeconds = 3600;

/** Milliseconds between two looks at how far it is. */
const lookEvery = 1000;

/** How much there is, by PhotoPrism's names: `files`, `photos`, `videos`, … */
export type Counts = Readonly<Record<string, number>>;

const countsAnswer = z.object({ count: z.record(z.string(), z.unknown()).default({}) });

/** The counts as they are at this moment. */
async function readCounts(library: PhotoPrismLibrary, call: RequestCall): Promise<Result<Counts>> {
  // Not `config`, which may be half a minute old.
  const answer = await library.request({ path: ['config'], answer: countsAnswer }, call);
  if (!answer.ok) return answer;
  const numbers = Object.entries(answer.value.body.count).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return success(Object.fromEntries(numbers));
}

export interface Work {
  readonly name: 'import' | 'index';
  readonly body: object;
  /** Files that wait to be taken in, where that is known. */
  readonly expected?: number | undefined;
}

export interface WorkReport {
  /** Files that were added meanwhile, by whomever; undefined where the token may not count. */
  readonly added: number | undefined;
  readonly photos: number | undefined;
}

/** Starts the work and waits until it is done. A call that is given up stops it. */
export async function runWork(work: Work, library: PhotoPrismLibrary, call: CallContext): Promise<Result<WorkReport>> {
  const before = await readCounts(library, call);
  const done = new AbortController();
  const watching = before.ok
    ? watch(before.value, work, library, { ...call, signal: AbortSignal.any([call.signal, done.signal]) })
    : Promise.resolve();
  const path = work.name === 'import' ? ['import', ''] : ['index'];
  const answer = await library.request(
    { method: 'POST', path, body: work.body, answer: z.unknown() },
    { signal: call.signal, timeoutSeconds: workSeconds },
  );
  done.abort();
  await watching;
  const after = before.ok ? await readCounts(library, lookAgain()) : before;
  const report = reportOf(before, after);
  return answer.ok ? success(report) : broken(answer, work, report, library, call);
}

/** Tells how many files there are more than before, until the signal ends it. */
async function watch(before: Counts, work: Work, library: PhotoPrismLibrary, call: CallContext): Promise<void> {
  for (let told = 0; ; ) {
    const interrupted = await pause(lookEvery, false, { signal: call.signal }).catch(() => true);
    if (interrupted) return;
    const now = await readCounts(library, call);
    const added = now.ok ? difference(before, now.value, 'files') : undefined;
    if (added === undefined || added < told) continue;
    told = added;
    call.progress(added, Math.max(work.expected ?? 0, added + 1), `${counted(added, 'file')} so far`);
  }
}

function reportOf(before: Result<Counts>, after: Result<Counts>): WorkReport {
  if (!before.ok || !after.ok) return { added: undefined, photos: undefined };
  const [photos, videos] = ['photos', 'videos'].map((name) => difference(before.value, after.value, name));
  const all = photos === undefined ? undefined : photos + (videos ?? 0);
  return { added: difference(before.value, after.value, 'files'), photos: all };
}

function difference(before: Counts, after: Counts, name: string): number | undefined {
  const [was, is] = [before[name], after[name]];
  return was === undefined || is === undefined ? undefined : is - was;
}

/** Says what is known of work whose end nobody saw, after stopping what nobody waits for any more. */
async function broken(
  { failure }: Result<unknown> & { ok: false },
  { name }: Work,
  { added }: WorkReport,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<never>> {
  const so = added === undefined ? '' : ` ${counted(added, 'file was', 'files were')} added so far.`;
  if (call.signal.aborted || failure.code === 'timeout') {
    const stopped = await library.request({ method: 'DELETE', path: [name], answer: z.unknown() }, lookAgain());
    const end = stopped.ok ? 'PhotoPrism was told to stop.' : 'PhotoPrism could not be told to stop: it may go on.';
    return failed(failure.code, `${failure.message} ${end}${so}`, 'What was added stays. Start it again to go on.');
  }
  if (!isUnclear(failure)) return { ok: false, failure };
  const message = `${failure.message} Whether the ${name} goes on is unclear.${so}`;
  return failed(failure.code, message, 'Look with photoprism_statistics before starting it again.');
}
