/** Tools that page through the assets of the library by their state. */
import { AssetTypeEnum, AssetVisibility } from '@immich/sdk';
import * as z from 'zod';
import { detail, page, pageSize } from '../../catalog/list-arguments.ts';
import { tellPage } from '../../catalog/paging.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { Answer } from '../../catalog/tool.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { type AssetFilter, listAssetsInOrder, type PageWanted } from '../listing/assets.ts';
import { fittingPageSize } from '../listing/page-size.ts';
import { type Detail, presentAssets } from '../present/asset.ts';
import { assetType, isFavorite } from './arguments.ts';
import { defineTool } from './define.ts';

interface State {
  readonly is_favorite?: boolean | undefined;
  readonly is_archived?: boolean | undefined;
  readonly is_trashed?: boolean | undefined;
  readonly type?: AssetTypeEnum | undefined;
}

/** Anything in the trash was put there after this. */
const everTrashed = { trashedAfter: '1970-01-01T00:00:00.000Z' };

const listOutput = z.looseObject({ total: z.int(), page: z.int(), assets: z.array(z.looseObject({ id: z.string() })) });

export const assetsList = defineTool({
  name: 'immich_assets_list',
  title: 'List assets',
  description:
    'Pages through the library by state or type, newest first, archived ones last. To find something: immich_search_metadata, immich_search_smart.',
  toolset: 'assets',
  effect: 'read',
  permission: 'search',
  scopes: ['asset.read', 'asset.statistics'],
  input: z.strictObject({
    page,
    page_size: pageSize,
    is_favorite: isFavorite,
    is_archived: z.boolean().optional().describe('Omit for both'),
    is_trashed: z.boolean().default(false).describe('true: only the trash'),
    type: assetType,
    detail,
  }),
  output: listOutput,
  run({ page: number, page_size, detail: form, ...state }, library, call) {
    return browse(library, state, { page: number, size: page_size }, form, call);
  },
});

export const listAssetsTool = defineTool({
  name: 'list_assets',
  title: 'Browse assets by state',
  description:
    'Lists assets by simple state, no query needed, newest first; archived ones follow, then the trash. To find something, search.',
  toolset: 'assets',
  effect: 'read',
  permission: 'search',
  scopes: ['asset.read', 'asset.statistics'],
  slim: true,
  input: z.strictObject({
    is_favorite: isFavorite,
    is_archived: z.boolean().optional().describe('Omit for both'),
    is_trashed: z.boolean().optional().describe('Omit for both'),
    asset_type: z.enum([AssetTypeEnum.Image, AssetTypeEnum.Video, '']).optional().describe('Omit for both'),
    page,
    size: z
      .int()
      .refine((size) => size >= 1 && size <= 200, 'must be from 1 to 200')
      .default(50)
      .describe('At most 100 fit'),
  }),
  output: listOutput,
  run({ page: number, size, asset_type, ...state }, library, call) {
    const type = asset_type === '' ? undefined : asset_type;
    return browse(library, { ...state, type }, { page: number, size }, 'compact', call);
  },
});

async function browse(
  library: ImmichLibrary,
  state: State,
  wanted: PageWanted,
  form: Detail,
  call: RequestCall,
): Promise<Result<Answer>> {
  const { page: number } = wanted;
  const size = fittingPageSize(wanted.size, form);
  const found = await listAssetsInOrder(library, filtersOf(state), { page: number, size }, call);
  if (!found.ok) return found;
  const { items, total } = found.value;
  return success({
    data: {
      ...tellPage({ page: number, wanted: wanted.size, size, total }),
      assets: presentAssets(items, form, library.links),
    },
  });
}

/**
 * One filter for each kind of asset that is wanted, in the order of the listing. Immich's search takes one visibility,
 * or none, which means the hidden clips of Live Photos too; and it has no filter for "in the trash or not".
 */
function filtersOf({ is_favorite, is_archived, is_trashed, type }: State): AssetFilter[] {
  const common = {
    ...(is_favorite === undefined ? {} : { isFavorite: is_favorite }),
    ...(type === undefined ? {} : { type }),
  };
  const visibilities = [
    ...(is_archived === true ? [] : [AssetVisibility.Timeline]),
    ...(is_archived === false ? [] : [AssetVisibility.Archive]),
  ];
  const places = [...(is_trashed === true ? [] : [{}]), ...(is_trashed === false ? [] : [everTrashed])];
  return places.flatMap((place) => visibilities.map((visibility) => ({ ...common, ...place, visibility })));
}
