/** A stand-in for the base image: Debian as its own installer makes it, with Node and npm where the real one has them. */
import { cpSync, mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Ran, run } from '../conformance/tooling.ts';
import { expectSuccess } from './tried.ts';

/** Makes its root folder at `root`, with `node`, this machine's npm, and the user 1000 of the real one. Throws where a step fails. */
export async function makeBase(root: string, node: string): Promise<void> {
  const packages = ['--variant=minbase', '--include=ca-certificates', 'bookworm'];
  await succeeds('debootstrap', [...packages, root, 'http://deb.debian.org/debian']);
  const local = join(root, 'usr/local');
  cpSync(node, join(local, 'bin/node'));
  mkdirSync(join(local, 'lib/node_modules'), { recursive: true });
  cpSync(await npmFolder(), join(local, 'lib/node_modules/npm'), { recursive: true });
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(local, 'bin/npm'));
  const user = 'groupadd --gid 1000 node && useradd --uid 1000 --gid node --create-home node';
  await succeeds('chroot', [root, 'sh', '-c', user]);
  // A machine behind an authority of its own reaches the registry by it alone.
  const authorities = process.env.NODE_EXTRA_CA_CERTS;
  if (authorities !== undefined) cpSync(realpathSync(authorities), join(root, authoritiesFile));
}

const authoritiesFile = 'etc/ssl/certs/ca-certificates.crt';

/** The variables of the base image. */
export const baseEnv: Readonly<Record<string, string>> = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  ...(process.env.NODE_EXTRA_CA_CERTS === undefined ? {} : { NODE_EXTRA_CA_CERTS: `/${authoritiesFile}` }),
};

async function npmFolder(): Promise<string> {
  const { stdout } = await succeeds('sh', ['-c', 'command -v npm']);
  return resolve(dirname(realpathSync(stdout.trim())), '..');
}

/** Runs a program; throws with what it said where it fails. */
export async function succeeds(command: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ran> {
  const ran = await run(command, args, '/', env);
  expectSuccess(ran);
  return ran;
}
