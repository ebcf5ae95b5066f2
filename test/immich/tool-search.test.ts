/** Whether a model that only sees the slim list finds the Immich tool that it needs. */
import { expect, test } from 'vitest';
import { bindTools } from '../../src/catalog/binding.ts';
import { rankTools } from '../../src/catalog/tool-search.ts';
import { immichTools } from '../../src/immich/tools/all.ts';
import { connectForTest } from '../fixtures/immich-tools.ts';

const tools = bindTools(immichTools, connectForTest({ baseUrl: 'http://immich.invalid' }));

test.each([
  ['delete photos', 'immich_assets_delete'],
  ['put pictures into the bin', 'immich_assets_delete'],
  ['upload a picture', 'immich_assets_upload'],
  ['rename an album', 'immich_albums_update'],
  ['delete an album', 'immich_albums_delete'],
  ['add photos to an album', 'immich_albums_add_assets'],
  ['remove photos from an album', 'immich_albums_remove_assets'],
  ['how many videos are there', 'immich_assets_statistics'],
  ['look at a photo', 'view_assets'],
  ['frames of a video', 'view_video'],
  ['show the face of a person', 'view_person'],
  ['review duplicates', 'review_duplicates'],
  ['archive many assets in bulk', 'immich_assets_bulk_update'],
  ['find photos by camera', 'immich_search_metadata'],
  ['who am I, my profile', 'immich_user_me'],
])('%j finds %s first', (query, first) => {
  expect(rankTools(tools, query)[0]?.name).toBe(first);
});
