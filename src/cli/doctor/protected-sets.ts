/** Checks what ALBUMEN_PROTECT names: while any of it does not exist, nothing can be deleted. */
import type { Failure } from '../../catalog/result.ts';
import type { LookedForSet } from '../../immich/protection/find-sets.ts';
import { type Finding, fine, note, problem } from './report.ts';

/** What was found of each set; several things are protected where several have the name. */
export function protectionFindings(looked: readonly LookedForSet[]): Finding[] {
  return looked.map(({ set: { kind, name }, found }) => {
    const what = `the ${kind} ${JSON.stringify(name)}`;
    if (found.length === 1) return fine(`ALBUMEN_PROTECT: ${what} is there.`);
    if (found.length > 1) return note(`ALBUMEN_PROTECT: ${found.length} things are ${what}; all are protected.`);
    const hint = 'Until the setting is corrected, Albumen deletes nothing.';
    return problem(`ALBUMEN_PROTECT: the library does not have ${what}.`, hint);
  });
}

/** The finding that what is protected cannot be read. */
export function unreadableProtection({ message, hint }: Failure): Finding {
  return problem(`ALBUMEN_PROTECT: what it names cannot be read, so nothing is deleted. ${message}`, hint);
}
