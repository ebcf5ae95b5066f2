/** Places by name. */
import { foldText } from '../store/fold-text.ts';
import { divisionOf, readStates, readTowns } from './gazetteer.ts';

export interface NamedPlace {
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  /** State or province. */
  readonly admin1name?: string;
}

interface Entry {
  readonly folded: string;
  readonly place: NamedPlace;
}

const mostPlaces = 20;

let entries: readonly Entry[] | undefined;

/** All places, the most populous first. Loading takes some hundred milliseconds. */
function loadEntries(): readonly Entry[] {
  const states = readStates();
  return readTowns()
    .toSorted((a, b) => b.population - a.population)
    .map((town): Entry => {
      const { name, loc } = town;
      const [longitude, latitude] = loc.coordinates;
      const admin1name = states.get(divisionOf(town));
      const place = { name, latitude, longitude, ...(admin1name === undefined ? {} : { admin1name }) };
      return { folded: foldText(name), place };
    });
}

/** At most 20 places whose name begins with `name`, without case and accents: those with just that name first, then the most populous. */
export function placesNamed(name: string): NamedPlace[] {
  const wanted = foldText(name.trim());
  if (wanted === '') return [];
  entries ??= loadEntries();
  const found = entries.filter(({ folded }) => folded.startsWith(wanted));
  const exact = found.filter(({ folded }) => folded === wanted);
  const longer = found.filter(({ folded }) => folded !== wanted);
  return [...exact, ...longer].slice(0, mostPlaces).map(({ place }) => place);
}
