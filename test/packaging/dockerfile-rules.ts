/** What a Dockerfile of ours keeps to, beyond being one. */
import { settings } from '../../src/config.ts';
import type { Stage, Step } from './dockerfile.ts';

/** Says what is wrong; nothing where the rule is kept. */
type Rule = (stages: readonly Stage[], last: Stage) => string[];

function lines(stage: Stage, kind: 'RUN' | 'USER' | 'VOLUME'): string[] {
  return stage.steps.flatMap((step) => (step.kind === kind ? [step.text] : []));
}

function copies(stage: Stage): Extract<Step, { kind: 'COPY' }>[] {
  return stage.steps.filter((step) => step.kind === 'COPY');
}

function values(stage: Stage, kind: 'ENV' | 'LABEL'): Map<string, string> {
  return new Map(stage.steps.flatMap((step) => (step.kind === kind ? Object.entries(step.values) : [])));
}

const environment = new Set(['NODE_ENV', 'XDG_CACHE_HOME', ...Object.values(settings).map(({ env }) => env)]);

export const rules: Readonly<Record<string, Rule>> = {
  'every image is named with its version': (stages) =>
    stages.map(({ base }) => base).filter((base) => !/^[\w./-]+:\d+[\w.-]*$/.test(base)),
  'what is built runs on what it was built for': (stages) => {
    const bases = [...new Set(stages.map(({ base }) => base))];
    return bases.length === 1 ? [] : bases;
  },
  'the image has a build stage and one that runs': (stages) =>
    stages.length === 2 && stages[0]?.name !== undefined ? [] : [`${stages.length} stages`],
  'the program runs as somebody without rights, by number': (_, last) => {
    const user = lines(last, 'USER').at(-1) ?? 'root';
    return /^[1-9]\d*:[1-9]\d*$/.test(user) ? [] : [user];
  },
  'the program is started by an init, without a shell and without npm, so that signals reach it': (_, last) => {
    const [init, end, program] = last.entrypoint;
    const isRight = init === 'tini' && end === '--' && program === 'node' && last.command.length > 0;
    return isRight ? [] : [JSON.stringify([last.entrypoint, last.command])];
  },
  'it is asked to end by SIGTERM': (_, last) => (last.stopSignal === 'SIGTERM' ? [] : [String(last.stopSignal)]),
  'its health is asked by the program itself': (_, last) =>
    last.healthcheck?.command.join(' ') === `${last.entrypoint.slice(2).join(' ')} health` ? [] : ['HEALTHCHECK'],
  'what runs belongs to root, and comes from the build stage': (stages, last) =>
    copies(last)
      .filter(({ from, chown }) => from !== stages[0]?.name || chown !== undefined)
      .map(({ sources }) => sources.join(' ')),
  'nothing is copied but what is named': (stages) =>
    stages.flatMap(copies).flatMap(({ sources }) => sources.filter((source) => /^\.?\/?$|[*?]/.test(source))),
  'no secret is in the environment': (stages) =>
    stages
      .flatMap((stage) => [...values(stage, 'ENV').keys()])
      .filter((name) => /KEY|TOKEN|SECRET|PASSWORD|URL/.test(name)),
  'the environment holds known settings only': (_, last) =>
    [...values(last, 'ENV').keys()].filter((name) => !environment.has(name)),
  'packages of npm are those of the lock file, and run nothing while they are installed': (stages) =>
    stages
      .flatMap((stage) => lines(stage, 'RUN'))
      .filter(
        (line) => /npm (i|install)\b/.test(line) || (line.includes('npm ci') && !line.includes('--ignore-scripts')),
      ),
  'packages of Debian come without recommended ones, and leave no lists behind': (stages) =>
    stages
      .flatMap((stage) => lines(stage, 'RUN'))
      .filter((line) => line.includes('apt-get'))
      .filter((line) =>
        ['apt-get update', 'install -y --no-install-recommends', 'rm -rf /var/lib/apt/lists/*'].some(
          (part) => !line.includes(part),
        ),
      ),
  'data are kept in the only volume, which belongs to whoever runs the program': (_, last) => {
    const folder = values(last, 'ENV').get('ALBUMEN_DATA_DIR');
    const user = lines(last, 'USER').at(-1);
    const owned = lines(last, 'RUN').some((line) => line.includes(`chown ${user} ${folder}`));
    return owned && lines(last, 'VOLUME').join() === folder ? [] : [String(folder)];
  },
  'the port is the one that is listened on': (_, last) =>
    last.exposed.join() === values(last, 'ENV').get('ALBUMEN_PORT') ? [] : last.exposed.concat(),
  'labels say what it is and under which licence': (_, last) =>
    ['title', 'description', 'licenses'].filter(
      (name) => !values(last, 'LABEL').has(`org.opencontainers.image.${name}`),
    ),
};

/** The rules that are broken, each with what breaks it. */
export function brokenRules(stages: readonly Stage[]): Record<string, string[]> {
  const last = stages.at(-1);
  if (last === undefined) return { 'there is a stage': [] };
  const found = Object.entries(rules).map(([name, rule]) => [name, rule(stages, last)] as const);
  return Object.fromEntries(found.filter(([, wrong]) => wrong.length > 0));
}
