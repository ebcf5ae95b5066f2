import { readFileSync } from 'node:fs';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import { readDockerfile } from './dockerfile.ts';
import { brokenRules, rules } from './dockerfile-rules.ts';

const dockerfile = readFileSync('Dockerfile', 'utf8');

/** For each rule a change of the Dockerfile that breaks it, and no other. */
const breaks: [rule: string, from: string | RegExp, to: string][] = [
  ['every image is named with its version', /FROM node:24-bookworm-slim/g, 'FROM node:latest'],
  ['what is built runs on what it was built for', 'FROM node:24-bookworm-slim\n', 'FROM node:22-bookworm-slim\n'],
  ['the image has a build stage and one that runs', 'FROM node', 'FROM node:24-bookworm-slim\nFROM node'],
  ['the program runs as somebody without rights, by number', /USER .*/, 'USER node'],
  [
    'the program is started by an init, without a shell and without npm, so that signals reach it',
    '"tini", "--", ',
    '',
  ],
  [
    'the program is started by an init, without a shell and without npm, so that signals reach it',
    'CMD ["serve"]',
    'CMD serve',
  ],
  ['it is asked to end by SIGTERM', 'STOPSIGNAL SIGTERM', 'STOPSIGNAL SIGKILL'],
  ['its health is asked by the program itself', /CMD \["node".*/, 'CMD curl http://localhost:8000/healthz'],
  ['what runs belongs to root, and comes from the build stage', 'COPY --from=build', 'COPY --chown=1000 --from=build'],
  ['nothing is copied but what is named', 'COPY src ./src', 'COPY . .'],
  ['no secret is in the environment', 'NODE_ENV=production', 'NODE_ENV=production IMMICH_API_KEY=abc'],
  ['the environment holds known settings only', 'ALBUMEN_HOST', 'ALBUMEN_HOTS'],
  ['packages of npm are those of the lock file, and run nothing while they are installed', 'npm ci', 'npm install'],
  ['packages of Debian come without recommended ones, and leave no lists behind', ' --no-install-recommends', ''],
  [
    'data are kept in the only volume, which belongs to whoever runs the program',
    'chown 1000:1000 /data',
    'chown 0:0 /data',
  ],
  ['the port is the one that is listened on', 'EXPOSE 8000', 'EXPOSE 80'],
  ['labels say what it is and under which licence', 'image.licenses', 'image.license'],
];

describe('the Dockerfile', () => {
  it('is one, to the validator of the language', () => {
    expect(validate(dockerfile).map(({ message }) => message)).toEqual([]);
  });

  it('keeps every rule', () => {
    expect(brokenRules(readDockerfile(dockerfile))).toEqual({});
  });
});

describe('the rules', () => {
  it.each(breaks)('%s', (rule, from, to) => {
    const changed = dockerfile.replace(from, to);
    expect(Object.keys(brokenRules(readDockerfile(changed)))).toContain(rule);
  });

  it('are all tried', () => {
    expect([...new Set(breaks.map(([rule]) => rule))]).toEqual(Object.keys(rules));
  });

  it.each(['ADD https://example.com/a /a', 'ARG TOKEN', 'SHELL ["bash"]', 'MAINTAINER me'])('know no %s', (line) => {
    expect(() => readDockerfile(`${dockerfile}\n${line}\n`)).toThrow('unknown here');
  });
});

describe('the build context', () => {
  const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
  const patterns = ignored.filter((line) => line !== '' && !line.startsWith('#'));

  it('holds what the Dockerfile copies and nothing else', () => {
    const [build] = readDockerfile(dockerfile);
    const copied = build?.steps.flatMap((step) => (step.kind === 'COPY' ? step.sources : []));
    expect(patterns[0]).toBe('*');
    expect(patterns.slice(1).sort()).toEqual(copied?.map((source) => `!${source}`).sort());
  });
});
