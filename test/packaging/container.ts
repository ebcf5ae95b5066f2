/** Runs an image as a careful engine does: a root file system that cannot be written, no rights, the program as process 1. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Ran, run } from '../conformance/tooling.ts';
import type { Command } from '../fixtures/mcp-clients.ts';
import { type Image, mount } from './image.ts';

export interface Container {
  /** All that it has written, to stdout and stderr. */
  said(): string;
  /** `docker exec`: runs a program beside it. */
  exec(words: readonly string[]): Promise<Ran>;
  /** The health check of the image: whether it passes now. */
  healthy(): Promise<boolean>;
  /** Asks it to end, as an engine does; resolves with the exit code. */
  stop(): Promise<number | null>;
  readonly ended: Promise<number | null>;
}

/** Makes the root of the image unwritable but for /tmp and its volumes, which are empty. */
export function seal({ root, volumes }: Image): void {
  mount('-o', 'remount,ro', root);
  mount('-t', 'tmpfs', 'tmpfs', join(root, 'tmp'));
  for (const volume of volumes) {
    const folder = join(root, volume);
    const { uid, gid, mode } = statSync(folder);
    mount('-t', 'tmpfs', '-o', `uid=${uid},gid=${gid},mode=${(mode & 0o7777).toString(8)}`, 'tmpfs', folder);
  }
}

/** Starts the entry point with these words in place of its own command, as process 1 of a process namespace. */
export function startContainer(
  image: Image,
  env: Readonly<Record<string, string>>,
  words: readonly string[] = image.command,
): Container {
  const all = { ...image.env, HOME: '/nonexistent', ...env };
  const { command: program, args } = asProcessOne(image, words);
  const child = spawn(program, args, { env: all, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  // With `unshare` ends what it started.
  process.once('exit', () => child.kill('SIGKILL'));
  const exec = (command: readonly string[]) => run(...confined(image, command), '/', all);
  return {
    said: () => said,
    exec,
    healthy: async () => (await exec(image.healthcheck)).code === 0,
    stop: () => {
      if (child.exitCode === null) process.kill(processOne(child), 'SIGTERM');
      return ended;
    },
    ended,
  };
}

/** `docker run -i`: how a client starts the image over stdio. */
export function overStdio(image: Image, words: readonly string[]): Command {
  return { ...asProcessOne(image, words), env: { ...image.env, HOME: '/nonexistent' } };
}

/** The entry point with these words, as process 1 of a process namespace; with it ends all that it started. */
function asProcessOne(image: Image, words: readonly string[]): { command: string; args: string[] } {
  const [program, args] = confined(image, [...image.entrypoint, ...words]);
  return { command: 'unshare', args: ['--pid', '--fork', '--kill-child', program, ...args] };
}

/** The command as the user of the image, without capabilities and without a way to get any. */
function confined({ root, user, folder }: Image, command: readonly string[]): [program: string, args: string[]] {
  const [uid = '', gid = ''] = user.split(':');
  const rights = ['--clear-groups', '--no-new-privs', '--bounding-set=-all', '--inh-caps=-all'];
  const who = ['setpriv', '--reuid', uid, '--regid', gid, ...rights];
  return ['chroot', [root, ...who, '/bin/sh', '-c', `cd ${folder} && exec "$@"`, 'sh', ...command]];
}

/** `unshare` waits for its only child, which is process 1 to itself. */
function processOne({ pid }: ChildProcess): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8'));
}
