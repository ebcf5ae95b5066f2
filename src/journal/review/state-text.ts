/** What a change makes of a thing, field by field: `rating 4 → 5`. */
import type { JsonObject } from '../../catalog/json.ts';
import { fieldWords, valueText } from './value-text.ts';

const shownFields = 6;

/** The same for a field however it is spelt: `isFavorite` and `Favorite`, `max_views` and `MaxViews`. */
export function fieldKey(field: string): string {
  return fieldWords(field).replaceAll(' ', '');
}

/** The fields of `after` with what they are before, as far as that is known; those that stay as they are are left out. */
export function stateText(before: JsonObject, after: JsonObject, most = shownFields): string {
  const known = new Map(Object.entries(before).map(([field, value]) => [fieldKey(field), value]));
  const changed = Object.entries(after).filter(([field, value]) => {
    return value !== undefined && JSON.stringify(known.get(fieldKey(field))) !== JSON.stringify(value);
  });
  const told = changed.slice(0, most).map(([field, value]) => {
    const old = known.get(fieldKey(field));
    const from = old === undefined ? '' : `${valueText(old, field)} → `;
    return `${fieldWords(field)} ${from}${valueText(value ?? null, field)}`;
  });
  const more = changed.length > most ? `; and ${changed.length - most} more` : '';
  return `${told.join('; ')}${more}`;
}
