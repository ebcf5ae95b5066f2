/** Names and values of a preview as people read them. Strangers wrote the texts: each is one bounded line in quotes. */
import { counted } from '../../catalog/counted.ts';
import type { JsonObject, JsonValue } from '../../catalog/json.ts';
import { shortFileName, shortText } from '../../catalog/short-text.ts';

/** Tokens, roughly, of a name or a value. */
const room = 14;

/** Fields that hold a thing's name, in an answer or in a state; the first that is there counts. */
const nameFields = ['file', 'name', 'title', 'albumName', 'value', 'Name', 'Title', 'labelName'];

/** A UUID, a uid of PhotoPrism (one letter for the kind, fifteen more signs), or the hash of a file. */
const id = /^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[a-z][\da-z]{15}|[\da-f]{40})$/;

/** What a thing is called; undefined where its object does not say. */
export function nameOf(thing: JsonObject): string | undefined {
  const names = nameFields.map((field) => thing[field]);
  return names.find((name): name is string => typeof name === 'string' && name.trim() !== '');
}

/** The text in quotes, so that nothing in it reads as Albumen's words. */
export function quoted(text: string, most = room): string {
  return JSON.stringify(shortFileName(text, most));
}

/** The end of an id, by which it can be told from others. */
export function shortId(text: string): string {
  return `…${shortText(text.slice(-6), room)}`;
}

/** A field's name in words: `already_in_album` and `assetCount` are "already in album" and "asset count". */
export function fieldWords(field: string): string {
  const words = field.replaceAll('_', ' ').replace(/([a-z\d])([A-Z])/g, '$1 $2');
  return shortText(words.toLowerCase().replace(/^is /, ''), room);
}

/** A single value; of lists and objects how much is in them. */
export function valueText(value: JsonValue, field: string): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return numberText(value, field);
  if (typeof value !== 'string') return counted(Object.keys(value).length, 'entry', 'entries');
  if (value.trim() === '') return 'empty';
  return id.test(value) ? shortId(value) : quoted(value);
}

function numberText(value: number, field: string): string {
  return /bytes/i.test(field) ? value.toLocaleString('en') : String(Number(value.toFixed(6)));
}

/** True of a list or an object of a preview. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
