/** Settings whose names are not quite right: passed over, `ALBUMEN_READONLY=true` would protect nobody. */
import { editDistance } from '../catalog/near-names.ts';

/** The beginning that all variables have which only Albumen reads. */
const prefix = 'ALBUMEN_';

/** Says of each variable that is none of `known`, but nearly one, which one; what only begins alike belongs to others. */
export function misspeltIn(given: readonly string[], known: readonly string[]): string[] {
  return given
    .filter((name) => name.startsWith(prefix) && !known.includes(name))
    .flatMap((name) => {
      const meant = known.find((one) => one.startsWith(prefix) && isNear(lettersOf(name), lettersOf(one)));
      return meant === undefined ? [] : [`${name} is no setting, but ${meant} is`];
    });
}

function lettersOf(name: string): string {
  return name.slice(prefix.length).replaceAll('_', '');
}

/** Short words are near to many: HOST and PORT are two letters apart. */
function isNear(given: string, known: string): boolean {
  return editDistance(given, known) <= (known.length < 6 ? 1 : 2);
}
