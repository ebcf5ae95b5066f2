/** The tools of the suite, which need a newer Node than Albumen: installed on first use, in a folder of their own that no import of the tests finds. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('tooling/', import.meta.url));
const nodeBinary = fileURLToPath(new URL('tooling/node_modules/node/bin/node', import.meta.url));

/** npm as a program to start. */
export const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

export interface Ran {
  readonly code: number | null;
  /** stdout and stderr as they came. */
  readonly output: string;
  readonly stdout: string;
}

/** Runs a program to its end, with this process's variables unless told; never rejects because of what it did. */
export function run(
  command: string,
  args: readonly string[],
  cwd = folder,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output, stdout }));
  });
}

/** Installs the exact versions of the lock file where they are missing. Throws when that fails. */
export async function installTooling(): Promise<void> {
  await installInto(folder, nodeBinary, 'the conformance suite, the inspector and Node 22');
}

/** Installs what the lock file of `place` says, unless `proof` is already there. Throws when that fails. */
export async function installInto(place: string, proof: string, what: string): Promise<void> {
  if (existsSync(proof)) return;
  process.stdout.write(`Installing ${what} (once)\n`);
  const installed = await run(npm, ['ci', '--no-audit', '--no-fund'], place);
  if (installed.code !== 0 || !existsSync(proof)) throw new Error(`npm ci failed:\n${installed.output}`);
}

/** Runs a script of an installed package on the installed Node. */
export function runTool(script: string, args: readonly string[]): Promise<Ran> {
  return run(nodeBinary, [fileURLToPath(new URL(`tooling/node_modules/${script}`, import.meta.url)), ...args]);
}
