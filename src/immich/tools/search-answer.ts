/** How every search answers: with the seed's names, an object `assets` of a page and its place among all matches. */
import * as z from 'zod';
import type { JsonObject } from '../../catalog/json.ts';
import type { WebLinks } from '../connection.ts';
import type { AssetPage } from '../listing/assets.ts';
import { type Detail, presentAssets } from '../present/asset.ts';

export const searchOutput = z.looseObject({
  assets: z.looseObject({ count: z.int(), items: z.array(z.looseObject({ id: z.string() })) }),
});

/** A page of matches. */
export interface FoundPage {
  readonly items: AssetPage['items'];
  /** All matches; undefined while nobody knows. */
  readonly total: number | undefined;
  readonly nextPage: number | undefined;
  /** Assets per page that were asked for, and that fit. */
  readonly wanted: number;
  readonly size: number;
}

/** The page as an answer shows it. */
export function tellFound(
  { items, total, nextPage, wanted, size }: FoundPage,
  form: Detail,
  links: WebLinks,
): JsonObject {
  return {
    total,
    count: items.length,
    page_size: size === wanted ? undefined : size,
    nextPage,
    items: presentAssets(items, form, links),
  };
}
