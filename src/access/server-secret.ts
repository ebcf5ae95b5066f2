/** The server's own secret, from which the keys are derived that protect what it keeps. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { failed, type Result, success } from '../catalog/result.ts';
import type { DatabasePlace } from '../database/place.ts';

interface SecretSources {
  /** What ALBUMEN_SECRET says. */
  readonly given: string | undefined;
  readonly dataDir: string;
  readonly database: DatabasePlace['kind'];
}

const fileName = 'secret';
const shortest = 32;

/**
 * The configured secret, otherwise the one in the data folder's file `secret`, which is made where it is missing. Replicas that
 * share PostgreSQL need the same one: there it has to be configured. Fails with what to do, never with the secret.
 */
export async function serverSecret({ given, dataDir, database }: SecretSources): Promise<Result<string>> {
  if (given !== undefined) return success(given);
  if (database === 'postgres') {
    return failed(
      'invalid_input',
      'With PostgreSQL, ALBUMEN_SECRET (or ALBUMEN_SECRET_FILE) has to be set, to the same on every replica.',
      'Make one: openssl rand -base64 32',
    );
  }
  const path = join(dataDir, fileName);
  try {
    await makeOnce(path, dataDir);
    return await readWhole(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return failed(
      'unavailable',
      `The server's secret in ${path} cannot be read or made${code}.`,
      'Check that ALBUMEN_DATA_DIR is a folder that Albumen may write to, or set ALBUMEN_SECRET.',
    );
  }
}

/** Writes a new secret unless there is a file; of processes that start at once, one wins. */
async function makeOnce(path: string, dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(`${randomBytes(32).toString('base64url')}\n`).finally(() => file.close());
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/** Another process may be between making the file and filling it. */
async function readWhole(path: string): Promise<Result<string>> {
  for (let tries = 0; tries < 20; tries++) {
    const secret = (await readFile(path, 'utf8')).trim();
    if (secret.length >= shortest) return success(secret);
    await sleep(25);
  }
  return failed(
    'unexpected',
    `The server's secret in ${path} is empty or cut off.`,
    'Bring the file back from a backup. If there is none, delete it and give clients their library keys anew.',
  );
}
