/** `/search`: assets by facts, by words, by chance, by size; and what there is to search for. */
import type { SearchResponseDto, SearchStatisticsResponseDto } from '@immich/sdk';
import { Hono } from 'hono';
import type { SearchFilter } from '../store/search-filter.ts';
import { countRows, findRows } from '../store/search-query.ts';
import { answer } from './answer.ts';
import type { Routes } from './app.ts';
import type { AssetDto } from './asset-dto.ts';
import type { AssetParts } from './asset-parts.ts';
import type { ApiCaller, ApiContext, ApiEnv } from './context.ts';
import { badRequest } from './errors.ts';
import { answersFor } from './found-assets.ts';
import { addExploreRoutes } from './search-explore.ts';
import {
  filterFor,
  largeAssetSearch,
  metadataSearch,
  randomSearch,
  smartSearch,
  statisticsSearch,
} from './search-filters.ts';
import { searchText } from './search-text.ts';
import { readBody, readQuery } from './validation.ts';
import { assetForVisitor, type VisitorAssetDto } from './visitor-views.ts';
import type { Wire } from './wire.ts';

type Found = Wire<SearchResponseDto>;
/** Cursors came after the release that is spoken. */
type SearchDto = Omit<Found, 'assets'> & {
  assets: Omit<Found['assets'], 'nextCursor' | 'items'> & { items: VisitorAssetDto[] };
};

/** How many assets are answered when the request does not say. */
const defaultSizes = { metadata: 250, smart: 100, random: 250, large: 250 };

interface Asked {
  page?: number | undefined;
  size?: number | undefined;
  withExif?: boolean | undefined;
  withPeople?: boolean | undefined;
}

function partsFor({ withExif, withPeople }: Asked, caller: ApiCaller): AssetParts {
  return { exif: withExif === true, peopleOf: withPeople === true ? caller.user.id : undefined };
}

/** One page as Immich answers it: `total` is the page's own count, `nextPage` tells whether there is more. */
async function answerPage(
  context: ApiContext,
  caller: ApiCaller,
  asked: Asked,
  defaultSize: number,
  find: (page: { limit: number; offset: number }) => Promise<number[]>,
): Promise<Response> {
  const { page = 1, size = defaultSize } = asked;
  // One more than asked for tells whether there is another page.
  const rows = await find({ limit: size + 1, offset: Math.min((page - 1) * size, Number.MAX_SAFE_INTEGER) });
  const found = await answersFor(context.store, rows.slice(0, size), partsFor(asked, caller));
  const { link } = caller;
  const items = link === undefined ? found : found.map((asset) => assetForVisitor(asset, link));
  return answer<SearchDto>({
    albums: { total: 0, count: 0, items: [], facets: [] },
    assets: {
      total: items.length,
      count: items.length,
      items,
      facets: [],
      nextPage: rows.length > size ? String(page + 1) : null,
    },
  });
}

export const searchRoutes: Routes = (context, requires) => {
  const app = new Hono<ApiEnv>();
  const { store } = context;

  app.post('/search/metadata', requires('asset.read', { visitors: 'too' }), async (c) => {
    const asked = await readBody(c, metadataSearch);
    const filter = await filterFor(context, c.var.caller, asked);
    const order = asked.order === 'asc' ? 'oldest first' : 'newest first';
    return answerPage(context, c.var.caller, asked, defaultSizes.metadata, (page) =>
      findRows(store, filter, order, page),
    );
  });

  app.post('/search/smart', requires('asset.read'), async (c) => {
    const asked = await readBody(c, smartSearch);
    const filter = await filterFor(context, c.var.caller, asked);
    if (!asked.query) {
      throw badRequest(
        asked.queryAssetId === undefined
          ? 'Either `query` or `queryAssetId` must be set'
          : 'Search by asset is not possible here: this library searches by words, so send `query`',
      );
    }
    const { query } = asked;
    return answerPage(context, c.var.caller, asked, defaultSizes.smart, (page) =>
      searchText(store, filter, query, page),
    );
  });

  app.post('/search/statistics', requires('asset.statistics'), async (c) => {
    const caller = c.var.caller;
    // Unlike the searches, Immich counts only the caller's own assets in an album.
    const filter: SearchFilter = {
      ...(await filterFor(context, caller, await readBody(c, statisticsSearch))),
      ownerId: caller.user.id,
    };
    return answer<SearchStatisticsResponseDto>({ total: await countRows(store, filter) });
  });

  app.post('/search/random', requires('asset.read'), async (c) => {
    const asked = await readBody(c, randomSearch);
    const filter = await filterFor(context, c.var.caller, asked);
    const rows = await findRows(store, filter, 'random', { limit: asked.size ?? defaultSizes.random, offset: 0 });
    return answer<AssetDto[]>(await answersFor(store, rows, partsFor(asked, c.var.caller)));
  });

  app.post('/search/large-assets', requires('asset.read'), async (c) => {
    const asked = readQuery(c, largeAssetSearch);
    const filter = await filterFor(context, c.var.caller, asked);
    const page = { limit: asked.size ?? defaultSizes.large, offset: 0 };
    const rows = await findRows(store, { ...filter, minFileSize: asked.minFileSize }, 'largest first', page);
    return answer<AssetDto[]>(await answersFor(store, rows, { exif: true }));
  });

  addExploreRoutes(app, context, requires);
  return app;
};
