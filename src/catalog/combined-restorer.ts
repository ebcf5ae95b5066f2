/** One restorer for several libraries, where a change may touch things of each. */
import type { Change, ChangeItem, ItemOutcome } from './change.ts';
import type { BegunChange, Restorer, StateNow } from './restorer.ts';
import { type Result, success } from './result.ts';
import type { CallContext } from './tool.ts';

/** A library's part: its restorer, and what is the library's own. */
export interface RestorerPart {
  /** True for the kinds of things, and the names of the tools, that are this library's. */
  owns(name: string): boolean;
  readonly restorer: Restorer;
}

const notConnected = 'belongs to a library that is not connected';

/** Hands every item to the restorer of its library. Things of one library never lean on those of another. */
export function combinedRestorer(parts: readonly RestorerPart[]): Restorer {
  const partOf = (item: ChangeItem) => parts.find(({ owns }) => owns(item.kind))?.restorer;
  const ownItems = (restorer: Restorer, items: readonly ChangeItem[]) =>
    items.filter((item) => partOf(item) === restorer);
  const restorers = parts.map(({ restorer }) => restorer);
  const concerned = (items: readonly ChangeItem[]) =>
    restorers.filter((restorer) => ownItems(restorer, items).length > 0);

  return {
    objection: (item) => {
      const restorer = partOf(item);
      return restorer === undefined ? notConnected : restorer.objection(item);
    },
    note: (item) => partOf(item)?.note(item),
    refusals: async (items, call) => {
      const all = new Map<ChangeItem, string>();
      for (const restorer of concerned(items)) {
        const refused = await restorer.refusals(ownItems(restorer, items), call);
        if (!refused.ok) return refused;
        for (const [item, why] of refused.value) all.set(item, why);
      }
      return success(all);
    },
    object: async (change, call) => {
      for (const restorer of concerned(change.items)) {
        const objection = await restorer.object(withItems(change, ownItems(restorer, change.items)), call);
        if (!objection.ok) return objection;
      }
      return success(undefined);
    },
    goingAlong: async (items, call) => {
      const along: ChangeItem[] = [];
      for (const restorer of concerned(items)) {
        along.push(...(await restorer.goingAlong(ownItems(restorer, items), call)));
      }
      return along;
    },
    look: (items, call) => look(items, concerned(items), ownItems, call),
    findMade: async (begun, call) => {
      const found: ItemOutcome[] = [];
      for (const part of parts) {
        const items = ownItems(part.restorer, begun.items);
        if (!mayHaveMade(part, parts, begun, items)) continue;
        const own = await part.restorer.findMade({ ...begun, items }, call);
        if (!own.ok) return own;
        found.push(...own.value);
      }
      return success(found);
    },
    restore: async (items, call) => {
      const outcomes = new Map<ChangeItem, ItemOutcome>();
      const further: ItemOutcome[] = [];
      for (const restorer of concerned(items)) {
        const own = ownItems(restorer, items);
        const restored = await restorer.restore(own, call);
        for (const [position, item] of own.entries()) {
          const outcome = restored[position];
          if (outcome !== undefined) outcomes.set(item, outcome);
        }
        further.push(...restored.slice(own.length));
      }
      const told = items.map((item) => outcomes.get(item) ?? { id: item.id, ok: false, error: notConnected });
      return [...told, ...further];
    },
  };
}

function withItems(change: Change, items: readonly ChangeItem[]): Change {
  return { ...change, items };
}

/** A tool of one library makes things there alone; any other, such as an undo, wherever it had something to touch. */
function mayHaveMade(
  part: RestorerPart,
  parts: readonly RestorerPart[],
  { tool }: BegunChange,
  items: readonly ChangeItem[],
): boolean {
  const owner = parts.find(({ owns }) => owns(tool));
  return owner === undefined ? items.length > 0 : owner === part;
}

async function look(
  items: readonly ChangeItem[],
  concerned: readonly Restorer[],
  ownItems: (restorer: Restorer, items: readonly ChangeItem[]) => readonly ChangeItem[],
  call: CallContext,
): Promise<Result<readonly StateNow[]>> {
  const states = new Map<ChangeItem, StateNow>();
  for (const restorer of concerned) {
    const own = ownItems(restorer, items);
    const looked = await restorer.look(own, call);
    if (!looked.ok) return looked;
    for (const [position, item] of own.entries()) states.set(item, looked.value[position]);
  }
  return success(items.map((item) => states.get(item)));
}
