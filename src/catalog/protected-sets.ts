/** What no tool may delete from, whatever is asked or agreed to: as the configuration names it. */
import { failed, type Result, success } from './result.ts';

/** Kinds of sets that have a name in the library. */
export const namedSets = ['album', 'tag', 'person'] as const;
export type NamedSet = (typeof namedSets)[number];

/** The favourites, or the assets of one album, with one tag (or one below it), or that show one person. */
export type ProtectedSet = { readonly kind: 'favorites' } | { readonly kind: NamedSet; readonly name: string };

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
