/** Compares states of things: what was written down, and what is seen. */
import type { JsonObject, JsonValue } from './json.ts';

/**
 * True when `now` is as `wanted`: it has every field of it with the same value, whatever else it has. Lists are compared
 * as sets, because libraries order them as they like.
 */
export function sameState(wanted: JsonObject | null, now: JsonObject | null): boolean {
  if (wanted === null || now === null) return wanted === now;
  return Object.entries(wanted).every(([field, value]) => sameValue(value ?? null, now[field] ?? null));
}

/** The fields of `wanted` in which `now` differs. */
export function differences(wanted: JsonObject, now: JsonObject): readonly string[] {
  return Object.keys(wanted).filter((field) => !sameValue(wanted[field] ?? null, now[field] ?? null));
}

function sameValue(a: JsonValue, b: JsonValue): boolean {
  return canonicalText(a) === canonicalText(b);
}

/** The same text for the same value, whatever the order of fields and of lists; fields that are null are left out. */
export function canonicalText(value: JsonValue): string {
  if (isList(value)) return `[${value.map(canonicalText).sort().join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, inner]) => inner !== undefined && inner !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, inner]) => `${JSON.stringify(name)}:${canonicalText(inner ?? null)}`).join(',')}}`;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The state with new ids in place of old ones, wherever they stand. */
export function withNewIds(state: JsonObject | null, newIds: ReadonlyMap<string, string>): JsonObject | null {
  if (state === null || newIds.size === 0) return state;
  const text = JSON.stringify(state, (_, value: unknown) =>
    typeof value === 'string' ? (newIds.get(value) ?? value) : value,
  );
  return JSON.parse(text);
}
