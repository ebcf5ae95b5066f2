/** Changes in words: what was done, how it ended, and which field became what. */
import type { HistoryChange } from '../../catalog/pages/history.ts';
import { counted } from '../parts/counted.ts';

/** What a tool did, by its name without the library's; a name follows where one is known. */
const deeds: Readonly<Record<string, string>> = {
  assets_upload: 'Uploaded',
  assets_update: 'Changed a photo',
  assets_bulk_update: 'Changed photos',
  assets_delete: 'Deleted photos',
  albums_create: 'Made album',
  albums_update: 'Changed album',
  albums_delete: 'Deleted album',
  albums_add_assets: 'Put photos into an album',
  albums_remove_assets: 'Took photos out of an album',
  albums_add_photos: 'Put photos into an album',
  albums_remove_photos: 'Took photos out of an album',
  people_update: 'Changed person',
  people_merge: 'Merged people',
  tags_create: 'Made tag',
  tags_update: 'Changed tag',
  tags_delete: 'Deleted tag',
  tag_assets: 'Tagged photos',
  untag_assets: 'Took a tag off photos',
  activities_create: 'Added a comment or like',
  activities_delete: 'Deleted a comment or like',
  shared_links_create: 'Made a shared link',
  shared_links_update: 'Changed a shared link',
  shared_links_remove: 'Removed a shared link',
  duplicates_delete: 'Deleted duplicates',
  duplicates_dismiss: 'Dismissed duplicates',
  duplicates_resolve: 'Resolved duplicates',
  photos_update: 'Changed a photo',
  photos_approve: 'Approved photos',
  photos_archive: 'Archived photos',
  photos_restore: 'Took photos out of the archive',
  photos_delete: 'Deleted photos',
  stacks_set_primary: 'Chose the main file of a photo',
  stacks_unstack: 'Took a file out of a stack',
  labels_update: 'Changed label',
  labels_delete: 'Deleted label',
  photos_label: 'Labelled photos',
  photos_unlabel: 'Took a label off photos',
  shares_create: 'Made a shared link',
  shares_update: 'Changed a shared link',
  shares_delete: 'Removed a shared link',
  faces_name: 'Named a face',
  faces_unname: 'Took the name off a face',
  files_import: 'Imported files',
  files_index: 'Indexed originals',
  files_upload: 'Uploaded',
};

/** What was done, without a name; a tool that is not known is called by its name. */
export function deedOf({ tool, undoes = [] }: Pick<HistoryChange, 'tool' | 'undoes'>): string {
  if (tool === 'history_undo') return undoes.length > 1 ? `Took ${undoes.length} changes back` : 'Took a change back';
  const own = tool.replace(/^(?:immich|photoprism)_/, '');
  return deeds[own] ?? capitalized(own.replaceAll('_', ' '));
}

/** How many things a change touched, and how many of them it altered. */
export function countOf({ items, changed }: Pick<HistoryChange, 'items' | 'changed'>): string {
  if (items === changed || changed === 0) return counted(items, 'item');
  return `${changed.toLocaleString('en')} of ${counted(items, 'item')}`;
}

export type Mark = { readonly text: string; readonly kind: 'undone' | 'failed' | 'partly' | 'begun' };

/** What is to be said of how it ended; nothing for a change that was done and still holds. */
export function marksOf({ status, undone }: HistoryChange): Mark[] {
  const ended: Partial<Record<HistoryChange['status'], Mark>> = {
    begun: { text: 'Under way', kind: 'begun' },
    partly: { text: 'Partly done', kind: 'partly' },
    failed: { text: 'Failed', kind: 'failed' },
  };
  const mark = ended[status];
  return [
    ...(mark === undefined ? [] : [mark]),
    ...(undone === undefined
      ? []
      : [{ text: undone === 'whole' ? 'Undone' : 'Partly undone', kind: 'undone' as const }]),
  ];
}

const kinds: Readonly<Record<string, string>> = {
  asset: 'Photo',
  album: 'Album',
  person: 'Person',
  tag: 'Tag',
  shared_link: 'Shared link',
  activity: 'Comment or like',
  duplicate_group: 'Duplicates',
  stack: 'Stack',
  photoprism_photo: 'Photo',
  photoprism_album: 'Album',
  photoprism_label: 'Label',
  photoprism_subject: 'Person',
  photoprism_marker: 'Face',
  photoprism_link: 'Shared link',
};

export function kindName(kind: string): string {
  return kinds[kind] ?? 'Something';
}

/** Whether a thumbnail can show it. */
export function isPhoto(kind: string): boolean {
  return kinds[kind] === 'Photo';
}

const fields: Readonly<Record<string, string>> = {
  favorite: 'Favourite',
  isFavorite: 'Favourite',
  Favorite: 'Favourite',
  inAlbum: 'In the album',
  tagged: 'Has the tag',
  labelled: 'Has the label',
  trashed: 'In the trash',
  archived: 'In the archive',
  review: 'In review',
  value: 'Name',
  albumName: 'Name',
  color: 'Colour',
  isHidden: 'Hidden',
  birthDate: 'Date of birth',
  albumThumbnailAssetId: 'Cover',
  albumUsers: 'Shared with',
  assetIds: 'Photos',
  photoIds: 'Photos',
  albumIds: 'Albums',
  faceIds: 'Faces',
  expiresAt: 'Ends',
  hasPassword: 'Password',
};

/** A field as people read it: `isFavorite` is Favourite, `dateTimeOriginal` is Date time original. */
export function fieldName(field: string): string {
  return (
    fields[field] ??
    capitalized(
      field
        .replace(/_/g, ' ')
        .replace(/([a-z])([A-Z])/g, '$1 $2')
        .toLowerCase(),
    )
  );
}

/** A value as people read it; an id says nothing to them. Texts stay as they are: they may be a stranger's. */
export function valueName(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'string') return JSON.stringify(value);
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value) ? '…' : value;
}

function capitalized(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
