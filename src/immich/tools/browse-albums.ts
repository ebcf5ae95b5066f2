/** Tools that list albums and open one. */
import * as z from 'zod';
import { foldText } from '../../catalog/fold-text.ts';
import { detail, page, pageSize } from '../../catalog/list-arguments.ts';
import { tellPage } from '../../catalog/paging.ts';
import { success } from '../../catalog/result.ts';
import { listAlbums, readAlbum } from '../listing/albums.ts';
import { fittingPageSize } from '../listing/page-size.ts';
import { albumAlone, albumInList } from '../present/album.ts';
import { presentAssets } from '../present/asset.ts';
import { albumId, term } from './arguments.ts';
import { defineTool } from './define.ts';

export const albumsList = defineTool({
  name: 'immich_albums_list',
  title: 'List albums',
  description: 'Lists albums: of the user, and shared by others.',
  toolset: 'albums',
  effect: 'read',
  permission: 'search',
  scopes: ['album.read'],
  slim: true,
  input: z.strictObject({
    shared: z.boolean().optional().describe('Omit for both'),
    name: term.describe('Part of the name'),
    page,
    page_size: pageSize,
  }),
  output: z.looseObject({ total: z.int(), albums: z.array(z.looseObject({ id: z.string() })) }),
  async run({ shared, name, page: number, page_size }, library, call) {
    const all = await listAlbums(library, shared, call);
    if (!all.ok) return all;
    const wanted = foldText(name ?? '');
    const albums = all.value.filter((album) => foldText(album.albumName).includes(wanted));
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
  name: 'immich_albums_get',
  title: 'Open an album',
  description: "Returns an album's details and, page by page in the album's order, its assets.",
  toolset: 'albums',
  effect: 'read',
  permission: 'view',
  scopes: ['album.read', 'asset.read'],
  slim: true,
  input: z.strictObject({
    album_id: albumId,
    without_assets: z.boolean().default(false).describe('Only the details'),
    page,
    page_size: pageSize,
    detail,
  }),
  output: z.looseObject({ id: z.string(), albumName: z.string(), assetCount: z.int() }),
  async run({ album_id, without_assets, page: number, page_size, detail: form }, library, call) {
    const size = fittingPageSize(page_size, form);
    const read = await readAlbum(library, album_id, without_assets ? undefined : { page: number, size }, call);
    if (!read.ok) return read;
    const { album, items, total } = read.value;
    const facts = { ...albumAlone(album), web_url: library.links.album(album_id) };
    if (without_assets) return success({ data: facts });
    return success({
      data: {
        ...facts,
        ...tellPage({ page: number, wanted: page_size, size, total }),
        assets: presentAssets(items, form, library.links),
      },
    });
  },
});
