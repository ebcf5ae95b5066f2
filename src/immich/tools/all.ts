/** Every tool that works on an Immich library. */
import type { Tool } from '../../catalog/tool.ts';
import type { ImmichLibrary } from '../connection.ts';
import { activitiesCreate } from './activities-create.ts';
import { activitiesDelete } from './activities-delete.ts';
import { albumsAddAssets, albumsRemoveAssets } from './albums-assets.ts';
import { albumsCreate } from './albums-create.ts';
import { albumsDelete } from './albums-delete.ts';
import { albumsUpdate } from './albums-update.ts';
import { assetsBulkUpdate } from './assets-bulk-update.ts';
import { assetsDelete } from './assets-delete.ts';
import { assetsUpdate } from './assets-update.ts';
import { assetsUpload } from './assets-upload.ts';
import { activitiesList, activitiesStatistics } from './browse-activities.ts';
import { albumsGet, albumsList } from './browse-albums.ts';
import { assetsList, listAssetsTool } from './browse-assets.ts';
import { peopleGet, peopleList, peopleStatistics } from './browse-people.ts';
import { sharedLinksGet, sharedLinksList } from './browse-shared-links.ts';
import { tagsGet, tagsList } from './browse-tags.ts';
import { pageDuplicates } from './duplicates-board.ts';
import { duplicatesDelete } from './duplicates-delete.ts';
import { duplicatesDismiss } from './duplicates-dismiss.ts';
import { duplicatesList } from './duplicates-list.ts';
import { duplicatesResolve } from './duplicates-resolve.ts';
import { reviewDuplicates } from './duplicates-review.ts';
import { capabilities, ping } from './health.ts';
import { assetsGet, assetsStatistics, assetsView } from './look-at-assets.ts';
import { peopleMerge } from './people-merge.ts';
import { peopleUpdate } from './people-update.ts';
import { searchExplore } from './search-explore.ts';
import { searchMetadata } from './search-metadata.ts';
import { searchSmart } from './search-smart.ts';
import { sharedLinksCreate } from './shared-links-create.ts';
import { sharedLinksRemove } from './shared-links-remove.ts';
import { sharedLinksUpdate } from './shared-links-update.ts';
import { tagAssetsTool, untagAssetsTool } from './tags-assets.ts';
import { tagsCreate } from './tags-create.ts';
import { tagsDelete } from './tags-delete.ts';
import { tagsUpdate } from './tags-update.ts';
import { me } from './user.ts';
import { immichViewingTools } from './viewing.ts';

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
  peopleList,
  peopleGet,
  peopleUpdate,
  peopleMerge,
  peopleStatistics,
  tagsList,
  tagsGet,
  tagsCreate,
  tagsUpdate,
  tagsDelete,
  tagAssetsTool,
  untagAssetsTool,
  activitiesList,
  activitiesCreate,
  activitiesDelete,
  activitiesStatistics,
  sharedLinksList,
  sharedLinksGet,
  sharedLinksCreate,
  sharedLinksUpdate,
  sharedLinksRemove,
  duplicatesList,
  duplicatesDelete,
  duplicatesDismiss,
  duplicatesResolve,
  reviewDuplicates,
  pageDuplicates,
  ...immichViewingTools,
];
