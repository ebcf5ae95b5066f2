/** Tools that list albums and open one. */
import * as z from 'zod';
import { foldText } from '../../catalog/fold-text.ts';
import { detail, page, pageSize } from '../../catalog/list-arguments.ts';
import { tellPage } from '../../catalog/paging.ts';
import { success } from '../../catalog/result.ts';
import { albumRow } from '../album-row.ts';
import { requireAlbum } from '../changes/album-states.ts';
import { readPhotoPage } from '../paging.ts';
import { albumAlone, albumInList } from '../present/album.ts';
import { fittingPageSize, presentPhotos } from '../present/photo.ts';
import { photoOrders, photoSearch } from '../search/photo-search.ts';
import { readWholeList } from '../whole-list.ts';
import { albumId, textUpTo } from './arguments.ts';
import { defineTool } from './define.ts';

export const albumsList = defineTool({
  name: 'photoprism_albums_list',
  title: 'List PhotoPrism albums',
  description: 'Lists PhotoPrism albums, or what it made itself: folders, moments, months, states.',
  toolset: 'photoprism_albums',
  effect: 'read',
  permission: 'search',
  scopes: ['albums'],
  input: z.strictObject({
    type: z.enum(['album', 'folder', 'moment', 'month', 'state']).default('album').describe('Which kind'),
    title: textUpTo(200).optional().describe('Part of it'),
    page,
    page_size: pageSize,
  }),
  output: z.looseObject({ total: z.int(), albums: z.array(z.looseObject({ id: z.string() })) }),
  async run({ type, title, page: number, page_size }, library, call) {
    const query = { type, order: 'name' };
    const all = await readWholeList(library, { path: ['albums'], query, row: albumRow }, call);
    if (!all.ok) return all;
    const wanted = foldText(title ?? '');
    const unique = new Map(all.value.rows.map((album) => [album.UID, album]));
    const albums = [...unique.values()].filter(
      (album) => album.Type === type && foldText(album.Title).includes(wanted),
    );
    const size = fittingPageSize(page_size, 'compact');
    const shown = albums.slice((number - 1) * size, number * size);
    return success({
      data: {
        ...tellPage({ page: number, wanted: page_size, size, total: albums.length }),
        albums: shown.map(albumInList),
      },
    });
  },
});

export const albumsGet = defineTool({
  name: 'photoprism_albums_get',
  title: 'Open a PhotoPrism album',
  description: "Returns a PhotoPrism album's details and, page by page in its order, its photos.",
  toolset: 'photoprism_albums',
  effect: 'read',
  permission: 'view',
  scopes: ['albums', 'photos'],
  input: z.strictObject({
    album_id: albumId,
    without_photos: z.boolean().default(false).describe('Only the details'),
    page,
    page_size: pageSize,
    detail,
  }),
  output: z.looseObject({ id: z.string(), title: z.string() }),
  async run({ album_id, without_photos, page: number, page_size, detail: form }, library, call) {
    const album = await requireAlbum(album_id, library, call);
    if (!album.ok) return album;
    const facts = albumAlone(album.value, library);
    if (without_photos) return success({ data: facts });
    const order = photoOrders.find((known) => known === album.value.Order && known !== 'random');
    const query = photoSearch({ albumUid: album_id, order: order ?? 'oldest' });
    if (!query.ok) return query;
    const size = fittingPageSize(page_size, form);
    const read = await readPhotoPage(library, { query: query.value, page: number, size }, call);
    if (!read.ok) return read;
    const { photos, total, exact } = read.value;
    return success({
      data: {
        ...facts,
        // The album counts what it will show after the next indexing, the search what it shows.
        photos: exact ? total : (facts.photos ?? total),
        ...tellPage({ page: number, wanted: page_size, size, total }),
        total_is_at_least: exact ? undefined : true,
        items: presentPhotos(photos, form, library.links),
      },
    });
  },
});
