/** Every tool that works on an Immich library. */
import type { Tool } from '../../catalog/tool.ts';
import type { ImmichLibrary } from '../connection.ts';
import { albumsAddAssets, albumsRemoveAssets } from './albums-assets.ts';
import { albumsCreate } from './albums-create.ts';
import { albumsDelete } from './albums-delete.ts';
import { albumsUpdate } from './albums-update.ts';
import { assetsBulkUpdate } from './assets-bulk-update.ts';
import { assetsDelete } from './assets-delete.ts';
import { assetsUpdate } from './assets-update.ts';
import { assetsUpload } from './assets-upload.ts';
import { albumsGet, albumsList } from './browse-albums.ts';
import { assetsList, listAssetsTool } from './browse-assets.ts';
import { sharedLinksGet, sharedLinksList } from './browse-shared-links.ts';
import { capabilities, ping } from './health.ts';
import { assetsGet, assetsStatistics, assetsView } from './look-at-assets.ts';
import { searchExplore } from './search-explore.ts';
import { searchMetadata } from './search-metadata.ts';
import { searchSmart } from './search-smart.ts';
import { sharedLinksCreate } from './shared-links-create.ts';
import { sharedLinksRemove } from './shared-links-remove.ts';
import { sharedLinksUpdate } from './shared-links-update.ts';
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
  searchSmart,
  searchExplore,
  albumsList,
  albumsGet,
  assetsUpload,
  assetsUpdate,
  assetsBulkUpdate,
  assetsDelete,
  albumsCreate,
  albumsUpdate,
  albumsDelete,
  albumsAddAssets,
  albumsRemoveAssets,
  sharedLinksList,
  sharedLinksGet,
  sharedLinksCreate,
  sharedLinksUpdate,
  sharedLinksRemove,
];
