/** What a file says, as columns of its asset; and which columns a person has changed since. */
import type { Selectable } from 'kysely';
import type { MediaFacts } from '../media/media-facts.ts';
import { placeOf } from '../media/places.ts';
import type { AssetTable } from '../store/schema.ts';
import { type FileFace, isFileFace } from './face-boxes.ts';

/** The part of `factsRead` that a person can change through the API. */
interface EditableFacts {
  readonly description: string;
  readonly rating: number | null;
  readonly dateTimeOriginal: number | null;
  readonly timeZone: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** The columns that come from what a file says of itself. */
export function columnsOfFacts(facts: MediaFacts, fileTime: number) {
  const taken = facts.takenAt ?? { instant: fileTime, local: fileTime, timeZone: null };
  const place = facts.position === null ? { city: null, state: null, country: null } : placeOf(facts.position);
  return {
    width: facts.width,
    height: facts.height,
    orientation: facts.orientation,
    durationMs: facts.durationMs,
    make: facts.make,
    model: facts.model,
    lensModel: facts.lensModel,
    fNumber: facts.fNumber,
    focalLength: facts.focalLength,
    iso: facts.iso,
    exposureTime: facts.exposureTime,
    projectionType: facts.projectionType,
    contentIdentifier: facts.contentIdentifier,
    description: facts.description ?? '',
    rating: facts.rating,
    fileCreatedAt: taken.instant,
    localDateTime: taken.local,
    dateTimeOriginal: taken.instant,
    timeZone: taken.timeZone,
    latitude: facts.position?.latitude ?? null,
    longitude: facts.position?.longitude ?? null,
    ...place,
  };
}

export type FactColumns = ReturnType<typeof columnsOfFacts>;

/** The value of `asset.factsRead`: what the file said of the things that a person can change. */
export function factsRead(columns: FactColumns, tags: readonly string[], faces: readonly FileFace[]): string {
  const { description, rating, dateTimeOriginal, timeZone, latitude, longitude } = columns;
  return JSON.stringify({ description, rating, dateTimeOriginal, timeZone, latitude, longitude, tags, faces });
}

/** Groups of columns that a person changes together: the columns that tell, and all that follow from them. */
const editGroups = [
  { telling: ['description'], all: ['description'] },
  { telling: ['rating'], all: ['rating'] },
  {
    telling: ['dateTimeOriginal', 'timeZone'],
    all: ['dateTimeOriginal', 'timeZone', 'fileCreatedAt', 'localDateTime'],
  },
  { telling: ['latitude', 'longitude'], all: ['latitude', 'longitude', 'city', 'state', 'country'] },
] as const satisfies readonly {
  telling: readonly (keyof EditableFacts)[];
  all: readonly (keyof FactColumns)[];
}[];

type EditableColumn = (typeof editGroups)[number]['all'][number];
type Before = Pick<Selectable<AssetTable>, EditableColumn | 'factsRead'>;

/** `factsRead` as written by us; a row that says something else counts as never read. */
function readBefore(text: string): Readonly<Record<string, unknown>> {
  const parsed: unknown = JSON.parse(text);
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
}

/** The tags that the file carried when it was last read. */
export function tagsBefore(text: string): string[] {
  const { tags } = readBefore(text);
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
}

/** The faces that the file named when it was last read. */
export function facesBefore(text: string): FileFace[] {
  const { faces } = readBefore(text);
  return Array.isArray(faces) ? faces.filter(isFileFace) : [];
}

/**
 * The columns of a file that is read again, without those that a person has changed: a group of columns (description;
 * rating; date and zone; place) whose present value is not what the file said last time was edited, and stays.
 */
export function withoutEdited(fresh: FactColumns, before: Before): Partial<FactColumns> {
  const said = readBefore(before.factsRead);
  const edited = editGroups.filter(({ telling }) =>
    telling.some((column) => column in said && said[column] !== before[column]),
  );
  const kept = new Set<string>(edited.flatMap(({ all }) => all));
  return Object.fromEntries(Object.entries(fresh).filter(([column]) => !kept.has(column)));
}
