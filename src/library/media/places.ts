/** Names for places. Nothing is looked up online. */
import { around, distance } from 'geokdbush';
import KDBush from 'kdbush';
import { divisionOf, readCountries, readStates, readTowns } from './gazetteer.ts';
import type { Position } from './media-facts.ts';
import { zoneOfPosition } from './taken-at.ts';

export interface Place {
  readonly city: string | null;
  readonly state: string | null;
  readonly country: string | null;
}

interface Gazetteer {
  readonly index: KDBush;
  readonly positions: Float32Array;
  readonly names: readonly string[];
  /** Keys of `states`. */
  readonly divisions: readonly string[];
  readonly populations: Uint32Array;
  readonly states: ReadonlyMap<string, string>;
  readonly countries: ReadonlyMap<string, string>;
}

/** Immich names no city beyond this distance (kilometres). */
const cityDistance = 25;
/** The nearest town says in which country a point lies only up to here, and only within the same time zone. */
const countryDistance = 200;
const candidates = 60;

/** People per square kilometre in a town: makes an area, and so a radius, out of a population. */
const townDensity = 3000;
const longestReach = 6;

/** Boroughs that the gazetteer lists as towns of their own, but that nobody would call a city. */
const boroughs: ReadonlyMap<string, string> = new Map(
  ['Manhattan', 'Brooklyn', 'Queens', 'The Bronx', 'Staten Island'].map((name) => [`US.NY ${name}`, 'New York City']),
);

const nowhere: Place = { city: null, state: null, country: null };

function loadGazetteer(): Gazetteer {
  // Sections of a town are left out: they hide its name from people who search for it.
  const towns = readTowns().filter(({ featureCode }) => featureCode !== 'PPLX');
  const index = new KDBush(towns.length, 64, Float32Array);
  for (const { loc } of towns) index.add(loc.coordinates[0], loc.coordinates[1]);
  return {
    index: index.finish(),
    positions: Float32Array.from(towns.flatMap(({ loc }) => loc.coordinates)),
    names: towns.map(({ name }) => name),
    divisions: towns.map(divisionOf),
    populations: Uint32Array.from(towns, ({ population }) => population),
    states: readStates(),
    countries: readCountries(),
  };
}

let gazetteer: Gazetteer | undefined;

/** How far a town reaches around its centre, in kilometres, judged by its population. */
function reachOf(population: number): number {
  return Math.min(longestReach, Math.sqrt(population / (townDensity * Math.PI)));
}

function townPosition({ positions }: Gazetteer, town: number): Position {
  return { longitude: positions[2 * town] ?? 0, latitude: positions[2 * town + 1] ?? 0 };
}

function distanceTo(places: Gazetteer, town: number, { latitude, longitude }: Position): number {
  const centre = townPosition(places, town);
  return distance(centre.longitude, centre.latitude, longitude, latitude);
}

function nearestTown(places: Gazetteer, position: Position): number | undefined {
  const { latitude, longitude } = position;
  const towns = around(places.index, longitude, latitude, candidates, cityDistance);
  const rated = towns.map((town) => ({
    town,
    // A point inside a large town belongs to it, even when a village's centre is nearer.
    rating: distanceTo(places, town, position) - reachOf(places.populations[town] ?? 0),
  }));
  return rated.toSorted((left, right) => left.rating - right.rating)[0]?.town;
}

function countryCode(division: string): string {
  return division.slice(0, 2);
}

/** Far from any town: the country of the nearest one, if the point keeps the same time as that town. */
function countryFarFromTowns(places: Gazetteer, position: Position): string | null {
  const [town] = around(places.index, position.longitude, position.latitude, 1, countryDistance);
  const zone = zoneOfPosition(position);
  if (town === undefined || zone === null) return null;
  if (zoneOfPosition(townPosition(places, town)) !== zone) return null;
  return places.countries.get(countryCode(places.divisions[town] ?? '')) ?? null;
}

/**
 * The names of a place: town and state within 25 km of a town, otherwise the country alone where the nearest town leaves no
 * doubt, otherwise nothing. The first call loads the gazetteer (some hundred milliseconds, about 20 MB).
 */
export function placeOf(position: Position): Place {
  gazetteer ??= loadGazetteer();
  const town = nearestTown(gazetteer, position);
  if (town === undefined) return { ...nowhere, country: countryFarFromTowns(gazetteer, position) };
  const division = gazetteer.divisions[town] ?? '';
  const name = gazetteer.names[town] ?? null;
  return {
    city: boroughs.get(`${division} ${name}`) ?? name,
    state: gazetteer.states.get(division) ?? null,
    country: gazetteer.countries.get(countryCode(division)) ?? null,
  };
}
