/** What can bring the things of a library back to how they were. */
import type { Change, ChangeItem, ItemOutcome } from './change.ts';
import type { JsonObject } from './json.ts';
import type { Result } from './result.ts';
import type { CallContext } from './tool.ts';

/** How a thing is: its fields, null where it does not exist, undefined where that cannot be told. */
export type StateNow = JsonObject | null | undefined;

/** A change of which nobody told the end. */
export interface BegunChange {
  readonly tool: string;
  readonly arguments: JsonObject;
  /** Milliseconds, UTC. */
  readonly begunAt: number;
  /** What it was to touch. */
  readonly items: readonly ChangeItem[];
  /** True for the id of what another change has touched or made. */
  isKnown(id: string): Promise<boolean>;
}

export interface Restorer {
  /** Why taking this back is impossible, whatever the library says; undefined where it is not. */
  objection(item: ChangeItem): string | undefined;
  /** Why some of these items, which could be taken back, must stay as they are, whoever agrees. */
  refusals(items: readonly ChangeItem[], call: CallContext): Promise<Result<ReadonlyMap<ChangeItem, string>>>;
  /** Fails where a change would do to an item what it may not. */
  object(change: Change, call: CallContext): Promise<Result<unknown>>;
  /** What the person should know before this item is taken back. */
  note(item: ChangeItem): string | undefined;
  /** What ends with these items when they are made what their `after` says, and is none of them. */
  goingAlong(items: readonly ChangeItem[], call: CallContext): Promise<readonly ChangeItem[]>;
  /** How the things are now, in the order of `items`: at least the fields that each item names. */
  look(items: readonly ChangeItem[], call: CallContext): Promise<Result<readonly StateNow[]>>;
  /**
   * What of the things that are in the library now the change may have made: new ones, which only the library could name, and
   * those of its items that exist under another id by now.
   */
  findMade(begun: BegunChange, call: CallContext): Promise<Result<readonly ItemOutcome[]>>;
  /**
   * Makes each thing what its `after` says, `before` being how it is now. Whatever goes wrong is told item by item, from
   * how things are when it is done.
   */
  restore(items: readonly ChangeItem[], call: CallContext): Promise<readonly ItemOutcome[]>;
}
