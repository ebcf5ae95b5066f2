/** Every tool that works on a PhotoPrism library. */
import type { Tool } from '../../catalog/tool.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { albumsCreate } from './albums-create.ts';
import { albumsDelete } from './albums-delete.ts';
import { albumsAddPhotos, albumsRemovePhotos } from './albums-photos.ts';
import { albumsUpdate } from './albums-update.ts';
import { albumsGet, albumsList } from './browse-albums.ts';
import { sharesCreate } from './shares-create.ts';
import { sharesDelete } from './shares-delete.ts';
import { sharesList } from './shares-list.ts';
import { sharesUpdate } from './shares-update.ts';

export const photoprismTools: readonly Tool<PhotoPrismLibrary>[] = [
  albumsList,
  albumsGet,
  albumsCreate,
  albumsUpdate,
  albumsDelete,
  albumsAddPhotos,
  albumsRemovePhotos,
  sharesList,
  sharesCreate,
  sharesUpdate,
  sharesDelete,
];
