/** What can be set on a photo: as an argument, as a request, and as it reads back. */
import * as z from 'zod';
import { foldText } from '../../catalog/fold-text.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import type { PhotoDetail } from '../photo-detail.ts';
import { readTaken } from './taken.ts';

/** PhotoPrism cuts what is longer without a word (`internal/entity/photo_*.go`). */
const longest = { title: 200, caption: 4096, detail: 1024 };

function text(most: number) {
  return z
    .string()
    .refine((value) => value.length <= most, `must have at most ${most} characters`)
    .optional();
}

function degrees(most: number) {
  return z
    .number()
    .refine((value) => Math.abs(value) <= most, `must be from -${most} to ${most}`)
    .optional();
}

/** Arguments that set something. */
export const settingArguments = {
  // An empty one PhotoPrism replaces by its own.
  title: text(longest.title)
    .refine((value) => value?.trim() !== '', 'must not be empty')
    .describe('Up to 200 characters'),
  caption: text(longest.caption).describe('"" clears'),
  taken: z.string().optional().describe('Clock time there: 2024-06-15T18:30'),
  lat: degrees(90).describe('With lng'),
  lng: degrees(180).describe('With lat'),
  favorite: z.boolean().optional().describe('Set or clear'),
  private: z.boolean().optional().describe('Set or clear'),
  keywords: text(longest.detail).describe('With commas between'),
  notes: text(longest.detail).describe('"" clears'),
  artist: text(longest.detail).describe('"" clears'),
  copyright: text(longest.detail).describe('"" clears'),
};
export type PhotoSettings = z.output<z.ZodObject<typeof settingArguments>>;

/** Texts that PhotoPrism keeps apart from the photo. */
const detailFields = {
  keywords: 'Keywords',
  notes: 'Notes',
  artist: 'Artist',
  copyright: 'Copyright',
} as const satisfies Partial<Record<keyof PhotoSettings, string>>;
type DetailField = (typeof detailFields)[keyof typeof detailFields];
const detailNames: readonly DetailField[] = Object.values(detailFields);

/**
 * Everything that can be set, as it is now: what a change writes down is a part of this. Positions are rounded to what
 * PhotoPrism's older tables keep (32 bits). `Details…` stands for a field of `Details`.
 */
export function settingsOf(photo: PhotoDetail): JsonObject {
  const caption = captionField(photo);
  const { Title, TakenAt, TakenAtLocal, Favorite, Private, Country, Lat, Lng } = photo;
  const fields: JsonObject = {
    Title: Title ?? '',
    TitleSrc: textField(photo, 'TitleSrc'),
    [caption]: textField(photo, caption),
    [`${caption}Src`]: textField(photo, `${caption}Src`),
    TakenAt,
    TakenAtLocal,
    TakenSrc: textField(photo, 'TakenSrc'),
    Lat: Math.fround(Lat ?? 0),
    Lng: Math.fround(Lng ?? 0),
    PlaceSrc: textField(photo, 'PlaceSrc'),
    Country,
    Favorite: Favorite ?? false,
    Private: Private ?? false,
  };
  const details = detailNames.flatMap((name) => [
    [`Details${name}`, photo.Details?.[name] ?? ''],
    [`Details${name}Src`, textField(photo.Details ?? {}, `${name}Src`)],
  ]);
  return { ...fields, ...Object.fromEntries(details) };
}

/** Before 2025 captions were called descriptions. */
function captionField(photo: PhotoDetail): 'Caption' | 'Description' {
  return photo.Caption === undefined && typeof photo.Description === 'string' ? 'Description' : 'Caption';
}

function textField(fields: Readonly<Record<string, unknown>>, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}

/** A change of settings: the fields before and after, in the terms of `settingsOf`. */
export interface SettingsChange {
  readonly before: JsonObject;
  readonly after: JsonObject;
}

/** What these settings make of the photo. Each text says with its source that a person wrote it. Fails where nothing would be set. */
export function planSettings(photo: PhotoDetail, settings: PhotoSettings): Result<SettingsChange> {
  const { lat, lng } = settings;
  if ((lat === undefined) !== (lng === undefined)) {
    return failed('invalid_input', 'lat and lng only mean something together.', 'Give both.');
  }
  const taken = settings.taken === undefined ? success({}) : readTaken(settings.taken, photo.TimeZone ?? '');
  if (!taken.ok) return taken;
  const after: JsonObject = {
    ...sourced('Title', settings.title?.trim()),
    ...sourced(captionField(photo), settings.caption?.trim()),
    ...taken.value,
    ...(lat === undefined || lng === undefined
      ? {}
      : { Lat: Math.fround(lat), Lng: Math.fround(lng), PlaceSrc: 'manual' }),
    ...(settings.favorite === undefined ? {} : { Favorite: settings.favorite }),
    ...(settings.private === undefined ? {} : { Private: settings.private }),
    ...detailsOf(settings),
  };
  if (Object.keys(after).length === 0) {
    return failed('invalid_input', 'Nothing to change was given.', 'Give at least one of the optional arguments.');
  }
  const now = settingsOf(photo);
  // A new position means another country, and keywords of the place.
  const besides = 'Lat' in after ? ['Country', 'DetailsKeywords'] : [];
  const touched = new Set([...Object.keys(after), ...besides]);
  return success({ before: Object.fromEntries([...touched].map((field) => [field, now[field]])), after });
}

function sourced(field: string, value: string | undefined): JsonObject {
  return value === undefined ? {} : { [field]: value, [`${field}Src`]: 'manual' };
}

function detailsOf(settings: PhotoSettings): JsonObject {
  const given = Object.entries(settings);
  return Object.assign(
    {},
    ...Object.entries(detailFields).map(([argument, field]) => {
      const value = given.find(([name]) => name === argument)?.[1];
      return sourced(`Details${field}`, typeof value === 'string' ? value.trim() : undefined);
    }),
  );
}

/**
 * True of a photo that is as `after` wants it, as far as PhotoPrism leaves it so: it sorts keywords, adds those of a place,
 * rounds positions in older tables, and works out the moment from the clock time.
 */
export function isAsSet(photo: PhotoDetail, after: JsonObject): boolean {
  const now = settingsOf(photo);
  return Object.entries(after).every(([field, wanted]) => {
    const value = now[field];
    if (field === 'TakenAt') return true;
    if (field === 'DetailsKeywords') return wordsIn(wanted).every((word) => wordsIn(value).includes(word));
    if (typeof wanted === 'number') return typeof value === 'number' && Math.abs(wanted - value) < 0.001;
    return value === wanted;
  });
}

/** Words of which PhotoPrism makes keywords. */
function wordsIn(text: unknown): string[] {
  return typeof text === 'string' ? (foldText(text).match(/[\p{L}\p{N}'-]{3,}/gu) ?? []) : [];
}

/** What became of the fields that a change touched. */
export function settingsNow(photo: PhotoDetail, touched: JsonObject): JsonObject {
  const now = settingsOf(photo);
  return Object.fromEntries(Object.keys(touched).map((field) => [field, now[field]]));
}

/** What a person wants to see of a state: not who wrote each text. */
export function withoutSources(state: JsonObject): JsonObject {
  const shown = Object.entries(state).filter(([field]) => !field.endsWith('Src'));
  return Object.fromEntries(
    shown.map(([field, value]) => [field, typeof value === 'string' ? shortText(value, 100) : value]),
  );
}
