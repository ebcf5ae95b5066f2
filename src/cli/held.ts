/** `albumen library held` and `put-back`: originals that a permanent deletion took out of their place, and their way back. */
import { failed, success } from '../catalog/result.ts';
import type { Flags } from '../config.ts';
import { withLibrary } from './library.ts';
import { printable } from './printable.ts';

const nothingHeld = 'No original is held: nothing was deleted for good. What is in the trash is still in its place.\n';

/** Prints each held original: id, when it was deleted, name, where it was. */
export function listHeldOriginals(flags: Flags): Promise<void> {
  return withLibrary(flags, async (library) => {
    const { listHeld } = await import('../library/holding/put-back.ts');
    const held = await listHeld(library.store);
    if (held.length === 0) process.stderr.write(nothingHeld);
    for (const { id, heldAt, fileName, originalPath, heldPath } of held) {
      const where = heldPath === null ? `${originalPath} (there was no file)` : originalPath;
      process.stdout.write(
        `${id}  deleted ${new Date(heldAt).toISOString()}  ${printable(fileName)}  from ${printable(where)}\n`,
      );
    }
    return success(undefined);
  });
}

/** Brings held originals back to where they were; one that cannot come back does not stop the others. */
export function putBack(ids: readonly string[], flags: Flags): Promise<void> {
  return withLibrary(flags, async (library) => {
    const { putBackOriginals } = await import('../library/holding/put-back.ts');
    const outcomes = await putBackOriginals(library.store, ids);
    for (const { id, path } of outcomes) {
      if (path !== null) process.stdout.write(`${id}  back at ${printable(path)}\n`);
    }
    const refused = outcomes.flatMap(({ id, reason }) => (reason === null ? [] : [`${id}: ${reason}`]));
    return refused.length === 0
      ? success(undefined)
      : failed('conflict', printable(refused.join(' ')), 'albumen library held lists what can come back.');
  });
}
