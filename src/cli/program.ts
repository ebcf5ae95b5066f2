/** The running program, as the commands see it: how to start it again, and how it ends in failure. */
import { realpathSync } from 'node:fs';
import type { Failure } from '../catalog/result.ts';
import { productName } from '../version.ts';

/** How to start Albumen: a program, and the words before the command. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
}

/** Through npx, which fetches what it does not have. */
export const npxProgram: Program = { command: 'npx', args: ['-y', productName] };

/** The same on this system: on Windows npx is a script, and few clients start scripts. */
export function npxOn(platform: NodeJS.Platform): Program {
  const { command, args } = npxProgram;
  return platform === 'win32' ? { command: 'cmd', args: ['/c', command, ...args] } : npxProgram;
}

/**
 * How a client starts what runs here: this installation, by absolute paths (a script's link is resolved, because a client may start it
 * from anywhere), or npx where that started it.
 */
export function thisProgram(): Program {
  const { command, script } = thisScript();
  return /[\\/]_npx[\\/]/.test(script) ? npxOn(process.platform) : { command, args: [script] };
}

/** Node and the script that it runs. */
export function thisScript(): { readonly command: string; readonly script: string } {
  return { command: process.execPath, script: realpathSync(process.argv[1] ?? '') };
}

/** Says on stderr why a command failed and makes the process end with code 1. */
export function fail(failure: Failure): void {
  const hint = failure.hint === undefined ? '' : ` ${failure.hint}`;
  process.stderr.write(`albumen: ${failure.message}${hint}\n`);
  process.exitCode = 1;
}
