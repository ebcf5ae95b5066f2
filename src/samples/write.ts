import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { COLLECTED } from './occasions/collected.ts';
import { DERIVED } from './occasions/derived.ts';
import { AT_HOME } from './occasions/home.ts';
import { ICELAND } from './occasions/iceland.ts';
import { MOVING } from './occasions/moving.ts';
import { PARIS } from './occasions/paris.ts';
import { ROME } from './occasions/rome.ts';
import { SUMMER } from './occasions/summer.ts';
import { TOKYO } from './occasions/tokyo.ts';
import type { SampleReport } from './report.ts';
import { type Sample, sampleOfShot } from './sample.ts';
import { instantOf } from './taken.ts';

export interface WriteSamplesOptions {
  /** Stops between two files; what is written by then stays. */
  readonly signal?: AbortSignal;
  /** Called after each file. */
  readonly onProgress?: (done: number, total: number) => void;
}

const ORIGINALS: readonly Sample[] = [
  ...[...ROME, ...SUMMER, ...ICELAND, ...PARIS, ...TOKYO, ...AT_HOME, ...COLLECTED].map(sampleOfShot),
  ...MOVING,
];

/** Drawing and encoding overlap with a few at a time; more would only take memory. */
const AT_ONCE = 4;

/**
 * Makes a small photo library (about 60 files) in `folder`, which is created if need be: trips, a burst, a Live Photo,
 * videos, copies, screenshots, scans, and two damaged files. The same files each time.
 *
 * Never replaces a file: one that is there already with the right content is kept, one with another content is an
 * error. Throws that error, what the file system throws, or the reason of the signal.
 */
export async function writeSamplePhotos(folder: string, options: WriteSamplesOptions = {}): Promise<SampleReport> {
  const all = [...ORIGINALS, ...DERIVED];
  let done = 0;
  const writeOne = async (sample: Sample): Promise<void> => {
    options.signal?.throwIfAborted();
    const bytes = await sample.make((path) => readFile(join(folder, path)));
    await place(join(folder, sample.file.path), bytes, instantOf(sample.file.modifiedAt));
    done += 1;
    options.onProgress?.(done, all.length);
  };
  // Copies are made from files on disk, so they wait for the originals.
  for (const samples of [ORIGINALS, DERIVED]) {
    await inTurns(samples, writeOne);
  }
  return { folder, files: all.map(({ file }) => file) };
}

/**
 * Runs the work for each sample, a few at a time. All take from one generator, which a failure closes: then nothing more
 * is begun, and the first failure is thrown when the rest has come to its end.
 */
async function inTurns(samples: readonly Sample[], work: (sample: Sample) => Promise<void>): Promise<void> {
  const queue = (function* () {
    yield* samples;
  })();
  const worker = async (): Promise<void> => {
    for (const sample of queue) {
      await work(sample);
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) {
    throw failed.reason;
  }
}

async function place(path: string, bytes: Buffer, modifiedAt: Date): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(path, bytes, { flag: 'wx' });
  } catch (error) {
    if (!isExisting(error) || !(await readFile(path)).equals(bytes)) {
      throw isExisting(error) ? new Error(`${path} exists with another content and is not replaced.`) : error;
    }
  }
  await utimes(path, modifiedAt, modifiedAt);
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
