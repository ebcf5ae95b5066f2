/** Checks that what comes as a binary of its own for each system loads on this one. */

import { missingBinary } from '../../catalog/missing-binary.ts';
import type { Failure } from '../../catalog/result.ts';
import { type Finding, problem } from './report.ts';

/** Loads each once; finds nothing where all is well. */
export async function checkBinaries(): Promise<Finding[]> {
  const failures = await Promise.all([failureOf(loadImageLibrary), failureOf(loadDatabase)]);
  return failures.flatMap((failure) => (failure === undefined ? [] : [problem(failure.message, failure.hint)]));
}

async function loadImageLibrary(): Promise<void> {
  const { imageLibrary } = await import('../../viewing/image-library.ts');
  await imageLibrary();
}

async function loadDatabase(): Promise<void> {
  const { openEngine } = await import('../../database/sqlite-engine.ts');
  (await openEngine(':memory:')).close();
}

async function failureOf(load: () => Promise<void>): Promise<Failure | undefined> {
  try {
    await load();
    return undefined;
  } catch (error) {
    return missingBinary(error) ?? { code: 'unavailable', message: String(error) };
  }
}
