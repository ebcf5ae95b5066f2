/**
 * A preview as a few lines for a person, whatever the tool: what changes, the things by name, the rest of it, and Albumen's own
 * words. Names and values come from strangers and stand in quotes; none of them can begin a line of its own.
 */
import type { JsonObject, JsonValue } from '../../catalog/json.ts';
import { shortText } from '../../catalog/short-text.ts';
import { entryText } from './entry-text.ts';
import { fieldKey, stateText } from './state-text.ts';
import { fieldWords, isList, isObject, nameOf, quoted, valueText } from './value-text.ts';

/** Entries of a list that are named. */
const namedEntries = 3;
const mostParts = 5;
const mostDetails = 10;
/** Tokens, roughly, of a sentence of Albumen's own. */
const sentenceRoom = 80;

/** Fields with a sentence of Albumen's own; `notes` is one only as a list, for it is also what people call their own words. */
const ownWords = ['approves', 'passes_on', 'links_end', 'note'];
/** Fields that hold states or tell of the changed thing itself. */
const states = ['changes', 'before', 'after'];

type Field = readonly [name: string, value: JsonValue];

/** At most ten lines. `named` is the field that the question itself names, if any. */
export function previewLines(preview: JsonObject, named: string | undefined): string[] {
  const shown = [named ?? '', ...Object.keys(changesOf(preview))].map(fieldKey);
  const fields = Object.entries(preview).flatMap(([name, value]): Field[] =>
    value === undefined || value === null || shown.includes(fieldKey(name)) ? [] : [[name, value]],
  );
  const parts = fields.filter(([name, value]) => isPart(name, value));
  const details = fields.filter(([name, value]) => isDetail(name, value, preview));
  return [...changeLine(preview), ...partLines(parts, preview), ...detailLine(details), ...sentences(fields)];
}

/** What the tool's own thing is to become, as far as the preview has that as one object. */
function changesOf({ changes, after }: JsonObject): JsonObject {
  if (isObject(changes)) return changes;
  return isObject(after) ? after : {};
}

function changeLine(preview: JsonObject): string[] {
  const told = stateText(isObject(preview.before) ? preview.before : preview, changesOf(preview));
  return told === '' ? [] : [`Changes: ${told}`];
}

function isPart(name: string, value: JsonValue): boolean {
  if (isList(value)) return value.length > 0 && name !== 'notes' && !/_ids$/.test(name);
  return isObject(value) && !states.includes(name) && Object.keys(value).length > 0;
}

function partLines(parts: readonly Field[], preview: JsonObject): string[] {
  const shown = parts.length > mostParts ? mostParts - 1 : mostParts;
  const lines = parts.slice(0, shown).map(([name, value]) => `${heading(name)}: ${partText(name, value, preview)}`);
  const rest = parts.slice(shown).map(([name]) => fieldWords(name));
  return rest.length === 0 ? lines : [...lines, `And more: ${rest.join(', ')}`];
}

function partText(name: string, value: JsonValue, preview: JsonObject): string {
  if (isList(value)) return listText(value.map(entryText), totalOf(name, value, preview));
  if (!isObject(value)) return valueText(value, name);
  const entries = Object.entries(value);
  if (entries.every(([, count]) => typeof count === 'number')) {
    return listText(
      entries.map(([thing, count]) => `${quoted(thing)} (${count})`),
      entries.length,
    );
  }
  return value.id === undefined ? stateText({}, value) : entryText(value);
}

function listText(entries: readonly string[], total: number): string {
  const shown = entries.slice(0, namedEntries);
  const more = total > shown.length ? ` and ${total - shown.length} more` : '';
  return `${shown.join(shown.some((entry) => entry.includes(', ')) ? '; ' : ', ')}${more}`;
}

/** How many a list would have that the preview cuts. */
function totalOf(name: string, list: readonly JsonValue[], preview: JsonObject): number {
  const counts = [preview[`${name}_count`], preview[`${name.replace(/s$/, '')}_count`]];
  const more = preview[`more_${name}`];
  const known = counts.filter((count) => typeof count === 'number');
  return Math.max(list.length + (typeof more === 'number' ? more : 0), ...known);
}

/** Ids say nothing to a person, unless there is nothing else to go by. */
function isDetail(name: string, value: JsonValue, preview: JsonObject): boolean {
  if (typeof value === 'object' || value === '' || ownWords.includes(name)) return false;
  if (name === 'web_url' || isCountOfList(name, value, preview)) return false;
  return !/(^id|_id|Id)$/.test(name) || !isNamed(preview);
}

function isCountOfList(name: string, value: JsonValue, preview: JsonObject): boolean {
  if (name.startsWith('more_')) return true;
  return Object.entries(preview).some(([field, list]) => {
    if (!isList(list) || list.length === 0 || /_ids$/.test(field)) return false;
    const isIts = name === `${field}_count` || name === `${field.replace(/s$/, '')}_count`;
    return isIts || (/^(affected|would_[a-z]+)_count$/.test(name) && totalOf(field, list, preview) === value);
  });
}

function isNamed(preview: JsonObject): boolean {
  const named = ['comment', 'label', 'tag', 'url', 'path', 'items', 'face'];
  return nameOf(preview) !== undefined || named.some((field) => preview[field] !== undefined);
}

/** Numbers and what is on or off come first: they are what a preview is for. */
function detailLine(details: readonly Field[]): string[] {
  if (details.length === 0) return [];
  const texts = details.filter(([, value]) => typeof value === 'string');
  const ordered = [...details.filter(([, value]) => typeof value !== 'string'), ...texts];
  const told = ordered.slice(0, mostDetails).map(([name, value]) => {
    return `${fieldWords(name.replace(/^(affected|would_[a-z]+)_count$/, '$1'))} ${valueText(value, name)}`;
  });
  const more = ordered.length > mostDetails ? `; and ${ordered.length - mostDetails} more` : '';
  return [`Details: ${told.join('; ')}${more}`];
}

function sentences(fields: readonly Field[]): string[] {
  const own = fields.flatMap(([name, value]) => {
    if (name === 'notes' && isList(value)) return value;
    return ownWords.includes(name) ? [value] : [];
  });
  const texts = own.filter((value) => typeof value === 'string').map((text) => shortText(text, sentenceRoom));
  return texts.length > 3 ? [...texts.slice(0, 2), texts.slice(2).join(' ')] : texts;
}

function heading(name: string): string {
  const words = fieldWords(name);
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
