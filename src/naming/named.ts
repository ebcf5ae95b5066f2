/** A thing that has a name, and how a name is compared with it. */
import { foldText } from '../catalog/fold-text.ts';

/** Something in the library that an argument can mean. */
export interface Named {
  readonly id: string;
  /** As the library writes it: what is compared first. */
  readonly name: string;
  /** Shorter names that also mean it, as long as nothing else has one: the last part of a tag's path. */
  readonly shortNames?: readonly string[];
  /** What, beside the name, tells it from others; reaches the model. */
  readonly facts: string;
}

/**
 * What a name can mean. The more exact meaning wins: the name as written, then in other case or accents, then a short
 * name in the same two ways. Only things that match equally well are in the answer. A name of which folding leaves nothing
 * (marks, signs that cannot be seen) means only what has that very name.
 */
export function meant(name: string, all: readonly Named[]): readonly Named[] {
  const wanted = name.trim();
  const folded = foldText(name);
  const rules: readonly ((thing: Named) => boolean)[] = [
    (thing) => thing.name === wanted,
    (thing) => foldText(thing.name) === folded,
    (thing) => thing.shortNames?.includes(wanted) ?? false,
    (thing) => thing.shortNames?.some((short) => foldText(short) === folded) ?? false,
  ];
  for (const rule of folded === '' ? rules.slice(0, 1) : rules) {
    const found = all.filter(rule);
    if (found.length > 0) return found;
  }
  return [];
}

/** The names that resemble one that nothing has: those that contain it or are contained in it. */
export function resembling(name: string, all: readonly Named[]): readonly Named[] {
  const folded = foldText(name);
  return all.filter((thing) => {
    const other = foldText(thing.name);
    return folded !== '' && other !== '' && (other.includes(folded) || folded.includes(other));
  });
}
