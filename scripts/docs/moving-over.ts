/**
 * What people who come from another server find here: a table for each, made from what is known of theirs and checked against ours.
 * Of whitehara/immich-mcp 0.1.0 and drolosoft/immich-photo-manager 2.0.13, as their sources and answers are.
 */
import { allTools } from '../../src/cli/all-tools.ts';
import { immichPhotoManager } from '../../src/immich/names/immich-photo-manager.ts';
import { codes, table } from './markdown.ts';

/** A tool of theirs: those of ours that do its job, and what differs and why. */
interface Moved {
  readonly theirs: string;
  readonly ours: readonly string[];
  readonly differs: string;
}

/** Every tool of immich-mcp has its name here; what differs, of those where something does. */
const sameNames: Readonly<Record<string, string>> = {
  immich_ping: '',
  immich_capabilities: 'also says how this library searches',
  immich_user_me: '',
  immich_assets_list: 'works: theirs asks for an address that Immich removed in 2024. Total and pages',
  immich_assets_get: 'a name will do',
  immich_assets_view: 'the picture itself, and no address with the API key in it. Several: `view_assets`',
  immich_assets_upload:
    'only from folders in `ALBUMEN_UPLOAD_DIRS` and public addresses, because theirs sends any file and fetches from any host; up to 500 MB, the date from the file',
  immich_assets_update: 'archiving works (theirs is ignored by Immich); rating 0 clears',
  immich_assets_bulk_update: 'the preview reads the library; the answer tells of each asset',
  immich_assets_delete:
    'the preview names favourites, albums and what does not exist; what is final or in an album needs its `plan_id`',
  immich_assets_statistics: '',
  immich_search_metadata:
    'filters by person and archive work (theirs are ignored: everything is found); plain days work; totals are true; `%` and `_` stand for themselves; archived assets only with `is_archived`, as in 2.x; hidden clips are left out',
  immich_search_smart: 'archived and hidden assets are left out, as in 2.x',
  immich_search_explore: 'one object in place of whole assets',
  immich_albums_list: '`shared` works since 3.0, too; pages; by name',
  immich_albums_get: 'has the assets since 3.0, too, page by page',
  immich_albums_create: '',
  immich_albums_update: '',
  immich_albums_delete: 'previews by default; theirs acts at once',
  immich_albums_add_assets: 'up to 10,000, told one by one',
  immich_albums_remove_assets: 'previews by default, and says that it removes (`destructiveHint`)',
  immich_people_list: 'by name',
  immich_people_get: 'with the number of assets',
  immich_people_update: 'also favourite, birth date, colour',
  immich_people_merge: 'previews by default; several people at once; can be taken back',
  immich_people_statistics: '',
  immich_tags_list: 'pages; by name',
  immich_tags_get: 'with the number of assets',
  immich_tags_create: '`a/b` makes nested tags (theirs makes one tag with a slash in its name)',
  immich_tags_update: 'renaming works from Immich 3.2; before it, the answer says that it does not',
  immich_tags_delete: 'previews by default, with all tags below',
  immich_shared_links_list: 'with whole addresses; passwords are never told',
  immich_shared_links_get: 'the same',
  immich_shared_links_create: 'tells the address; `slug`',
  immich_shared_links_update: 'expiry and password can be cleared',
  immich_shared_links_remove: 'previews by default',
  immich_activities_list: 'COMMENT and LIKE work (Immich refuses theirs)',
  immich_activities_create: 'the same',
  immich_activities_delete: 'previews by default',
  immich_activities_statistics: '',
  immich_duplicates_list:
    'true album membership, file sizes and RAW formats (theirs never sees albums and sizes, and takes most RAW files for the worst copy); what are no copies is marked; never stale after a change',
  immich_duplicates_delete:
    'refuses favourites, album members, last copies and what is no duplicate; theirs deletes any id',
  immich_duplicates_dismiss: 'the preview reads the groups',
};

const nothing: readonly string[] = [];
const counted = 'counts what happened; theirs says the number asked for';

/** What differs, of the tools of immich-photo-manager that are called by an alias here, and all others. */
const photoManager: readonly Moved[] = [
  of('ping', ''),
  of('get_capabilities', ''),
  of('get_server_version', 'the answer of `ping`, which has the version'),
  of('get_statistics', 'always of the user: pictures, videos, total. Room in use: `immich_user_me`'),
  of('list_assets', 'the same contract; totals are true and pages go on'),
  of('get_asset_info', ''),
  {
    theirs: 'update_asset_metadata, update_assets_metadata',
    ours: ['immich_assets_update', 'immich_assets_bulk_update'],
    differs: 'favourite, archive, rating, description; not date and place',
  },
  { theirs: 'rotate_assets, revert_asset_edits', ours: nothing, differs: 'no editing of pictures' },
  {
    theirs: 'get_map_markers, reverse_geocode',
    ours: nothing,
    differs: 'places are filters of `immich_search_metadata`',
  },
  of(
    'upload_asset',
    'from allowed folders or a public address; up to 500 MB instead of 25; any format that Immich takes',
  ),
  of('search_metadata', 'totals are true; theirs is the length of the page. Hidden clips are left out'),
  of('search_smart', 'the same'),
  of('search_explore', ''),
  {
    theirs: 'search_cities, search_places, search_suggestions',
    ours: ['immich_search_explore'],
    differs: 'places with several assets, by example',
  },
  of('search_statistics', '`total`, with one asset beside it; not by when it came into the library'),
  { theirs: 'search_random, search_large_assets', ours: nothing, differs: '' },
  of('list_albums', '`shared` works since 3.0, too'),
  of('get_album', 'page by page, for albums of any size'),
  of('create_album', ''),
  of('update_album', 'a description can be cleared; also the cover'),
  of('delete_album', 'previews by default'),
  of('add_assets_to_album', counted),
  of('remove_assets_from_album', `previews by default; ${counted}`),
  of('list_shared_links', 'with whole addresses'),
  of('create_shared_link', 'also for single assets, with password, expiry and slug'),
  of('get_shared_link', ''),
  of('update_shared_link', ''),
  of('delete_shared_link', 'previews by default'),
  {
    theirs: 'get_asset_thumbnail, get_thumbnails_batch, get_album_thumbnails, get_album_images',
    ours: ['view_assets', 'contact_sheet'],
    differs: 'pictures in place of base64 text; one numbered sheet of up to 60, with ids beside it',
  },
  of('get_asset_image', ''),
  of('get_images_batch', 'each picture with its number, id and name; at most 12 at once; the cost is known before'),
  of('get_video_frames', 'reads only the parts that are needed; theirs loads the whole file'),
  { theirs: 'get_video_frames_json', ours: ['view_video'], differs: '`as: frames`' },
  { theirs: 'get_export_preview, export_pdf', ours: nothing, differs: 'no PDF' },
  {
    theirs: 'get_connection_info, update_credentials',
    ours: nothing,
    differs: 'settings are those of the person, not of the model: `albumen doctor`; no part of a key is ever told',
  },
  of('list_people', ''),
  of('get_person', 'with the number of assets'),
  of('update_person', 'not the cover face'),
  of('merge_people', 'can be taken back'),
  of('search_people', ''),
  { theirs: 'get_person_thumbnail', ours: ['view_person'], differs: 'several faces, over the years' },
  { theirs: 'get_asset_faces', ours: ['immich_assets_get'], differs: 'who is in it' },
  { theirs: 'reassign_face', ours: nothing, differs: '' },
  of('delete_assets', `previews by default; ${counted}`),
  { theirs: 'empty_trash', ours: nothing, differs: 'on purpose: nothing brings it back. Do it in Immich' },
  {
    theirs: 'restore_assets, restore_trash',
    ours: ['history_undo'],
    differs: 'brings back what Albumen has trashed, into its albums, too',
  },
  of('get_duplicates', 'page by page, with analysis; theirs is the whole library in one answer'),
  of('resolve_duplicates', 'previews by default; looks at what Immich answers for each group, which theirs ignores'),
  of('list_tags', ''),
  of('get_tag', ''),
  of('create_tag', '`a/b` makes nested tags'),
  of('update_tag', 'renaming works from Immich 3.2; theirs refuses it'),
  of('delete_tag', 'previews by default, with all tags below'),
  of('tag_assets', counted),
  of('untag_assets', `previews by default; ${counted}`),
  { theirs: 'create_stack', ours: ['immich_duplicates_resolve'], differs: 'of a group of duplicates only' },
  { theirs: 'list_stacks, get_stack, update_stack, delete_stack', ours: nothing, differs: 'an asset tells its stack' },
  {
    theirs: 'list_users, list_partners, create_partner, update_partner, remove_partner',
    ours: nothing,
    differs: 'sharing by links and albums',
  },
  of('list_activities', ''),
  of('create_activity', ''),
  of('delete_activity', 'previews by default'),
  { theirs: 'list_memories, create_memory, update_memory, delete_memory', ours: nothing, differs: '' },
  {
    theirs: 'get_timeline_buckets, get_timeline_bucket, get_calendar_heatmap',
    ours: ['immich_search_metadata', 'contact_sheet'],
    differs: '`taken_after` and `taken_before`; a `day` as a picture',
  },
  { theirs: 'get_download_info, download_archive', ours: nothing, differs: 'originals do not leave the library' },
  {
    theirs: 'review_assets, record_action, get_asset_notes, get_assets_notes, clear_asset_notes',
    ours: ['history_list', 'history_show', 'immich_tag_assets'],
    differs: 'what was done is in the journal, by itself; a verdict can be a tag',
  },
];

/** One that has an alias, or the same name here. */
function of(theirs: string, differs: string): Moved {
  const alias = immichPhotoManager.find(({ name }) => name === theirs);
  return { theirs, ours: [alias?.tool ?? theirs], differs };
}

/** Names of theirs that the table has. */
export function photoManagerNames(): string[] {
  return photoManager.flatMap(({ theirs }) => theirs.split(', '));
}

/** Tools of ours that the tables name and that do not exist. */
export function unknownTools(): string[] {
  const known = new Set(allTools.map(({ name }) => name));
  const named = [...Object.keys(sameNames), ...photoManager.flatMap(({ ours }) => ours)];
  return named.filter((name) => !known.has(name));
}

/** Coming from immich-mcp. */
export function immichMcpTable(): string {
  const rows = Object.entries(sameNames).map(([name, differs]) => [`\`${name}\``, differs]);
  return table(['tool, there and here', 'what differs'], rows);
}

/** Coming from immich-photo-manager. */
export function photoManagerTable(): string {
  const rows = photoManager.map(({ theirs, ours, differs }) => {
    const called = immichPhotoManager.some(({ name }) => name === theirs) || ours.includes(theirs);
    return [codes(theirs.split(', ')), codes(ours), called ? 'yes' : '', differs];
  });
  return table(['there', 'here', 'also by its old name', 'what differs, and why'], rows);
}
