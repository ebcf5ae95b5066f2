import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { firstClientNotice } from '../../src/cli/first-client.ts';
import { settings } from '../../src/config.ts';

const page = readFileSync('docs/container.md', 'utf8');
const compose = readFileSync('docker-compose.yml', 'utf8');

/** `NAME` and what it is where it is not set. */
const composeVariables = [...compose.matchAll(/\$\{(\w+):-([^}]*)\}/g)].map(([, name = '', usual = '']) => [
  name,
  usual,
]);

describe('the page on containers', () => {
  it('lists what docker-compose.yml takes from outside, each with its default', () => {
    const rows = [...page.matchAll(/^\| `(\w+)` \| (?:`([^`]*)`)? ?\|/gm)].map(([, name, usual = '']) => [name, usual]);
    expect(rows.sort()).toEqual(composeVariables.sort());
  });

  it('names settings that there are', () => {
    const known = new Set([
      ...composeVariables.map(([name]) => name),
      ...Object.values(settings).flatMap(({ env, fromFile }) => (fromFile ? [env, `${env}_FILE`] : [env])),
    ]);
    const named = [...page.matchAll(/\b(?:ALBUMEN|IMMICH|PHOTOPRISM)_[A-Z_]+\b/g)].map(([name]) => name);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it('has the command that the first start tells', () => {
    const told = firstClientNotice(undefined).split('\n')[2]?.trim() ?? 'nothing';
    expect(page).toContain(`docker exec albumen ${told}\n`);
    expect(page).toContain(`docker compose exec albumen ${told}\n`);
  });
});
