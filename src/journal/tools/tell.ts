/** How changes and their items look in an answer. Texts come from people and libraries: bounded, and only ever values. */
import type { JsonObject, JsonValue } from '../../catalog/json.ts';
import type { ChangeSummary, JournalItem } from '../entry.ts';

const longestText = 60;
const mostFields = 12;

/** A change in a list; nothing that is empty. */
export function tellChange(change: ChangeSummary): JsonObject {
  const { id, begunAt, caller, tool, status, items, changed, note, undoes, undoneBy } = change;
  return {
    id,
    at: new Date(begunAt).toISOString(),
    tool,
    caller: caller === 'local' ? undefined : shortened(caller),
    status,
    items,
    changed: changed === items ? undefined : changed,
    arguments: tellState(change.arguments),
    note: note === null ? undefined : shortened(note),
    undoes: undoes.length === 0 ? undefined : undoes.slice(0, 10),
    undone_by: undoneBy.length === 0 ? undefined : undoneBy.slice(0, 10),
  };
}

/** One item of a change. */
export function tellItem({ kind, id, before, after, ok, error }: JournalItem): JsonObject {
  return {
    kind,
    id,
    before: before === null ? undefined : tellState(pickTouched(before, after)),
    after: after === null ? undefined : tellState(after),
    ok: ok === true ? undefined : (ok ?? 'unknown'),
    error: error === null ? undefined : shortened(error),
  };
}

/** Of a state that a change kept in part, only the part that it changed. */
function pickTouched(before: JsonObject, after: JsonObject | null): JsonObject {
  if (after === null) return before;
  const touched = Object.entries(before).filter(([field]) => field in after);
  return touched.length === 0 ? before : Object.fromEntries(touched);
}

/** A state with lists as counts and long texts cut. */
export function tellState(state: JsonObject): JsonObject {
  const fields = Object.entries(state).filter(([, value]) => value !== undefined);
  return Object.fromEntries(fields.slice(0, mostFields).map(([field, value]) => [field, tellValue(value ?? null)]));
}

function tellValue(value: JsonValue): JsonValue {
  if (typeof value === 'string') return shortened(value);
  if (Array.isArray(value)) return value.length === 1 ? tellValue(value[0] ?? null) : `${value.length} entries`;
  return typeof value === 'object' && value !== null ? '…' : value;
}

function shortened(text: string): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  return line.length <= longestText ? line : `${[...line].slice(0, longestText).join('')}…`;
}
