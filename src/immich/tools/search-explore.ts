/** The tool that shows what there is to find. */
import { getExploreData, type SearchExploreResponseDto } from '@immich/sdk';
import * as z from 'zod';
import type { JsonObject } from '../../catalog/json.ts';
import { success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import { compactAsset } from '../present/asset.ts';
import { defineTool } from './define.ts';

export const searchExplore = defineTool({
  name: 'immich_search_explore',
  title: 'Explore the library',
  description: 'Shows what there is to find, by example: places with several assets, recent additions.',
  toolset: 'search',
  effect: 'read',
  permission: 'search',
  scopes: ['asset.read'],
  input: z.strictObject({}),
  output: z.looseObject({ fields: z.array(z.looseObject({ fieldName: z.string() })) }),
  async run(_input, library, call) {
    const explored = await library.request((sdk) => getExploreData(sdk), call);
    return explored.ok ? success({ data: { fields: explored.value.slice(0, 5).map(compactField) } }) : explored;
  },
});

function compactField({ fieldName, items }: SearchExploreResponseDto): JsonObject {
  return {
    fieldName,
    items: items.slice(0, 20).map(({ value, data }) => ({ value: shortText(value, 15), data: compactAsset(data) })),
  };
}
