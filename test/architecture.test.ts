import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { expect, it } from 'vitest';

const source = join(import.meta.dirname, '../src');

/** What each room may import of the others. */
const arrows: Record<string, readonly string[]> = {
  'version.ts': [],
  catalog: [],
  config: ['catalog'],
  'config.ts': ['catalog', 'config'],
  transport: ['catalog'],
  upload: ['catalog', 'transport'],
  viewing: ['catalog', 'changing', 'ffmpeg', 'imaging'],
  apps: ['catalog'],
  changing: ['catalog'],
  naming: ['catalog'],
  restoring: ['catalog', 'changing'],
  immich: ['catalog', 'changing', 'naming', 'restoring', 'transport', 'upload', 'version.ts', 'viewing'],
  photoprism: ['catalog', 'changing', 'naming', 'restoring', 'transport', 'upload', 'version.ts', 'viewing'],
  both: ['catalog', 'immich', 'naming', 'photoprism', 'viewing'],
  database: [],
  journal: ['catalog', 'database'],
  ffmpeg: [],
  imaging: [],
  library: ['database', 'ffmpeg', 'imaging'],
  samples: [],
  access: ['catalog', 'database', 'transport', 'version.ts'],
  server: ['access', 'catalog', 'version.ts'],
  cli: [
    'access',
    'both',
    'apps',
    'catalog',
    'config',
    'config.ts',
    'database',
    'ffmpeg',
    'immich',
    'journal',
    'library',
    'photoprism',
    'samples',
    'server',
    'version.ts',
    'viewing',
  ],
};

function importsOf(file: string): string[] {
  const text = readFileSync(join(source, file), 'utf8');
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map((match) =>
    relative(source, join(source, dirname(file), match[1] ?? '')),
  );
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const roomOf = (path: string) => path.split(sep)[0] ?? '';

it.each(Object.entries(arrows))('%s imports nothing but %j', (room, allowed) => {
  const own = files.filter((file) => roomOf(file) === room);
  expect(own).not.toEqual([]);
  const foreign = own.flatMap((file) =>
    importsOf(file)
      .filter((target) => !target.startsWith('..') && roomOf(target) !== room && !allowed.includes(roomOf(target)))
      .map((target) => `${file} -> ${target}`),
  );
  expect(foreign).toEqual([]);
});

it('names every room', () => {
  expect([...new Set(files.map(roomOf))].sort()).toEqual(Object.keys(arrows).sort());
});
