import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { missingBinary } from '../../src/catalog/missing-binary.ts';

function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

/** What Node says of a package's binary that is not installed, and of one that is for another system. */
function requireOf(name: string): unknown {
  return thrown(() => createRequire(import.meta.url)(name));
}

function loadOf(name: string): unknown {
  const file = join(mkdtempSync(join(tmpdir(), 'albumen-binary-')), `${name}.node`);
  writeFileSync(file, 'MZ: for another system');
  return thrown(() => createRequire(import.meta.url)(file));
}

describe('a native package that does not load', () => {
  it.each([
    [
      'is not there',
      requireOf('@libsql/darwin-sparc'),
      /^The database \(libsql\) does not load on this system \(\w+ \w+\)\.$/,
    ],
    ['is for another system', loadOf('libsql'), /^The database/],
    [
      'is not there, and is the image library',
      requireOf('@img/sharp-darwin-sparc/sharp.node'),
      /^The image library \(sharp\)/,
    ],
    [
      'is what sharp says it is',
      new Error('Could not load the "sharp" module using the darwin-arm64 runtime\nPossible solutions:\n- …'),
      /^The image library/,
    ],
    ['is the cause of what failed', new Error('no', { cause: requireOf('@libsql/darwin-sparc') }), /^The database/],
  ])('because it %s', (_, error, message) => {
    expect(missingBinary(error)).toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(message),
      hint: expect.stringContaining('npx albumen'),
    });
  });

  it.each([
    ['another module', requireOf('./no-such-file.cjs')],
    ['a picture', new Error('sharp: Input file contains unsupported image format')],
    ['a database', new Error('libsql: file is not a database')],
    ['no error', 'Cannot find module libsql'],
  ])('is not made of a failure of %s', (_, error) => {
    expect(missingBinary(error)).toBeUndefined();
  });
});
