/** Selections of photos to look at. Private ones are never in them. */
import { failed, type Result, success } from '../../catalog/result.ts';
import type { SelectedPage, Selection } from '../../viewing/eyes.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { readPhotoPage } from '../paging.ts';
import { photoSearch } from '../search/photo-search.ts';
import type { PhotoQuery } from '../search-parts.ts';
import { lookUpSeen } from './look-up.ts';
import { isShown, seenPhoto } from './seen-photo.ts';

/** Which part of the selection, from page 1. */
interface PageOf {
  readonly page: number;
  readonly size: number;
}

/** One page of a selection: albums and days from the oldest photo on, searches from the newest. */
export async function selectSeen(
  selection: Selection,
  page: PageOf,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<SelectedPage>> {
  if (selection.by === 'ids') return selectIds(selection.ids, page, library, call);
  const query = queryOf(selection);
  if (!query.ok) return query;
  const found = await readPhotoPage(library, { ...page, query: query.value }, call);
  if (!found.ok) return found;
  const { photos, total, exact } = found.value;
  // A server on which private photos are switched off pays no heed to `public`.
  return success({ assets: photos.filter(isShown).map(seenPhoto), total, exact });
}

function queryOf(selection: Exclude<Selection, { by: 'ids' }>): Result<PhotoQuery> {
  if (selection.by === 'album') return withoutPrivate(photoSearch({ albumUid: selection.id, order: 'oldest' }));
  if (selection.by === 'day')
    return withoutPrivate(photoSearch({ filters: { taken: selection.day }, order: 'oldest' }));
  if (selection.by === 'search') return withoutPrivate(photoSearch({ query: selection.text }));
  return failed(
    'unsupported',
    'PhotoPrism has no groups of duplicates: it stacks files that belong together itself.',
    'Choose by search, day, album or ids.',
  );
}

function withoutPrivate(search: Result<PhotoQuery>): Result<PhotoQuery> {
  if (!search.ok) return search;
  const asked = search.value.private;
  if (asked !== undefined && asked !== 'false') {
    return failed('refused', 'Private photos are shown by no tool.', 'Leave out the filter private.');
  }
  const { private: _, ...others } = search.value;
  return success({ ...others, public: 'true' });
}

async function selectIds(
  ids: readonly string[],
  { page, size }: PageOf,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<SelectedPage>> {
  const looked = await lookUpSeen(ids.slice((page - 1) * size, page * size), library, call);
  if (!looked.ok) return looked;
  const { found, missing, hidden } = looked.value;
  return success({ assets: found, missing, hidden, total: ids.length, exact: true });
}
