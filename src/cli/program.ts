/** The running program, as the commands see it: how to start it again, and how it ends in failure. */
import { realpathSync } from 'node:fs';
import type { Failure } from '../catalog/result.ts';

/** How to start this very installation: absolute paths of Node and of the program. */
export interface Program {
  readonly command: string;
  readonly script: string;
}

/** This installation. The script's link is resolved, because a client may start it from anywhere. */
export function thisProgram(): Program {
  return { command: process.execPath, script: realpathSync(process.argv[1] ?? '') };
}

/** Says on stderr why a command failed and makes the process end with code 1. */
export function fail(failure: Failure): void {
  const hint = failure.hint === undefined ? '' : ` ${failure.hint}`;
  process.stderr.write(`albumen: ${failure.message}${hint}\n`);
  process.exitCode = 1;
}
