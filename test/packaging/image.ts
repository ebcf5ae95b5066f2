/**
 * Carries out a Dockerfile without a container engine: each stage is a file system of its own, laid over that of this machine
 * (overlayfs, in memory), on which the instructions are run one after the other. It needs root and a mount namespace of its own
 * (`unshare --mount`), with which all of it goes away. This machine stands in for the base image: the one is Debian 12
 * with Node, and so must the other be.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type CopyStep, readDockerfile, type Stage, type Step } from './dockerfile.ts';

export interface Image {
  /** Its root folder. */
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string;
  readonly folder: string;
  readonly volumes: readonly string[];
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
}

export interface Ground {
  /** The folder with the Dockerfile, which no stage sees. */
  readonly context: string;
  /** An empty folder for the file systems. */
  readonly place: string;
  /** Node's binary of the base image. */
  readonly node: string;
  /** Told of each instruction before it is carried out. */
  onStep(text: string): void;
}

interface Built extends Image {
  readonly name: string | undefined;
}

type State = { -readonly [Part in 'env' | 'user' | 'folder' | 'volumes']: Image[Part] };

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** What an engine hands on from its own surroundings, so that packages can be fetched. */
const handedOn = /^((https?|no|all)_proxy|npm_config_\w+|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE)$/i;

/** Carries out every stage; the last one is the image. Throws where an instruction fails. */
export function buildImage(ground: Ground): Image {
  const built: Built[] = [];
  for (const stage of readDockerfile(readFileSync(join(ground.context, 'Dockerfile'), 'utf8'))) {
    built.push(buildStage(stage, built, ground));
  }
  const image = built.at(-1);
  if (image === undefined) throw new Error('the Dockerfile has no stage');
  return image;
}

function buildStage(stage: Stage, others: readonly Built[], ground: Ground): Built {
  const root = layOver(join(ground.place, `stage-${others.length}`), ground);
  const state: State = { env: { PATH: path }, user: '0:0', folder: '/', volumes: [] };
  uninstall(packagesOf(stage), root);
  for (const step of stage.steps) {
    ground.onStep(textOf(step));
    carryOut(step, root, state, others, ground.context);
  }
  const { name, entrypoint, command, healthcheck } = stage;
  return { ...state, name, root, entrypoint, command, healthcheck: healthcheck?.command ?? [] };
}

/** A root folder that looks like this machine's, without the repository and with another Node; changes stay in it. */
function layOver(place: string, { context, node }: Ground): string {
  const [root, upper, work] = [join(place, 'root'), join(place, 'upper'), join(place, 'work')];
  for (const folder of [root, upper, work]) mkdirSync(folder, { recursive: true });
  mount('-t', 'overlay', 'overlay', '-o', `lowerdir=/,upperdir=${upper},workdir=${work}`, root);
  for (const shared of ['/proc', '/dev', '/sys']) mount('--rbind', shared, join(root, shared));
  for (const empty of ['/tmp', context]) {
    mkdirSync(join(root, empty), { recursive: true });
    mount('-t', 'tmpfs', '-o', 'mode=1777', 'tmpfs', join(root, empty));
  }
  cpSync(node, join(root, 'usr/local/bin/node'));
  return root;
}

/** The packages of Debian that the stage installs. */
function packagesOf({ steps }: Stage): string[] {
  const lines = steps.flatMap((step) => (step.kind === 'RUN' ? [step.text] : []));
  return lines
    .flatMap((line) => /apt-get install((?: [\w.+-]+)+)/.exec(line)?.[1]?.trim().split(' ') ?? [])
    .filter(isName);
}

function isName(word: string): boolean {
  return !word.startsWith('-');
}

/** What this machine has already, the base image has not: the instruction is to bring it. */
function uninstall(packages: readonly string[], root: string): void {
  if (packages.length === 0) return;
  const words = [root, 'dpkg', '--purge', '--force-depends', ...packages];
  execFileSync('chroot', words, { stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: path } });
}

/** Mounts something; for the options see mount(8). */
export function mount(...args: readonly string[]): void {
  execFileSync('mount', args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

function carryOut(step: Step, root: string, state: State, others: readonly Built[], context: string): void {
  switch (step.kind) {
    case 'RUN':
      run(step.text, root, state);
      break;
    case 'COPY':
      copy(step, root, state.folder, others, context);
      break;
    case 'WORKDIR':
      state.folder = resolve(state.folder, step.text);
      mkdirSync(join(root, state.folder), { recursive: true });
      break;
    case 'ENV':
      state.env = { ...state.env, ...step.values };
      break;
    case 'USER':
      state.user = step.text;
      break;
    case 'VOLUME':
      state.volumes = [...state.volumes, step.text];
      break;
    case 'LABEL':
      break;
  }
}

function run(line: string, root: string, { env, folder, user }: State): void {
  if (user !== '0:0') throw new Error(`RUN after USER ${user} is not known here`);
  const surroundings = Object.entries(process.env).filter(([name]) => handedOn.test(name));
  execFileSync('chroot', [root, '/bin/sh', '-c', `cd ${folder} && ${line}`], {
    env: { ...Object.fromEntries(surroundings), HOME: '/root', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
}

function copy(step: CopyStep, root: string, folder: string, others: readonly Built[], context: string): void {
  const stage = others.find(({ name }) => name === step.from);
  if (step.from !== undefined && stage === undefined) throw new Error(`there is no stage ${step.from}`);
  const target = join(root, resolve(folder, step.target));
  const sources = step.sources.map((source) =>
    stage === undefined ? given(source, context) : join(stage.root, source),
  );
  for (const source of sources) {
    const isFolder = statSync(source).isDirectory();
    const into = isFolder || !step.target.endsWith('/') ? target : join(target, basename(source));
    cpSync(source, into, { recursive: true, verbatimSymlinks: true });
  }
}

/** A file of the build context. Throws where .dockerignore, which names what is not ignored, keeps it out. */
function given(source: string, context: string): string {
  const ignore = readFileSync(join(context, '.dockerignore'), 'utf8').split('\n');
  if (!ignore.includes('*') || !ignore.includes(`!${source}`)) throw new Error(`${source} is not in the build context`);
  if (!existsSync(join(context, source))) throw new Error(`${source} is not there`);
  return join(context, source);
}

function textOf(step: Step): string {
  if ('text' in step) return `${step.kind} ${step.text}`;
  if ('values' in step) return `${step.kind} ${Object.keys(step.values).join(' ')}`;
  return `COPY ${step.sources.join(' ')} ${step.target}`;
}
