import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { earliestNode, tooOld } from '../../src/cli/node-release.ts';
import { albumen } from '../fixtures/program.ts';
import { startRaw } from '../fixtures/raw-stdio.ts';

it('the earliest release of Node is the one that the package and the README name', () => {
  expect(manifest.engines.node).toBe(`>=${earliestNode}`);
  expect(readFileSync('README.md', 'utf8')).toContain(`Node ${earliestNode} or newer`);
});

it.each(['20.19.0', '20.20.2', '22.0.0', '24.21.0', '100.1.0'])('Node %s runs Albumen', (release) => {
  expect(tooOld(release, '/usr/bin/node')).toBeUndefined();
});

it.each(['8.17.0', '18.20.8', '20.9.0', '20.18.3'])('Node %s is too old, and which Node it is is told', (release) => {
  expect(tooOld(release, '/usr/bin/node')).toContain(`This is Node ${release} (/usr/bin/node).`);
});

describe('started by a Node that is too old', () => {
  /** `process.versions` as another release has it, before the program begins. */
  const older = "--import=data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'18.20.8'}})";

  it.each([['serve'], ['--version']])('albumen %s says so, loads nothing else and fails', async (...args) => {
    const started = startRaw(albumen(args, { NODE_OPTIONS: older }), () => {});
    expect(await started.ended).toBe(1);
    expect(started.stderr()).toBe(
      `albumen: This is Node 18.20.8 (${process.execPath}). Albumen needs Node ${earliestNode} or newer.\n`,
    );
  });
});
