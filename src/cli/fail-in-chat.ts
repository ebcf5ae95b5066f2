/** What a client of `albumen serve` is told where the settings are wrong. */
import type { Failure } from '../catalog/result.ts';
import { type Flags, settings } from '../config.ts';
import { serveOverStdio } from '../server/stdio.ts';
import { createUnreadyServer } from '../server/unready-server.ts';
import { fail } from './program.ts';

/**
 * Says on stderr why the server cannot start, and lets the process end with code 1. A client that has started it over stdio shows
 * people no stderr: it gets a server that says the same to its model until it goes.
 */
export async function failInChat(failure: Failure, flags: Flags): Promise<void> {
  fail(failure);
  if (process.stdin.isTTY || !isOverStdio(flags)) return;
  const { stdin: input, stdout: output } = process;
  const service = serveOverStdio(
    () => createUnreadyServer(failure),
    { input, output },
    () => {},
  );
  await service.ended;
  await service.idle();
  await service.close();
  process.exit();
}

function isOverStdio(flags: Flags): boolean {
  const given = flags.transport ?? process.env[settings.transport.env];
  const read = settings.transport.read(given === undefined ? undefined : String(given));
  return read.ok && read.value === 'stdio';
}
