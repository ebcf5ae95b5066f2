/** What no tool may delete from, whatever is asked or agreed to: as the configuration names it. */
import type { Change, ChangeItem } from './change.ts';
import { type Failure, failed, type Result, success } from './result.ts';
import { shortText } from './short-text.ts';
import type { CallContext } from './tool.ts';

/** Kinds of sets that have a name in the library. */
export const namedSets = ['album', 'tag', 'person'] as const;
export type NamedSet = (typeof namedSets)[number];

/** The favourites, or the assets of one album, with one tag (or one below it), or that show one person. */
export type ProtectedSet = { readonly kind: 'favorites' } | { readonly kind: NamedSet; readonly name: string };

export type NamedProtectedSet = Extract<ProtectedSet, { readonly name: string }>;

/** Which of these sets another connected library has, in order. */
export type ProtectedElsewhere = (
  sets: readonly NamedProtectedSet[],
  call: CallContext,
) => Promise<Result<readonly boolean[]>>;

/** What no tool may delete in one library, whatever is asked or agreed to. */
export interface Protection {
  /** Why some of these items may not become what the change makes of them. */
  refusals(items: readonly ChangeItem[], call: CallContext): Promise<Result<ReadonlyMap<ChangeItem, string>>>;
  /** Fails where a change would delete, merge away or rename what is protected. */
  object(change: Change, call: CallContext): Promise<Result<unknown>>;
}

/** The sets that are found by a name or an id. */
export function namedSetsOf(sets: readonly ProtectedSet[]): NamedProtectedSet[] {
  return sets.filter((set) => set.kind !== 'favorites');
}

const shownRefusals = 5;

/** Fails where something is refused: a change is made whole or not at all. */
export function nothingLost(refused: ReadonlyMap<ChangeItem, string>): Result<undefined> {
  if (refused.size === 0) return success(undefined);
  const told = [...refused].slice(0, shownRefusals).map(([{ kind, id }, why]) => `${kind} ${id} ${why}`);
  const more = refused.size > shownRefusals ? ` and ${refused.size - shownRefusals} more` : '';
  const hint = 'ALBUMEN_PROTECT forbids it, whoever agrees.';
  return failed('refused', `Nothing is changed: ${told.join(', ')}${more}.`, hint);
}

/** What is protected cannot be read: then nothing may be deleted. */
export function unreadable({ code, message, hint }: Failure): Result<never> {
  return failed(code, `Nothing is deleted: what ALBUMEN_PROTECT names cannot be read. ${message}`, hint);
}

/** Fails unless another connected library has each of these sets, which one library lacks. */
export async function notFound(
  missing: readonly NamedProtectedSet[],
  elsewhere: ProtectedElsewhere | undefined,
  call: CallContext,
): Promise<Result<undefined>> {
  const there = (await elsewhere?.(missing, call)) ?? success([]);
  if (!there.ok) return unreadable(there.failure);
  const lost = missing.find((_, position) => there.value[position] !== true);
  if (lost === undefined) return success(undefined);
  return failed(
    'refused',
    `Nothing is deleted: ALBUMEN_PROTECT names the ${lost.kind} ${JSON.stringify(shortText(lost.name, 60))}, which the library does not have.`,
    'Whoever runs this server must correct the setting; albumen doctor checks it.',
  );
}

const form = 'must be a comma-separated list of favorites, album:<name or id>, tag:<path or id>, person:<name or id>';

/** Reads such a list; fails where any part of it is not understood. A name with a comma is given by its id. */
export function readProtectedSets(text: string): Result<readonly ProtectedSet[]> {
  const sets: ProtectedSet[] = [];
  for (const part of text.split(',').map((piece) => piece.trim())) {
    if (part === '') continue;
    const set = readSet(part);
    if (set === undefined) return failed('invalid_input', form);
    sets.push(set);
  }
  return success(sets);
}

function readSet(text: string): ProtectedSet | undefined {
  if (text === 'favorites') return { kind: 'favorites' };
  const colon = text.indexOf(':');
  const kind = namedSets.find((known) => known === text.slice(0, Math.max(colon, 0)).trim());
  const name = text.slice(colon + 1).trim();
  return kind === undefined || name === '' ? undefined : { kind, name };
}
