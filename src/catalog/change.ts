/** A change: one mutation of a library, seen item by item before and after. */
import type { JsonObject } from './json.ts';

/** What a thing is; `unknown` is what only a later version knows. */
export type ItemKind =
  | 'asset'
  | 'album'
  | 'person'
  | 'tag'
  | 'shared_link'
  | 'activity'
  | 'duplicate_group'
  | 'stack'
  | 'photoprism_photo'
  | 'photoprism_album'
  | 'photoprism_label'
  | 'photoprism_subject'
  | 'photoprism_marker'
  | 'photoprism_link'
  | 'unknown';

/** One thing that a change touches. Whoever takes the change back has no more to go by than this. */
export interface ChangeItem {
  readonly kind: ItemKind;
  readonly id: string;
  /** The state before; null for what does not exist yet. */
  readonly before: JsonObject | null;
  /** What the change makes of it, as far as it changes anything; null for what is to exist no more. */
  readonly after?: JsonObject | null;
}

/** A planned mutation on its way to the library. */
export interface Change {
  readonly tool: string;
  /** What the tool is called for people. */
  readonly title: string;
  readonly effect: 'add' | 'change' | 'remove';
  /** The tool's arguments, without secrets. */
  readonly arguments: JsonObject;
  readonly items: readonly ChangeItem[];
  /** Changes that this one takes back. */
  readonly undoes?: readonly string[];
  /** Why a person should look at it before it is made: it cannot be undone, or touches what is dear. */
  readonly caution?: string;
}

/** What became of one item; `error` says why it did not work. */
export interface ItemOutcome {
  readonly id: string;
  readonly ok: boolean;
  readonly error?: string;
  /** Nobody could see whether it was done. */
  readonly unclear?: true;
  /** What became of it, where the plan could not say; instead of the item's own `after`. */
  readonly after?: JsonObject;
  /** Something new, which only the library could name; `before` is how it should be again when the change is taken back. */
  readonly made?: { readonly kind: ItemKind; readonly before?: JsonObject; readonly after: JsonObject };
  /** The id under which it exists from now on, where it could only come back as a new one. */
  readonly remadeAs?: string;
}
