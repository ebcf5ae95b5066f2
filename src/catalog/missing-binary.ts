/** Native packages that cannot be loaded on this machine: what that means for whoever asked. */
import type { Failure } from './result.ts';

/** Parts of the program that come as binaries of their own for each system. */
const natives = [
  {
    packages: /@libsql\/|\blibsql\b/,
    what: 'The database (libsql)',
    without:
      'Without it, and without Node 22.16 or newer, which has a database of its own, nothing can be changed, and no folder indexed; an Immich or PhotoPrism server can be read.',
  },
  {
    packages: /@img\/|\bsharp\b/,
    what: 'The image library (sharp)',
    without: 'Without it no picture can be shown, and no folder indexed; all else works.',
  },
];

/** How Node, npm's loaders and sharp say that a binary is not there, or is one for another system. */
const signs =
  /Cannot find (module|package)|Could not load the "sharp" module|ERR_DLOPEN_FAILED|invalid ELF header|not a valid Win32/i;

/**
 * The failure to tell where `error`, or what caused it, is that a native package does not load on this system; undefined for
 * every other error.
 */
export function missingBinary(error: unknown): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  const said = `${code} ${error.message}`;
  const native = signs.test(said) ? natives.find(({ packages }) => packages.test(said)) : undefined;
  if (native === undefined) return missingBinary(error.cause);
  return {
    code: 'unavailable',
    message: `${native.what} does not load on this system (${process.platform} ${process.arch}).`,
    hint: `Install Albumen for it, with npx albumen or as the bundle of this system. ${native.without}`,
  };
}
