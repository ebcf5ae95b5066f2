/** Cuts what was decided into calls of a size that hosts wait for and the server's limits let through. */
import type { Order } from './decisions.ts';

/** One call of a changing tool. */
export interface Batch {
  readonly tool: 'immich_duplicates_resolve' | 'immich_duplicates_dismiss';
  readonly ids: readonly string[];
  readonly args: Readonly<Record<string, unknown>>;
}

/** Groups in one call, and files that it sends to the trash. */
const mostGroups = 200;
const mostTrashed = 500;

/** Resolutions first, then what are no duplicates; in the order of the list. */
export function batchesOf(orders: readonly Order[]): Batch[] {
  const resolutions = orders.filter((order) => order.kind === 'resolve');
  const dismissed = orders.filter((order) => order.kind === 'dismiss').map(({ id }) => id);
  const chunks = cut(resolutions, (order) => order.trash.length, mostTrashed);
  return [
    ...chunks.map((chunk): Batch => {
      const groups = chunk.map(({ id, keep, trash, stack }) => ({ duplicate_id: id, keep, trash, stack }));
      return { tool: 'immich_duplicates_resolve', ids: chunk.map(({ id }) => id), args: { groups } };
    }),
    ...cut(dismissed, () => 0, 0).map((ids): Batch => {
      return { tool: 'immich_duplicates_dismiss', ids, args: { duplicate_ids: ids } };
    }),
  ];
}

/** At most so many in each, and no more weight than `room`; what weighs more by itself stands alone. */
function cut<Item>(items: readonly Item[], weigh: (item: Item) => number, room: number): Item[][] {
  const chunks: Item[][] = [];
  let left = 0;
  for (const item of items) {
    const last = chunks.at(-1);
    if (last === undefined || last.length >= mostGroups || weigh(item) > left) {
      chunks.push([item]);
      left = room - weigh(item);
    } else {
      last.push(item);
      left -= weigh(item);
    }
  }
  return chunks;
}
