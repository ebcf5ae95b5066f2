/** What stands above the photos. */
import { dayName } from '../parts/dates.ts';
import type { KnownPhotos } from './known-photos.ts';
import { photos as sayPhotos } from './words.ts';

const longestTitle = 80;

/** What the model asked for; a name that it gave is quoted. */
export function titleOf(selection: Readonly<Record<string, unknown>>, locale: string | undefined): string {
  const { search, day, album_id, duplicate_id } = selection;
  if (typeof search === 'string') return `“${short(search)}”`;
  if (typeof day === 'string') return dayName(day, locale);
  if (duplicate_id !== undefined) return 'Duplicates';
  if (typeof album_id !== 'string') return 'Photos';
  return isId(album_id) ? 'Album' : `Album “${short(album_id)}”`;
}

/** Ids of Immich and of PhotoPrism: they say nothing to people. */
function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$|^a[0-9a-z]{15}$/i.test(text.trim());
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longestTitle ? `${line.slice(0, longestTitle)}…` : line;
}

/** What there is, and what cannot be shown of it. */
export function countText({ assets, total, exact, hasMore, how, left }: KnownPhotos): string {
  const parts = [
    countOf(assets.length, total, exact, hasMore),
    how,
    left.missing > 0 ? `${left.missing} not there any more` : undefined,
    left.hidden > 0 ? `${left.hidden} locked or private, which are not shown` : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function countOf(loaded: number, total: number, exact: boolean, hasMore: boolean): string | undefined {
  if (loaded === 0) return undefined;
  if (!hasMore) return sayPhotos(loaded);
  return exact ? `${loaded.toLocaleString('en')} of ${sayPhotos(total)}` : `${sayPhotos(loaded)} so far`;
}
