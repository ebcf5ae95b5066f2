/** Checks what ALBUMEN_PROTECT names: while any of it does not exist, nothing can be deleted. */

import type { NamedProtectedSet } from '../../catalog/protected-sets.ts';
import type { Failure } from '../../catalog/result.ts';
import { type Finding, fine, note, problem } from './report.ts';

/** How many things of a library a set is. */
export interface CountedSet {
  readonly set: NamedProtectedSet;
  readonly count: number;
}

/**
 * What was found of each set; several things are protected where several have the name. What one library lacks may be in
 * the other (`elsewhere`), where two are connected.
 */
export function protectionFindings(looked: readonly CountedSet[], elsewhere: readonly CountedSet[] = []): Finding[] {
  return looked.map(({ set: { kind, name }, count: own }) => {
    const others = elsewhere.filter(({ set }) => set.kind === kind && set.name === name);
    const count = others.reduce((sum, other) => sum + other.count, own);
    const what = `the ${kind} ${JSON.stringify(name)}`;
    if (count === 1) return fine(`ALBUMEN_PROTECT: ${what} is there.`);
    if (count > 1) return note(`ALBUMEN_PROTECT: ${count} things are ${what}; all are protected.`);
    const where = others.length === 0 ? 'the library does not have' : 'neither library has';
    return problem(`ALBUMEN_PROTECT: ${where} ${what}.`, 'Until the setting is corrected, Albumen deletes nothing.');
  });
}

/** The finding that what is protected cannot be read. */
export function unreadableProtection({ message, hint }: Failure): Finding {
  return problem(`ALBUMEN_PROTECT: what it names cannot be read, so nothing is deleted. ${message}`, hint);
}
