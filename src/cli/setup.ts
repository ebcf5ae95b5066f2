/** `albumen setup`: prints a client's configuration, ready to paste. It writes no file and never prints a key. */
import { failed, type Result, success } from '../catalog/result.ts';
import { type Flags, givenSettings, readConfig } from '../config.ts';
import { clientConfigurations, type Instruction, type Wanted } from './client-configurations.ts';
import { clientNames } from './client-names.ts';
import { fail, thisProgram } from './program.ts';

/**
 * What to do in a client, for the libraries that the configuration names, with the settings that are given. Secrets appear only
 * as placeholders, or as questions where the client can ask for them.
 */
export function clientSetup(client: string, wanted: Wanted): Result<readonly Instruction[]> {
  const known = clientNames.find((name) => name === client);
  if (known === undefined) {
    return failed('invalid_input', `Unknown client ${JSON.stringify(client)}.`, `Known: ${clientNames.join(', ')}.`);
  }
  return success(clientConfigurations[known](wanted));
}

/** The command itself: prints the configuration for the library that flags and environment name. */
export function setup(client: string, flags: Flags): void {
  // Where a key goes does not depend on the key, so a missing one is no obstacle.
  const missing = { IMMICH_API_KEY: 'not-printed', PHOTOPRISM_ACCESS_TOKEN: 'not-printed' };
  const env = { ...missing, ...process.env };
  const config = readConfig(env, flags);
  const told = config.ok
    ? clientSetup(client, { config: config.value, given: givenSettings(process.env, flags), program: thisProgram() })
    : config;
  if (told.ok) process.stdout.write(told.value.map(({ say, text }) => `${say}\n\n${text}\n`).join('\n'));
  else fail(told.failure);
}
