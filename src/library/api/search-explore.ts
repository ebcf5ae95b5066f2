/** The search routes that say what there is: suggestions, cities, places, people, and the explore page. */
import type { PersonResponseDto, PlacesResponseDto, SearchExploreResponseDto } from '@immich/sdk';
import type { Hono } from 'hono';
import * as z from 'zod';
import { placesNamed } from '../media/place-search.ts';
import { cityCovers, newestArrivals, type SuggestedColumn, suggestValues } from '../store/explore-queries.ts';
import type { Store } from '../store/open.ts';
import { peopleNamed } from '../store/people-queries.ts';
import { answer } from './answer.ts';
import type { AssetDto } from './asset-dto.ts';
import type { AssetParts } from './asset-parts.ts';
import type { Requires } from './authentication.ts';
import type { ApiContext, ApiEnv } from './context.ts';
import { answersFor } from './found-assets.ts';
import { personDto } from './person-dto.ts';
import { queryBoolean, readQuery } from './validation.ts';
import type { Wire } from './wire.ts';

const columnOf = {
  country: 'country',
  state: 'state',
  city: 'city',
  'camera-make': 'make',
  'camera-model': 'model',
  'camera-lens-model': 'lensModel',
} as const satisfies Record<string, SuggestedColumn>;

const suggestions = z.object({
  type: z.enum(['country', 'state', 'city', 'camera-make', 'camera-model', 'camera-lens-model']),
  country: z.string().optional(),
  state: z.string().optional(),
  make: z.string().optional(),
  model: z.string().optional(),
  lensModel: z.string().optional(),
  includeNull: queryBoolean.optional(),
});

const named = z.object({ name: z.string() });
const personNamed = named.extend({ withHidden: queryBoolean.optional() });

/** How many entries each row of the explore page has, and from how many photos on a city is worth one: Immich's figures. */
const explore = { entries: 12, photosOfCity: 5 };

const exploreParts = (ownerId: string): AssetParts => ({ exif: true, tags: true, peopleOf: ownerId });

type ExploreDto = Wire<SearchExploreResponseDto>;

async function exploreCities(store: Store, ownerId: string): Promise<ExploreDto> {
  const cities = (await cityCovers(store, ownerId))
    .filter(({ photos }) => photos >= explore.photosOfCity)
    .sort((a, b) => b.photos - a.photos)
    .slice(0, explore.entries);
  const rows = cities.map(({ row }) => row);
  const assets = await answersFor(store, rows, exploreParts(ownerId));
  return {
    fieldName: 'exifInfo.city',
    items: assets.map((data) => ({ value: data.exifInfo?.city ?? '', data })),
  };
}

async function exploreArrivals(store: Store, ownerId: string): Promise<ExploreDto> {
  const rows = await newestArrivals(store, ownerId, explore.entries);
  const assets = await answersFor(store, rows, exploreParts(ownerId));
  return { fieldName: 'createdAt', items: assets.map((data) => ({ value: data.createdAt, data })) };
}

/** Adds the routes to `app`. */
export function addExploreRoutes(app: Hono<ApiEnv>, { store }: ApiContext, requires: Requires): void {
  app.get('/search/suggestions', requires('asset.read'), async (c) => {
    const { type, includeNull, ...within } = readQuery(c, suggestions);
    const values = await suggestValues(store, { ownerId: c.var.caller.user.id, column: columnOf[type], within });
    return answer<(string | null)[]>(includeNull ? values : values.filter((value) => value !== null));
  });

  app.get('/search/cities', requires('asset.read'), async (c) => {
    const covers = await cityCovers(store, c.var.caller.user.id);
    const rows = covers.map(({ row }) => row);
    return answer<AssetDto[]>(await answersFor(store, rows, { exif: true }));
  });

  app.get('/search/explore', requires('asset.read'), async (c) => {
    const { id } = c.var.caller.user;
    return answer<ExploreDto[]>([await exploreCities(store, id), await exploreArrivals(store, id)]);
  });

  app.get('/search/places', requires('asset.read'), (c) => {
    const { name } = readQuery(c, named);
    return answer<PlacesResponseDto[]>(placesNamed(name));
  });

  app.get('/search/person', requires('person.read'), async (c) => {
    const { name, withHidden } = readQuery(c, personNamed);
    const people = await peopleNamed(store, {
      ownerId: c.var.caller.user.id,
      name,
      withHidden: withHidden === true,
    });
    return answer<PersonResponseDto[]>(people.map((person) => personDto(person)));
  });
}
