/** One of the things that a preview lists, as people read it. */
import type { JsonObject, JsonValue } from '../../catalog/json.ts';
import { kindWords } from './kind-words.ts';
import { stateText } from './state-text.ts';
import { fieldWords, isList, isObject, nameOf, quoted, shortId, valueText } from './value-text.ts';

/** Fields of a thing that a change takes back, and names of a group. */
const shownInside = 2;
/** Tokens, roughly, of what was wrong with a thing. */
const reasonRoom = 40;

/** A name in quotes or, without one, the end of an id; and what was wrong with it, or becomes of it. */
export function entryText(entry: JsonValue): string {
  if (isList(entry)) return namesText(entry);
  if (!isObject(entry)) return valueText(entry, '');
  const { error, why, now, restored_to } = entry;
  const thing = thingText(entry);
  if (now !== undefined && restored_to !== undefined) return `${thing} ${returnText(now, restored_to)}`;
  const reason = typeof error === 'string' ? error : why;
  return typeof reason === 'string' ? `${thing} (${quoted(reason, reasonRoom)})` : thing;
}

function thingText(entry: JsonObject): string {
  const name = nameOf(entry) ?? [entry.now, entry.restored_to].filter(isObject).map(nameOf).find(Boolean);
  const kind = typeof entry.kind === 'string' ? `${kindWords(entry.kind)[0]} ` : '';
  if (name !== undefined) return `${kind}${quoted(name)}`;
  const parts = Object.entries(entry).flatMap(([field, value]) =>
    isList(value) && value.length > 0 ? [`${fieldWords(field)} ${namesText(value)}`] : [],
  );
  if (parts.length > 0) return parts.join(', ');
  return typeof entry.id === 'string' ? `${kind}${shortId(entry.id)}` : `${kind}without a name`;
}

function namesText(things: readonly JsonValue[]): string {
  const names = things
    .slice(0, shownInside)
    .map((thing) => (isObject(thing) ? thingText(thing) : valueText(thing, '')));
  return `${names.join(', ')}${things.length > shownInside ? ` and ${things.length - shownInside} more` : ''}`;
}

function returnText(now: JsonValue, then: JsonValue): string {
  if (!isObject(now)) return 'comes back';
  if (!isObject(then)) return 'goes';
  return `(${stateText(now, then, shownInside)})`;
}
