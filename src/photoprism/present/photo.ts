/** How a photo looks in an answer: few words that help to choose, or everything the library knows. */
import { aloneBounds, boundedObject, listBounds } from '../../catalog/bounded.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { shortFileName, shortText } from '../../catalog/short-text.ts';
import type { PhotoRow } from '../photo-row.ts';
import type { WebLinks } from '../web-links.ts';

/** `compact` is for choosing, `full` is the library's own object. */
export type Detail = 'compact' | 'full';

/** So many photos of each form stay below 10,000 tokens, whatever strangers wrote. */
const largest = { compact: 100, full: 10 } as const satisfies Record<Detail, number>;

/** The page size that is really used: the same for every page of one listing, so that pages neither overlap nor skip. */
export function fittingPageSize(wanted: number, detail: Detail): number {
  return Math.min(wanted, largest[detail]);
}

/** Tokens, roughly, that a name and a title may take on a page of up to 50 together, and a place on any. */
const roomyText = 22;
const placeRoom = 10;

/** For one of many in full: each of its files is an object of some thirty fields. */
const fullBounds = { text: 30, list: 2 };

/** Photos below this quality wait for somebody to approve them. */
const goodQuality = 3;

/**
 * The compact form. Defaults are left out: `type` is absent for an image, a flag is only there when true. `taken` is the
 * clock time at the place, to the minute. `textRoom` bounds file name and title, each, in tokens, roughly.
 */
export function compactPhoto(photo: PhotoRow, textRoom = roomyText): JsonObject {
  const place = photo.PlaceCity || photo.PlaceLabel;
  return boundedObject(
    {
      id: photo.UID,
      file: shortFileName(fileNameOf(photo), textRoom),
      title: photo.Title ? shortText(photo.Title, textRoom) : undefined,
      taken: clockTime(photo.TakenAtLocal ?? photo.TakenAt),
      type: photo.Type === undefined || photo.Type === 'image' ? undefined : shortText(photo.Type, 6),
      seconds: secondsOf(photo.Duration),
      place: place ? shortText(place, placeRoom) : undefined,
      country: photo.Country === undefined || photo.Country === 'zz' ? undefined : shortText(photo.Country, 4),
      favorite: photo.Favorite || undefined,
      private: photo.Private || undefined,
      archived: isArchived(photo) || undefined,
      review: isInReview(photo) || undefined,
    },
    listBounds,
  );
}

/** The library's own object with its address in the web app; only what would flood the answer is cut. */
export function fullPhoto(photo: { readonly UID: string }, links: WebLinks, bounds = aloneBounds): JsonObject {
  return { ...boundedObject(withoutAddresses(photo), bounds), web_url: links.photo(photo.UID) };
}

/** A page of photos in the form that was asked for; longer pages leave less room for each text. */
export function presentPhotos(photos: readonly PhotoRow[], detail: Detail, links: WebLinks): JsonObject[] {
  if (detail === 'full') return photos.map((photo) => fullPhoto(photo, links, fullBounds));
  const textRoom = Math.min(roomyText, Math.floor((50 * roomyText) / Math.max(photos.length, 50)));
  return photos.map((photo) => compactPhoto(photo, textRoom));
}

/** Fields in which versions of PhotoPrism put addresses, which hold tokens that open them. */
const addresses = /token|^thumbs$|url$/i;

function withoutAddresses(photo: object): JsonObject {
  return JSON.parse(JSON.stringify(photo, (name, value: unknown) => (addresses.test(name) ? undefined : value)));
}

/** The last part of the name of its first file, as it lies in the folder of originals. */
export function fileNameOf({ FileName, OriginalName, Name }: PhotoRow): string {
  const name = FileName || OriginalName || Name || '';
  return name.split('/').at(-1) ?? name;
}

export function isArchived({ DeletedAt }: Pick<PhotoRow, 'DeletedAt'>): boolean {
  // Go writes "never" as a year.
  return typeof DeletedAt === 'string' && DeletedAt !== '' && !DeletedAt.startsWith('0001-');
}

/** True for what waits to be approved; what is hidden for its faults is not that. */
export function isInReview({ Quality }: Pick<PhotoRow, 'Quality'>): boolean {
  return Quality !== undefined && Quality >= 0 && Quality < goodQuality;
}

/** PhotoPrism writes the clock time at the place with a `Z` that means nothing. */
function clockTime(taken: string | undefined): string | undefined {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.exec(taken ?? '')?.[0];
}

/** Go writes durations in nanoseconds. */
function secondsOf(duration: number | undefined): number | undefined {
  return duration ? Math.round(duration / 1e9) || undefined : undefined;
}
