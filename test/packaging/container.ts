/** Runs an image as a careful engine does: a root file system that cannot be written, no rights, the program as process 1. */
import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
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

/** What runs containers of one image; they share its volumes and this machine's network. */
export interface Engine {
  /** `docker run`: the entry point with these words, or the image's own command. */
  start(env: Readonly<Record<string, string>>, words?: readonly string[]): Container;
  /** `docker run -i`: how a client starts the image over stdio. */
  overStdio(words: readonly string[]): Command;
}

/** This machine as the engine, of an image whose instructions were carried out on it. */
export function ownEngine(image: Image): Engine {
  seal(image);
  return {
    start: (env, words) => startContainer(image, env, words),
    overStdio: (words) => ({ ...asProcessOne(image, words), env: { ...image.env, HOME: '/nonexistent' } }),
  };
}

/** Makes the root of the image unwritable but for /tmp and its volumes, which are empty. */
function seal({ root, volumes }: Image): void {
  mount('-o', 'remount,ro', root);
  mount('-t', 'tmpfs', 'tmpfs', join(root, 'tmp'));
  for (const volume of volumes) {
    const folder = join(root, volume);
    const { uid, gid, mode } = statSync(folder);
    mount('-t', 'tmpfs', '-o', `uid=${uid},gid=${gid},mode=${(mode & 0o7777).toString(8)}`, 'tmpfs', folder);
  }
}

/** Starts the entry point with these words in place of its own command, as process 1 of a process namespace. */
function startContainer(
  image: Image,
  env: Readonly<Record<string, string>>,
  words: readonly string[] = image.command,
): Container {
  const all = { ...image.env, HOME: '/nonexistent', ...env };
  const { command: program, args } = asProcessOne(image, words);
  const child = spawn(program, args, { env: all, stdio: ['ignore', 'pipe', 'pipe'] });
  const heard = listenTo(child);
  // With `unshare` ends what it started.
  process.once('exit', () => child.kill('SIGKILL'));
  const exec = (command: readonly string[]) => run(...confined(image, command), '/', all);
  return {
    ...heard,
    exec,
    healthy: async () => (await exec(image.healthcheck)).code === 0,
    stop: () => {
      if (child.exitCode === null) process.kill(processOne(child), 'SIGTERM');
      return heard.ended;
    },
  };
}

/** What a started program says, and how it ends. */
export function listenTo(child: ChildProcessByStdio<null, Readable, Readable>): Pick<Container, 'said' | 'ended'> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  return { said: () => said, ended };
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
