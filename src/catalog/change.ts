/** A change: one mutation of a library, seen item by item before and after. */
import type { JsonObject } from './json.ts';

export type ItemKind = 'asset' | 'album' | 'person' | 'tag' | 'shared_link' | 'activity' | 'duplicate_group' | 'stack';

/** One thing that a change touches, with its state before; `before` is null for what does not exist yet. */
export interface ChangeItem {
  readonly kind: ItemKind;
  readonly id: string;
  readonly before: JsonObject | null;
}

/** A planned mutation on its way to the library. */
export interface Change {
  readonly tool: string;
  readonly effect: 'add' | 'change' | 'remove';
  readonly items: readonly ChangeItem[];
}

/** What became of one item; `error` says why it did not work. */
export interface ItemOutcome {
  readonly id: string;
  readonly ok: boolean;
  readonly error?: string;
}
