/**
 * The tools of drolosoft/immich-photo-manager 2.0.13 that one of ours does the job of, by that project's names and arguments
 * (https://github.com/drolosoft/immich-photo-manager). Answers are ours. `list_assets` is called and used alike in both.
 */
import * as z from 'zod';
import { type Alias, type TakenArgument, taken } from '../../catalog/alias.ts';
import { frameCount } from '../../viewing/tools/view-video.ts';
import { assetIds } from '../tools/arguments.ts';

/** A list there, of which ours takes one. */
function oneOf(ours: string): TakenArgument {
  return taken(
    ours,
    z
      .array(z.string())
      .refine(({ length }) => length <= 1, 'takes one at a time')
      .optional()
      .describe('One id or name'),
    (ids) => ids?.[0],
  );
}

const yesOrNo = z.boolean().default(false);
const seconds = z.number().default(0);
const useSearchMetadata = 'filter with search_metadata instead';

/** Says what happens to a group of duplicates; both projects' spellings of the lists are known there. */
const decidedGroup = z.strictObject({
  duplicateId: z.string(),
  keepAssetIds: z.array(z.string()).optional(),
  assetIds: z.array(z.string()).optional(),
  trashAssetIds: z.array(z.string()).optional(),
  trashIds: z.array(z.string()).optional(),
});

/** Said of what previews by default here, beside the description, which says so too. */
const previewed = 'immich-photo-manager acts at once.';

export const immichPhotoManager: readonly Alias[] = [
  { name: 'ping', tool: 'immich_ping' },
  { name: 'get_capabilities', tool: 'immich_capabilities' },
  { name: 'get_server_version', tool: 'immich_ping' },
  { name: 'get_statistics', tool: 'immich_assets_statistics' },

  {
    name: 'get_asset_info',
    tool: 'immich_assets_get',
    takes: { asset_id: 'asset_id' },
    refuses: { with_notes: 'there are no notes here' },
  },
  {
    name: 'upload_asset',
    tool: 'immich_assets_upload',
    takes: { file_path: 'source' },
    refuses: { album_id: 'call add_assets_to_album with the id that the upload returns' },
  },
  {
    name: 'get_asset_image',
    tool: 'immich_assets_view',
    takes: { asset_id: 'asset_id', size: 'size' },
  },
  {
    name: 'get_images_batch',
    tool: 'view_assets',
    takes: {
      asset_ids: taken('asset_ids', assetIds, (ids, { limit }) =>
        ids.slice(0, typeof limit === 'number' ? limit : undefined),
      ),
      limit: { schema: z.int().min(1).optional().describe('Only the first; at most 12') },
      size: taken('size', z.enum(['thumbnail', 'preview']).default('thumbnail'), (size) =>
        size === 'preview' ? 'preview' : 'thumb',
      ),
    },
  },
  {
    name: 'get_video_frames',
    tool: 'view_video',
    takes: {
      asset_id: 'asset_id',
      count: { as: 'frames', schema: frameCount.default(6) },
      start: taken('from', seconds.describe('Seconds'), (from) => from),
      end: taken('to', seconds.describe('Seconds; 0: to its end'), (to) => (to === 0 ? undefined : to)),
      sheet: taken('as', yesOrNo.describe('One image'), (sheet) => (sheet ? 'strip' : 'frames')),
      confirm: { schema: yesOrNo.describe('Never needed here') },
    },
    refuses: { interval: 'give count, start and end', size: 'frames have one size here' },
  },

  {
    name: 'search_metadata',
    tool: 'immich_search_metadata',
    takes: {
      city: 'city',
      country: 'country',
      make: 'make',
      model: 'model',
      taken_after: 'taken_after',
      taken_before: 'taken_before',
      is_favorite: 'is_favorite',
      asset_type: 'type',
      person_ids: oneOf('person_id'),
      tag_ids: oneOf('tag_id'),
      page: 'page',
      size: 'page_size',
    },
    refuses: {
      state: 'search by city or country',
      ocr: 'text in pictures cannot be searched here',
      album_ids: 'open the album with get_album',
    },
  },
  {
    name: 'search_smart',
    tool: 'immich_search_smart',
    takes: { query: 'query', page: 'page', size: 'page_size' },
    refuses: {
      city: useSearchMetadata,
      state: useSearchMetadata,
      country: useSearchMetadata,
      taken_after: useSearchMetadata,
      taken_before: useSearchMetadata,
      ocr: 'text in pictures cannot be searched here',
      person_ids: useSearchMetadata,
      tag_ids: useSearchMetadata,
      album_ids: 'open the album with get_album',
    },
  },
  { name: 'search_explore', tool: 'immich_search_explore' },
  {
    name: 'search_statistics',
    tool: 'immich_search_metadata',
    takes: {
      city: 'city',
      country: 'country',
      make: 'make',
      model: 'model',
      is_favorite: 'is_favorite',
      taken_after: 'taken_after',
      taken_before: 'taken_before',
    },
    refuses: {
      state: 'count by city or country',
      ocr: 'text in pictures cannot be searched here',
      created_after: 'count by taken_after',
      created_before: 'count by taken_before',
    },
    sets: { page_size: 1 },
    note: 'Here only to count: total is the answer.',
  },

  {
    name: 'list_albums',
    tool: 'immich_albums_list',
    takes: { shared: 'shared' },
    sets: { page_size: 100 },
  },
  {
    name: 'get_album',
    tool: 'immich_albums_get',
    takes: { album_id: 'album_id' },
    sets: { page_size: 100 },
  },
  {
    name: 'create_album',
    tool: 'immich_albums_create',
    takes: { name: 'album_name', description: 'description', asset_ids: 'asset_ids' },
  },
  {
    name: 'update_album',
    tool: 'immich_albums_update',
    takes: { album_id: 'album_id', name: 'album_name', description: 'description' },
  },
  { name: 'delete_album', tool: 'immich_albums_delete', takes: { album_id: 'album_id' }, note: previewed },
  {
    name: 'add_assets_to_album',
    tool: 'immich_albums_add_assets',
    takes: { album_id: 'album_id', asset_ids: 'asset_ids' },
  },
  {
    name: 'remove_assets_from_album',
    tool: 'immich_albums_remove_assets',
    takes: { album_id: 'album_id', asset_ids: 'asset_ids' },
    note: previewed,
  },

  { name: 'list_shared_links', tool: 'immich_shared_links_list' },
  {
    name: 'create_shared_link',
    tool: 'immich_shared_links_create',
    takes: {
      album_id: { as: 'album_id', schema: z.string().describe('Id or name') },
      allow_download: 'allow_download',
      show_metadata: 'show_metadata',
      description: 'description',
    },
    sets: { type: 'ALBUM' },
  },
  { name: 'get_shared_link', tool: 'immich_shared_links_get', takes: { link_id: 'shared_link_id' } },
  {
    name: 'update_shared_link',
    tool: 'immich_shared_links_update',
    takes: {
      link_id: 'shared_link_id',
      allow_download: 'allow_download',
      show_metadata: 'show_metadata',
      allow_upload: 'allow_upload',
      description: 'description',
      expiry_at: {
        ...taken('expires_at', z.string().optional().describe('Date or time; "" for never'), (at) =>
          at === '' ? null : at,
        ),
        keepsBlank: true,
      },
    },
  },
  {
    name: 'delete_shared_link',
    tool: 'immich_shared_links_remove',
    takes: { link_id: 'shared_link_id' },
    note: previewed,
  },

  {
    name: 'list_people',
    tool: 'immich_people_list',
    takes: { page: 'page', size: 'page_size', with_hidden: 'with_hidden' },
  },
  { name: 'get_person', tool: 'immich_people_get', takes: { person_id: 'person_id' } },
  {
    name: 'update_person',
    tool: 'immich_people_update',
    takes: {
      person_id: 'person_id',
      name: 'name',
      birth_date: 'birth_date',
      is_hidden: 'is_hidden',
      is_favorite: 'is_favorite',
      color: 'color',
    },
    refuses: { feature_face_asset_id: 'the picture of a person cannot be chosen here' },
  },
  {
    name: 'merge_people',
    tool: 'immich_people_merge',
    takes: {
      person_id: 'target_person_id',
      merge_ids: 'source_person_id',
      confirm: taken('dry_run', yesOrNo.describe('false only previews; true acts'), (confirm) => !confirm),
    },
  },
  {
    name: 'search_people',
    tool: 'immich_people_list',
    takes: { name: { as: 'name', schema: z.string().describe('Part of the name') }, with_hidden: 'with_hidden' },
    sets: { page_size: 100 },
  },

  {
    name: 'delete_assets',
    tool: 'immich_assets_delete',
    takes: { asset_ids: 'asset_ids', force: 'force' },
    note: previewed,
  },

  {
    name: 'get_duplicates',
    tool: 'immich_duplicates_list',
    refuses: { album_id: 'each asset in the answer names its albums' },
  },
  {
    name: 'resolve_duplicates',
    tool: 'immich_duplicates_resolve',
    takes: {
      groups: taken('groups', z.array(decidedGroup).min(1).describe('Each asset in one list'), (groups) =>
        groups.map(({ duplicateId, keepAssetIds, assetIds, trashAssetIds, trashIds }) => ({
          duplicate_id: duplicateId,
          keep: keepAssetIds ?? assetIds ?? [],
          trash: trashAssetIds ?? trashIds ?? [],
        })),
      ),
    },
    note: previewed,
  },

  { name: 'list_tags', tool: 'immich_tags_list', sets: { page_size: 100 } },
  { name: 'get_tag', tool: 'immich_tags_get', takes: { tag_id: 'tag_id' } },
  { name: 'create_tag', tool: 'immich_tags_create', takes: { name: 'name', color: 'color' } },
  { name: 'update_tag', tool: 'immich_tags_update', takes: { tag_id: 'tag_id', name: 'name', color: 'color' } },
  { name: 'delete_tag', tool: 'immich_tags_delete', takes: { tag_id: 'tag_id' }, note: previewed },
  { name: 'tag_assets', tool: 'immich_tag_assets', takes: { tag_id: 'tag_id', asset_ids: 'asset_ids' } },
  {
    name: 'untag_assets',
    tool: 'immich_untag_assets',
    takes: { tag_id: 'tag_id', asset_ids: 'asset_ids' },
    note: previewed,
  },

  {
    name: 'list_activities',
    tool: 'immich_activities_list',
    takes: {
      album_id: 'album_id',
      asset_id: 'asset_id',
      activity_type: taken('type', z.enum(['comment', 'like']).optional().describe('Omit for both'), (type) =>
        type?.toUpperCase(),
      ),
    },
  },
  {
    name: 'create_activity',
    tool: 'immich_activities_create',
    takes: {
      album_id: 'album_id',
      comment: 'comment',
      asset_id: 'asset_id',
      like: taken('type', yesOrNo.describe('Instead of a comment'), (like) => (like ? 'LIKE' : 'COMMENT')),
    },
  },
  { name: 'delete_activity', tool: 'immich_activities_delete', takes: { activity_id: 'activity_id' }, note: previewed },
];
