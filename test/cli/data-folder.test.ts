import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writingFailure } from '../../src/cli/data-folder.ts';
import { albumen } from '../fixtures/program.ts';

const who = { user: 1000, group: 1000 };

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: something`), { code });
}

describe('what is said where the data folder cannot be written', () => {
  it.each(['EACCES', 'EPERM'])('names who may not, and the command that lets them (%s)', (code) => {
    expect(writingFailure(systemError(code), '/data', who)).toEqual({
      code: 'unavailable',
      message: `User 1000:1000, who runs Albumen, may not write to /data (${code}).`,
      hint: 'Give them the folder with all that is in it: sudo chown -R 1000:1000 <folder>; of a container, the folder outside.',
    });
  });

  it.each(['ENOSPC', 'EROFS', 'SQLITE_FULL', 'SQLITE_IOERR_WRITE'])('says that the disk is at fault (%s)', (code) => {
    expect(writingFailure(systemError(code), '/data', who)?.message).toBe(
      `/data cannot be written (${code}): its disk is full, or may only be read.`,
    );
  });

  it('says nothing of other errors', () => {
    expect(writingFailure(systemError('SQLITE_NOTADB'), '/data', who)).toBeUndefined();
    expect(writingFailure('EACCES', '/data', who)).toBeUndefined();
  });
});

/** Root may write everywhere, so it starts the program as somebody else. */
const somebody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const folder = mkdtempSync(join(tmpdir(), 'albumen-unwritable-'));
chmodSync(folder, 0o555);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => runWith(folder, ...args);

function runWith(ALBUMEN_DATA_DIR: string, ...args: string[]) {
  const program = albumen(args, { ALBUMEN_DATA_DIR });
  return spawnSync(program.command, program.args, { env: program.env, encoding: 'utf8', ...somebody });
}

// Somebody else may not even be allowed to read the program; Windows knows no such rights.
const canTry = process.platform !== 'win32' && run('--version').status === 0;

describe.skipIf(!canTry)('with a data folder of somebody else', () => {
  it.each([
    [['serve', '--transport', 'streamable-http', '--port', '0']],
    [['clients', 'ls']],
    [['library', 'add', '.']],
  ])('albumen %j ends with that one sentence', (args) => {
    const { status, stdout, stderr } = run(...args);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^albumen: User \d+:\d+, who runs Albumen, may not write to .* \(EACCES\)\. Give them the folder .*\n$/,
    );
    expect(stderr).toContain(folder);
  });

  it('albumen doctor notices that none can be made there', () => {
    const { status, stdout } = runWith(join(folder, 'deep', 'data'), 'doctor');
    expect(status).toBe(1);
    expect(stdout).toContain(`PROBLEM ${join(folder, 'deep', 'data')} cannot be made: ${folder} cannot be written.\n`);
  });
});
