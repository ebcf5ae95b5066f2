/** How changes and their items look in an answer. Texts come from people and libraries: bounded, and only ever values. */
import type { JsonObject, JsonValue } from '../../catalog/json.ts';
import { visibleText } from '../../catalog/visible-text.ts';
import type { ChangeSummary, JournalItem } from '../entry.ts';

const longestText = 60;
const mostFields = 12;
/** Tokens for what people and libraries wrote: so many that 50 changes, or 100 items, stay below 10,000. */
const roomOfChange = 73;
const roomOfItem = 39;
const roomAlone = 400;

/** A change in a list; nothing that is empty. */
export function tellChange(change: ChangeSummary): JsonObject {
  const { id, begunAt, caller, tool, status, items, changed, note, undoes, undoneBy } = change;
  const room = new Room(roomOfChange);
  const told = note === null ? undefined : room.text(note);
  return {
    id,
    at: new Date(begunAt).toISOString(),
    tool,
    caller: caller === 'local' ? undefined : room.text(caller),
    status,
    items,
    changed: changed === items ? undefined : changed,
    arguments: room.state(change.arguments),
    note: told,
    ...tellChangeIds('undoes', undoes),
    ...tellChangeIds('undone_by', undoneBy),
  };
}

const shownIds = 2;

function tellChangeIds(name: string, ids: readonly string[]): JsonObject {
  if (ids.length === 0) return {};
  return { [name]: ids.slice(0, shownIds), [`${name}_count`]: ids.length > shownIds ? ids.length : undefined };
}

/** One item of a change. */
export function tellItem({ kind, id, before, after, ok, error }: JournalItem): JsonObject {
  const room = new Room(roomOfItem);
  const why = error === null ? undefined : room.text(error);
  const now = after === null ? undefined : room.state(after);
  return {
    kind,
    id,
    before: before === null ? undefined : room.state(pickTouched(before, after)),
    after: now,
    ok: ok === true ? undefined : (ok ?? 'unknown'),
    error: why,
  };
}

/** Of a state that a change kept in part, only the part that it changed. */
function pickTouched(before: JsonObject, after: JsonObject | null): JsonObject {
  if (after === null) return before;
  const touched = Object.entries(before).filter(([field]) => field in after);
  const changed = touched.filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(after[field]));
  const told = changed.length === 0 ? touched : changed;
  return told.length === 0 ? before : Object.fromEntries(told);
}

/** A state with lists as counts and long texts cut. */
export function tellState(state: JsonObject): JsonObject {
  return new Room(roomAlone).state(state);
}

/** Tokens that are left for texts of others. What does not fit is cut, and fields for which nothing is left are counted. */
class Room {
  #left: number;

  constructor(tokens: number) {
    this.#left = tokens;
  }

  state(state: JsonObject): JsonObject {
    const told: [string, JsonValue][] = [];
    const fields = Object.entries(state).filter(([, value]) => value !== undefined);
    for (const [field, value] of fields.slice(0, mostFields)) {
      if (this.#left <= 0) break;
      this.#left -= tokensOf(field);
      told.push([field, this.#value(value ?? null)]);
    }
    const more = fields.length - told.length;
    return { ...Object.fromEntries(told), ...(more === 0 ? {} : { more_fields: more }) };
  }

  text(text: string): string {
    const line = [...visibleText(text.slice(0, 4 * longestText))];
    let length = 0;
    while (length < line.length && length < longestText && this.#left > 0) {
      this.#left -= tokensOf(line[length] ?? '');
      length += 1;
    }
    return length === line.length ? line.join('') : `${line.slice(0, length).join('')}…`;
  }

  #value(value: JsonValue): JsonValue {
    if (typeof value === 'string') return this.text(value);
    this.#left -= 2;
    if (Array.isArray(value)) return value.length === 1 ? this.#value(value[0] ?? null) : `${value.length} entries`;
    return typeof value === 'object' && value !== null ? '…' : value;
  }
}

/** About as many tokens as a tokenizer makes of it: a random id takes one for two letters, a rare sign one for each byte. */
function tokensOf(text: string): number {
  let tokens = 0;
  for (const sign of text) tokens += sign < '\u0080' ? 0.6 : Buffer.byteLength(sign);
  return tokens;
}
