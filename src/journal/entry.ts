/** What the journal knows of a change. */
import type { JsonObject } from '../catalog/json.ts';
import type { ChangeStatus } from './schema.ts';

/** A change that is about to be sent to a library. */
export interface Intent {
  readonly caller: string;
  readonly tool: string;
  readonly effect: 'add' | 'change' | 'remove';
  /** Address of the library's server, or `local`. */
  readonly library: string;
  /** The tool's arguments, without secrets. */
  readonly arguments: JsonObject;
  /** The changes that this one takes back. */
  readonly undoes?: readonly string[];
  readonly items: readonly IntendedItem[];
}

/** One thing that a change is to touch. */
export interface IntendedItem {
  readonly kind: string;
  readonly id: string;
  /** Null for what does not exist yet. */
  readonly before: JsonObject | null;
  /** What the change makes of it, as far as it changes anything; null for what is to exist no more. */
  readonly after: JsonObject | null;
}

/** What became of one item. `made` describes something new that only the library could name. */
export interface EndedItem {
  readonly id: string;
  readonly ok: boolean;
  readonly error?: string;
  readonly after?: JsonObject;
  readonly made?: { readonly kind: string; readonly before?: JsonObject; readonly after: JsonObject };
  /** The id under which it exists from now on. */
  readonly remadeAs?: string;
}

/** A change in a list. */
export interface ChangeSummary {
  readonly id: string;
  /** Milliseconds, UTC. */
  readonly begunAt: number;
  readonly endedAt: number | null;
  readonly caller: string;
  readonly tool: string;
  readonly effect: 'add' | 'change' | 'remove';
  readonly library: string;
  readonly arguments: JsonObject;
  readonly status: ChangeStatus;
  readonly note: string | null;
  readonly undoes: readonly string[];
  /** Changes that took this one back, whole or in part, the first one first. */
  readonly undoneBy: readonly string[];
  /** Whether it is taken back now: an undo that was itself taken back does not count. */
  readonly undone: 'whole' | 'partly' | undefined;
  /** Items in all, and those of them that were changed. */
  readonly items: number;
  readonly changed: number;
}

/** One item of a change, as it was written down. */
export interface JournalItem {
  readonly kind: string;
  readonly id: string;
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
  /** Undefined while nothing is known of it. */
  readonly ok: boolean | undefined;
  readonly error: string | null;
}
