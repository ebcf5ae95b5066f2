/** Every tool that works on an Immich library. */
import type { Tool } from '../../catalog/tool.ts';
import type { ImmichLibrary } from '../connection.ts';
import { albumChangeTools } from './albums-changes.ts';
import { assetChangeTools } from './assets-changes.ts';
import { albumsGet, albumsList } from './browse-albums.ts';
import { assetsList, listAssetsTool } from './browse-assets.ts';
import { capabilities, ping } from './health.ts';
import { assetsGet, assetsStatistics, assetsView } from './look-at-assets.ts';
import { searchExplore, searchMetadata, searchSmartTool } from './search.ts';
import { me } from './user.ts';

export const immichTools: readonly Tool<ImmichLibrary>[] = [
  ping,
  capabilities,
  me,
  assetsList,
  listAssetsTool,
  assetsGet,
  assetsView,
  assetsStatistics,
  searchMetadata,
  searchSmartTool,
  searchExplore,
  albumsList,
  albumsGet,
  ...assetChangeTools,
  ...albumChangeTools,
];
