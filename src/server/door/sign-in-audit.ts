/** Who came in and who did not, for the log: a line each, but not a line for every request of a busy client. */
import type { Admission, RefusalReason } from '../../access/identity.ts';

/** One line of the log. Nothing in it was taken from a header as it stood there. */
export interface SignInLine {
  readonly outcome: 'allowed' | 'refused';
  readonly reason?: RefusalReason;
  /** Identity and name, of those who were let in. */
  readonly caller?: string;
  readonly name?: string;
  readonly address: string;
}

export interface SignInAudit {
  note(admission: Admission, address: string): void;
}

/** The same identity from the same address is written down once in this time; so is who asks without trying to come in. */
const quietMs = 5 * 60_000;
/** How many of them are remembered; when there are more, the oldest are written down again. */
const remembered = 10_000;
const longestName = 80;

/** Refusals that cost whoever causes them nothing: written down like those who were let in. */
const cheap: ReadonlySet<RefusalReason> = new Set(['missing', 'too_many', 'unavailable']);

/** Tells `write` each sign-in that is worth a line; `now` is in milliseconds. */
export function openSignInAudit(write: (line: SignInLine) => void, now = () => performance.now()): SignInAudit {
  const written = new Map<string, number>();

  function isNew(key: string): boolean {
    const last = written.get(key);
    if (last !== undefined && now() - last < quietMs) return false;
    written.delete(key);
    written.set(key, now());
    const oldest = written.size > remembered ? written.keys().next().value : undefined;
    if (oldest !== undefined) written.delete(oldest);
    return true;
  }

  return {
    note: (admission, address) => {
      if (admission.admitted) {
        const { id, name } = admission.identity;
        if (!isNew(`allowed ${id} ${address}`)) return;
        write({ outcome: 'allowed', caller: id, name: name.slice(0, longestName), address });
        return;
      }
      const { reason } = admission.refusal;
      if (cheap.has(reason) && !isNew(`${reason} ${address}`)) return;
      write({ outcome: 'refused', reason, address });
    },
  };
}
