/** One kind of state that can be brought back: an asset's settings, its place in an album, an album itself … */
import type { ChangeItem } from '../catalog/change.ts';
import type { StateNow } from '../catalog/restorer.ts';
import type { Result } from '../catalog/result.ts';
import type { CallContext } from '../catalog/tool.ts';
import type { ChunkReport } from '../changing/chunks.ts';

/** What the library said while things were brought back; how they are then is looked at afterwards. */
export interface Sent {
  /** Why an item could not be brought back, where the library said so. */
  readonly errors: ReadonlyMap<ChangeItem, string>;
  /** New ids by the old ones, of what could only be made anew. */
  readonly remade: ReadonlyMap<string, string>;
}

/** What the library does not show: `assumed` to be as a change left it, or `open`, which is undefined. */
export type Unseen = 'assumed' | 'open';

export interface Facet<Library> {
  fits(item: ChangeItem): boolean;
  /** Why taking this item back is impossible, whatever the library says. */
  objection?(item: ChangeItem): string | undefined;
  /** What the person should know before this item is taken back. */
  note?(item: ChangeItem): string | undefined;
  /** How the things are now, in order. */
  look(
    items: readonly ChangeItem[],
    library: Library,
    call: CallContext,
    unseen: Unseen,
  ): Promise<Result<readonly StateNow[]>>;
  /** Makes each thing what its `after` says; `before` is how it is now. */
  send(items: readonly ChangeItem[], library: Library, call: CallContext): Promise<Sent>;
}

/** Runs `work` for one item after the other and notes what fails; the first failure of the connection ends it. */
export async function sendEach(
  items: readonly ChangeItem[],
  work: (item: ChangeItem) => Promise<Result<unknown>>,
  errors: Map<ChangeItem, string>,
): Promise<void> {
  for (const [position, item] of items.entries()) {
    const result = await work(item);
    if (result.ok) continue;
    errors.set(item, result.failure.message);
    if (!['unavailable', 'timeout', 'cancelled', 'unauthorized'].includes(result.failure.code)) continue;
    for (const untried of items.slice(position + 1)) errors.set(untried, `not tried: ${result.failure.message}`);
    return;
  }
}

/** Runs `work` like `sendEach`, for things of which some can only be made anew: it notes their new ids by the old ones. */
export async function sendRemaking(
  items: readonly ChangeItem[],
  work: (item: ChangeItem, remade: Map<string, string>) => Promise<Result<unknown>>,
): Promise<Sent> {
  const errors = new Map<ChangeItem, string>();
  const remade = new Map<string, string>();
  await sendEach(items, (item) => work(item, remade), errors);
  return { errors, remade };
}

/** The items of each group, in order of the first of each. */
export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

/** Notes what a request for many said of each, or why it stopped before them. */
export function noteErrors(items: readonly ChangeItem[], report: ChunkReport, errors: Map<ChangeItem, string>): void {
  const why = new Map(report.outcomes.map(({ id, error }) => [id, error]));
  const stopped = new Set([...report.untried, ...report.unclear]);
  for (const item of items) {
    const error = stopped.has(item.id) ? report.stop?.message : why.get(item.id);
    if (error !== undefined) errors.set(item, error);
  }
}
