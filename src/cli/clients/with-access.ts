/** The clients that flags and environment name, open for the length of one command. */
import { type LibraryKeys, libraryKeysOf } from '../../access/library-keys.ts';
import { type Access, openAccess } from '../../access/open-access.ts';
import { serverSecret } from '../../access/server-secret.ts';
import { type Failure, type FailureCode, failed, type Result, success } from '../../catalog/result.ts';
import { type Config, type Flags, readConfig } from '../../config.ts';
import { accessPlace } from '../access-place.ts';
import { writingFailure } from '../data-folder.ts';
import { fail } from '../program.ts';

export interface Room {
  readonly config: Config;
  readonly access: Access;
  readonly keys: LibraryKeys;
}

/** PhotoPrism's exit codes; everything else ends with 1. */
const exitCodes: Partial<Record<FailureCode, number>> = {
  invalid_input: 2,
  not_found: 3,
  unauthorized: 4,
  denied: 5,
  refused: 5,
  conflict: 5,
};

/** Opens, runs `use` and closes; a failure is said on stderr and ends with its exit code. */
export async function withAccess(flags: Flags, use: (room: Room) => Promise<Result<void>>): Promise<void> {
  const config = readConfig({ IMMICH_API_KEY: 'not-needed', ...process.env }, flags);
  if (!config.ok) return end(config.failure);
  const access = await openAt(config.value);
  if (!access.ok) return end(access.failure);
  const { secret: given, dataDir } = config.value;
  const database = accessPlace(config.value).kind;
  const keys = libraryKeysOf(access.value.clients, () => serverSecret({ given, dataDir, database }));
  try {
    const used = await use({ config: config.value, access: access.value, keys });
    if (!used.ok) end(used.failure);
  } finally {
    await access.value.close();
  }
}

async function openAt(config: Config): Promise<Result<Access>> {
  try {
    return success(await openAccess(accessPlace(config)));
  } catch (error) {
    const failure = writingFailure(error, config.dataDir);
    if (failure !== undefined) return { ok: false, failure };
    const why = error instanceof Error ? error.message : String(error);
    return failed('unavailable', `The clients cannot be opened: ${why}`);
  }
}

function end(failure: Failure): void {
  fail(failure);
  process.exitCode = exitCodes[failure.code] ?? 1;
}

/** The failure of a command that was given an id nobody has. */
export function noSuchClient(id: string): Result<never> {
  return failed('not_found', `There is no client ${JSON.stringify(id)}.`, 'albumen clients ls lists them.');
}
