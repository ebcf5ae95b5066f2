/** The tool that finds assets by what they show. */
import { AssetVisibility, searchSmart as askSmart } from '@immich/sdk';
import * as z from 'zod';
import { detail, page, pageSize } from '../../catalog/list-arguments.ts';
import { type Failure, failed, success } from '../../catalog/result.ts';
import { assetsOf } from '../listing/assets.ts';
import { fittingPageSize } from '../listing/page-size.ts';
import { assetType, isFavorite } from './arguments.ts';
import { defineTool } from './define.ts';
import { searchOutput, tellFound } from './search-answer.ts';

/** Its bounds are checked but not listed: no sensible query comes near them. */
const words = z
  .string()
  .trim()
  .refine((text) => text.length >= 1 && text.length <= 1000, 'must have 1 to 1000 characters');

export const searchSmart = defineTool({
  name: 'immich_search_smart',
  title: 'Smart search',
  description:
    'Finds assets by what they show, in plain words, best matches first. Facts (date, place, file name): immich_search_metadata. immich_capabilities says how it searches here.',
  toolset: 'search',
  effect: 'read',
  permission: 'search',
  scopes: ['asset.read'],
  slim: true,
  input: z.strictObject({
    query: words.describe('Such as: dog on a beach'),
    type: assetType,
    is_favorite: isFavorite,
    page,
    page_size: pageSize,
    detail,
  }),
  output: searchOutput,
  async run({ query, type, is_favorite, page: number, page_size, detail: form }, library, call) {
    const size = fittingPageSize(page_size, form);
    const smartSearchDto = {
      query,
      page: number,
      size,
      withExif: true,
      visibility: AssetVisibility.Timeline,
      ...(type === undefined ? {} : { type }),
      ...(is_favorite === undefined ? {} : { isFavorite: is_favorite }),
    };
    const answer = await library.request((sdk) => askSmart({ smartSearchDto }, sdk), call);
    if (!answer.ok) return { ok: false, failure: smartSearchFailure(answer.failure) };
    const assets = assetsOf(answer.value, library);
    if (!assets.ok) return assets;
    const { items } = assets.value;
    const nextPage = assets.value.nextPage ? number + 1 : undefined;
    const total = totalOfRanking(number, size, items.length, nextPage !== undefined);
    return success({
      data: { assets: tellFound({ items, total, nextPage, wanted: page_size, size }, form, library.links) },
    });
  },
});

/** A ranking has no total until its end is seen: every asset matches more or less. */
function totalOfRanking(page: number, size: number, count: number, more: boolean): number | undefined {
  if (more || (count === 0 && page > 1)) return undefined;
  return (page - 1) * size + count;
}

function smartSearchFailure(failure: Failure): Failure {
  if (failure.message.includes('Smart search is not enabled')) {
    return failed(
      'unsupported',
      'Smart search is off: this Immich runs without machine learning.',
      'Use immich_search_metadata.',
    ).failure;
  }
  return failure.code === 'unavailable'
    ? { ...failure, hint: "Smart search needs Immich's machine learning; immich_search_metadata works without it." }
    : failure;
}
