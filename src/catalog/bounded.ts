/** Bounds an object that is passed through as the library sent it: strangers write the texts in it. */
import type { JsonObject, JsonValue } from './json.ts';
import { shortText } from './short-text.ts';

export interface Bounds {
  /** Tokens, roughly, of one text. */
  readonly text: number;
  /** Entries of one list. */
  readonly list: number;
}

/** For an object that is the whole answer. */
export const aloneBounds: Bounds = { text: 1000, list: 50 };

/** For one of many. */
export const listBounds: Bounds = { text: 50, list: 5 };

/** The same object with every text and list, however deep, within bounds, and without what is null or empty. */
export function boundedObject(object: JsonObject, bounds: Bounds): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]): [string, JsonValue][] =>
      value === undefined || value === null || value === '' ? [] : [[key, bounded(value, bounds)]],
    ),
  );
}

function bounded(value: JsonValue, bounds: Bounds): JsonValue {
  // A text that is short enough keeps its lines.
  if (typeof value === 'string') return value.length <= bounds.text ? value : shortText(value, bounds.text);
  if (isList(value)) return value.slice(0, bounds.list).map((entry) => bounded(entry, bounds));
  return typeof value === 'object' && value !== null ? boundedObject(value, bounds) : value;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
