/**
 * Every filter of Immich's two searches: names and types as its API says (POST /search/metadata and /search/smart), notes
 * of our own. What is no filter, such as the page, is left out.
 */
import type { MetadataSearchDto, SmartSearchDto } from '@immich/sdk';

export const filterTypes = ['choice', 'id', 'ids', 'number', 'string', 'switch', 'timestamp'] as const;
export type FilterType = (typeof filterTypes)[number];

/** Which of the searches take a filter. */
type Searches = 'metadata' | 'smart' | 'metadata, smart';

/** A filter of the API, with the argument of Albumen's search tools that does the same, where there is one. */
export type SearchFilter = {
  readonly filter: string;
  readonly type: FilterType;
  readonly searches: Searches;
  readonly argument?: string;
  readonly examples: string;
  readonly notes: string;
};

/** Says which page is wanted and what it holds, not what is found; newer servers have `cursor`, `filter` and `orderBy`. */
type NoFilter = 'page' | 'size' | 'cursor' | 'filter' | 'orderBy' | 'withExif' | 'withPeople';

type Name = Exclude<keyof MetadataSearchDto | keyof SmartSearchDto, NoFilter>;

type Row = readonly [type: FilterType, searches: Searches, examples: string, notes: string, argument?: string];

const both = 'metadata, smart';
const someId = '"5f0c1b8e-2b5a-4c55-9e6d-0f3d4b7a1c22"';

/** The compiler sees that no filter of the API is missing. */
const rows: Readonly<Record<Name, Row>> = {
  albumIds: ['ids', both, `[${someId}]`, 'Finds what is in each of these albums.'],
  checksum: ['string', 'metadata', '"2jmj7l5rSw0yVb/vlWAYkK/YBwk="', 'Finds a file by its SHA-1, in Base64 or hex.'],
  city: [
    'string',
    both,
    '"Berlin"',
    'Finds what was taken in a city, spelled just so; null finds what has none.',
    'city',
  ],
  country: [
    'string',
    both,
    '"Germany"',
    'Finds what was taken in a country, in English; null finds what has none.',
    'country',
  ],
  createdAfter: ['timestamp', both, '"2024-01-01T00:00:00.000Z"', 'Finds what was uploaded since a moment.'],
  createdBefore: ['timestamp', both, '"2024-01-01T00:00:00.000Z"', 'Finds what was uploaded until a moment.'],
  description: ['string', 'metadata', '"birthday"', 'Looks for words in descriptions.'],
  encodedVideoPath: [
    'string',
    'metadata',
    '"/data/encoded-video/…"',
    'Finds an asset by the path of its transcoded video.',
  ],
  id: ['id', 'metadata', someId, 'Finds one asset by its id.'],
  isEncoded: ['switch', both, 'true', 'Finds videos that were transcoded, or not.'],
  isFavorite: ['switch', both, 'true', 'Finds favourites, or everything else.', 'is_favorite'],
  isMotion: ['switch', both, 'true', 'Finds photos with a short video, or those without.'],
  isNotInAlbum: ['switch', both, 'true', 'Finds what no album holds.'],
  isOffline: ['switch', both, 'true', 'Finds assets of external libraries whose file is gone.'],
  language: ['string', 'smart', '"de"', 'Says in which language the words of query are; some models know several.'],
  lensModel: ['string', both, '"RF24-105mm F4 L IS USM"', 'Finds what was taken with a lens, spelled just so.'],
  libraryId: ['id', both, someId, 'Finds what is in an external library; null finds what was uploaded.'],
  make: ['string', both, '"Canon"', 'Finds what was taken with cameras of a maker, spelled just so.', 'make'],
  model: ['string', both, '"Canon EOS R5"', 'Finds what was taken with a camera, spelled just so.', 'model'],
  ocr: ['string', both, '"invoice"', 'Looks for words that stand in the picture.'],
  order: ['choice', 'metadata', '"asc"', 'Puts the latest first (desc), as usual, or last (asc).'],
  originalFileName: ['string', 'metadata', '"IMG_98"', 'Looks for a part of the file name.', 'query'],
  originalPath: ['string', 'metadata', '"2021/07"', 'Looks for a part of the path of the original.'],
  personIds: ['ids', both, `[${someId}]`, 'Finds what shows each of these people.', 'person_id'],
  previewPath: ['string', 'metadata', '"/data/thumbs/…"', 'Finds an asset by the path of its preview.'],
  query: ['string', 'smart', '"a dog on the beach"', 'Says in plain words what the picture shows.', 'query'],
  queryAssetId: ['id', 'smart', someId, 'Finds what looks like this asset, in place of query.'],
  rating: ['number', both, '5', 'Finds what has this many stars, 1 to 5; null finds what has none.'],
  state: ['string', both, '"Bavaria"', 'Finds what was taken in a part of a country, spelled just so.'],
  tagIds: [
    'ids',
    both,
    `[${someId}]`,
    'Finds what has each of these tags, or tags below them; null finds what has none.',
    'tag_id',
  ],
  takenAfter: ['timestamp', both, '"2024-01-01T00:00:00.000Z"', 'Finds what was taken since a moment.', 'taken_after'],
  takenBefore: [
    'timestamp',
    both,
    '"2024-01-01T00:00:00.000Z"',
    'Finds what was taken until a moment.',
    'taken_before',
  ],
  thumbnailPath: ['string', 'metadata', '"/data/thumbs/…"', 'Finds an asset by the path of its thumbnail.'],
  trashedAfter: [
    'timestamp',
    both,
    '"2024-01-01T00:00:00.000Z"',
    'Finds just what went into the trash since a moment.',
  ],
  trashedBefore: [
    'timestamp',
    both,
    '"2024-01-01T00:00:00.000Z"',
    'Finds just what went into the trash until a moment.',
  ],
  type: ['choice', both, '"VIDEO"', 'Goes by the kind of asset: IMAGE, VIDEO, AUDIO, OTHER.', 'type'],
  updatedAfter: [
    'timestamp',
    both,
    '"2024-01-01T00:00:00.000Z"',
    'Finds what was changed since a moment, by anybody or anything.',
  ],
  updatedBefore: ['timestamp', both, '"2024-01-01T00:00:00.000Z"', 'Finds what was last changed until a moment.'],
  visibility: [
    'choice',
    both,
    '"archive"',
    'Goes by where assets are kept: timeline, archive, hidden; locked is closed to API keys.',
    'is_archived',
  ],
  withDeleted: ['switch', both, 'true', 'Includes what is in the trash.'],
  withStacked: ['switch', 'metadata', 'true', 'Includes what lies below the top of a stack.'],
};

/** Sorted by type and then by name. */
export const searchFilters: readonly SearchFilter[] = Object.entries(rows)
  .map(([filter, [type, searches, examples, notes, argument]]): SearchFilter => {
    return { filter, type, searches, ...(argument === undefined ? {} : { argument }), examples, notes };
  })
  .sort((a, b) => (`${a.type} ${a.filter}` < `${b.type} ${b.filter}` ? -1 : 1));
