/** What is not as it was when a plan was made, in words. */
import type { JsonObject, JsonValue } from '../../catalog/json.ts';
import type { MovedItem } from './plans.ts';
import { isList, isObject, quoted } from './value-text.ts';

const shownItems = 10;

/** The first of them, each with its id and, where the preview names it, its name; the rest is counted. */
export function movedItems(items: readonly MovedItem[], preview: JsonObject): string {
  const shown = items.slice(0, shownItems).map(({ kind, id }) => {
    const name = nameIn(preview, id, kind);
    return name === undefined ? `${kind} ${id}` : `${kind} ${id} ${quoted(name)}`;
  });
  const more = items.length > shownItems ? ` and ${items.length - shownItems} more` : '';
  return `${shown.join(', ')}${more}`;
}

/** The name beside this id, wherever in the preview that is. */
function nameIn(value: JsonValue | undefined, id: string, kind: string): string | undefined {
  if (!isObject(value)) return isList(value) ? firstName(value, id, kind) : undefined;
  if (value.id !== id) return firstName(Object.values(value), id, kind);
  const names = [value.file, value.name, value.title, ...(kind === 'album' ? [value.albumName] : [])];
  return names.find((name): name is string => typeof name === 'string' && name !== '');
}

function firstName(values: readonly (JsonValue | undefined)[], id: string, kind: string): string | undefined {
  for (const value of values) {
    const name = nameIn(value, id, kind);
    if (name !== undefined) return name;
  }
  return undefined;
}
