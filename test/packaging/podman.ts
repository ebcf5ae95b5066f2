/**
 * The image built by Buildah and run by Podman, each with a store of its own that ends with this run. No registry is asked: the base
 * image is a stand-in. It needs root and a mount namespace of its own.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { run } from '../conformance/tooling.ts';
import { baseEnv, makeBase, succeeds } from './base-image.ts';
import { type Container, type Engine, listenTo } from './container.ts';
import { readDockerfile } from './dockerfile.ts';

const programs = ['buildah', 'podman', 'crun', 'debootstrap'];
const image = 'localhost/albumen';

/** The programs that are not installed. */
export function whatPodmanLacks(): string[] {
  return programs.filter((name) => spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0);
}

interface Ground {
  /** The folder with the Dockerfile. */
  readonly context: string;
  /** A folder that does not exist, for stores and settings. */
  readonly place: string;
  /** Node's binary of the base image. */
  readonly node: string;
}

/** Builds the image. Throws where that fails. */
export async function openPodman(
  ground: Ground,
): Promise<{ engine: Engine; megabytes: number; baseMegabytes: number }> {
  const env = openStores(ground.place);
  const base = await importBase(ground, env);
  const build = ['build', '--isolation', 'chroot', '--network', 'host', '--format', 'docker', '--pull-never'];
  await succeeds('buildah', [...build, '--tag', image, ground.context], env);
  const size = async (name: string) => Math.round((await inspected(name, env)).Size / 1e6);
  return { engine: engineOf(env), megabytes: await size(image), baseMegabytes: await size(base) };
}

/** Where the programs keep what they have, by the settings that they read. */
function openStores(place: string): NodeJS.ProcessEnv {
  mkdirSync(place);
  const [storage, containers] = [join(place, 'storage.conf'), join(place, 'containers.conf')];
  const at = (name: string) => JSON.stringify(join(place, name));
  writeFileSync(storage, `[storage]\ndriver="overlay"\ngraphroot=${at('graph')}\nrunroot=${at('run')}\n`);
  const folders = `static_dir=${at('static')}\ntmp_dir=${at('tmp')}\nvolume_path=${at('volumes')}\n`;
  writeFileSync(
    containers,
    `[engine]\ncgroup_manager="cgroupfs"\nevents_logger="file"\nlock_type="file"\nruntime="crun"\n${folders}[containers]\ndefault_ulimits=[]\n`,
  );
  // crun takes one version of control groups or the other, not both.
  if (existsSync('/sys/fs/cgroup/unified')) spawnSync('umount', ['/sys/fs/cgroup/unified']);
  return { ...process.env, CONTAINERS_STORAGE_CONF: storage, CONTAINERS_CONF: containers };
}

/** Gives the stand-in the name that the Dockerfile has for it. */
async function importBase({ context, place, node }: Ground, env: NodeJS.ProcessEnv): Promise<string> {
  const [root, archive] = [join(place, 'base'), join(place, 'base.tar')];
  await makeBase(root, node);
  await succeeds('tar', ['--create', '--file', archive, '--directory', root, '.']);
  const [stage] = readDockerfile(readFileSync(join(context, 'Dockerfile'), 'utf8'));
  const name = `docker.io/library/${stage?.base}`;
  const changes = Object.entries(baseEnv).flatMap(([key, value]) => ['--change', `ENV ${key}=${value}`]);
  await succeeds('podman', ['import', ...changes, archive, name], env);
  return name;
}

const inspection = z.tuple([z.object({ Size: z.number() })]);

async function inspected(name: string, env: NodeJS.ProcessEnv): Promise<{ readonly Size: number }> {
  const { stdout } = await succeeds('podman', ['image', 'inspect', name], env);
  return inspection.parse(JSON.parse(stdout))[0];
}

/** The options of docker-compose.yml, and this machine's network, so that no other is made on it. */
const confinement = [
  ...['--read-only', '--tmpfs', '/tmp', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'],
  ...['--volume', 'data:/data', '--network', 'host'],
];

function engineOf(env: NodeJS.ProcessEnv): Engine {
  let started = 0;
  return {
    start: (variables, words = []) => {
      started += 1;
      const given = Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
      return startContainer(`albumen-${started}`, [...given, image, ...words], env);
    },
    overStdio: (words) => ({
      command: 'podman',
      args: ['run', '--interactive', '--rm', ...confinement, image, ...words],
      env: Object.fromEntries(
        Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      ),
    }),
  };
}

function startContainer(name: string, words: readonly string[], env: NodeJS.ProcessEnv): Container {
  const child = spawn('podman', ['run', '--name', name, ...confinement, ...words], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const heard = listenTo(child);
  const podman = (...args: string[]) => run('podman', args, '/', env);
  process.once('exit', () => spawnSync('podman', ['rm', '--force', name], { env }));
  return {
    ...heard,
    exec: (command) => podman('exec', name, ...command),
    healthy: async () => (await podman('healthcheck', 'run', name)).code === 0,
    stop: async () => {
      await podman('stop', name);
      return heard.ended;
    },
  };
}
