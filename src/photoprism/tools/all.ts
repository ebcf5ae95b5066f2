/** Every tool that works on a PhotoPrism library. */
import type { Tool } from '../../catalog/tool.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { albumsCreate } from './albums-create.ts';
import { albumsDelete } from './albums-delete.ts';
import { albumsAddPhotos, albumsRemovePhotos } from './albums-photos.ts';
import { albumsUpdate } from './albums-update.ts';
import { albumsGet, albumsList } from './browse-albums.ts';
import { labelsGet, labelsList } from './browse-labels.ts';
import { peopleGet, peopleList } from './browse-people.ts';
import { errorsList, status } from './browse-server.ts';
import { facesList } from './faces-list.ts';
import { facesName, facesUnname } from './faces-name.ts';
import { filesUpload } from './files-upload.ts';
import { filesImport, filesIndex } from './files-work.ts';
import { labelsDelete } from './labels-delete.ts';
import { labelsUpdate } from './labels-update.ts';
import { photosGet, statistics } from './look-at-photos.ts';
import { peopleMerge } from './people-merge.ts';
import { peopleUpdate } from './people-update.ts';
import { photosApprove } from './photos-approve.ts';
import { photosArchive, photosRestore } from './photos-archive.ts';
import { photosDelete } from './photos-delete.ts';
import { photosLabel, photosUnlabel } from './photos-label.ts';
import { photosSearch } from './photos-search.ts';
import { photosUpdate } from './photos-update.ts';
import { photosView } from './photos-view.ts';
import { sharesCreate } from './shares-create.ts';
import { sharesDelete } from './shares-delete.ts';
import { sharesList } from './shares-list.ts';
import { sharesUpdate } from './shares-update.ts';
import { stacksSetPrimary, stacksUnstack } from './stacks.ts';

export const photoprismTools: readonly Tool<PhotoPrismLibrary>[] = [
  photosSearch,
  photosGet,
  photosView,
  photosUpdate,
  photosApprove,
  photosArchive,
  photosRestore,
  photosDelete,
  stacksSetPrimary,
  stacksUnstack,
  statistics,
  labelsList,
  labelsGet,
  labelsUpdate,
  labelsDelete,
  photosLabel,
  photosUnlabel,
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
  peopleList,
  peopleGet,
  peopleUpdate,
  peopleMerge,
  facesList,
  facesName,
  facesUnname,
  filesImport,
  filesIndex,
  errorsList,
  status,
  filesUpload,
];
