/** Looks at the things of a library, and brings them back, facet by facet. */
import type { ChangeItem, ItemOutcome } from '../catalog/change.ts';
import type { JsonObject } from '../catalog/json.ts';
import type { Restorer, StateNow } from '../catalog/restorer.ts';
import { type Result, success } from '../catalog/result.ts';
import { differences, sameState, withNewIds } from '../catalog/states.ts';
import type { CallContext } from '../catalog/tool.ts';
import type { Facet, Unseen } from './facet.ts';

/** How the things of one kind of library are brought back. */
export interface Restoring<Library> {
  /** In the order in which things of one step are brought back: what holds others comes before what it holds. */
  readonly facets: readonly Facet<Library>[];
  /** When an item's turn is: those of a lower step come first. */
  stepOf(item: ChangeItem): number;
}

const unknownKind = 'is of a kind that cannot be brought back';

/** Milliseconds for the look afterwards; it goes on after a call was cancelled, because the outcome must be told. */
const patience = 60_000;

/** The part of a restorer that follows from facets alone. */
export function facetRestorer<Library>(
  restoring: Restoring<Library>,
  library: Library,
): Pick<Restorer, 'objection' | 'note' | 'look' | 'restore'> {
  const facetOf = (item: ChangeItem) => restoring.facets.find((facet) => facet.fits(item));
  return {
    objection: (item) => {
      const facet = facetOf(item);
      return facet === undefined ? unknownKind : facet.objection?.(item);
    },
    note: (item) => facetOf(item)?.note?.(item),
    look: (items, call) => look(restoring, items, library, call, 'assumed'),
    restore: (items, call) => restore(restoring, items, library, call),
  };
}

async function look<Library>(
  { facets }: Restoring<Library>,
  items: readonly ChangeItem[],
  library: Library,
  call: CallContext,
  unseen: Unseen,
): Promise<Result<readonly StateNow[]>> {
  const states = new Map<ChangeItem, StateNow>();
  for (const facet of facets) {
    const own = items.filter((item) => facets.find((one) => one.fits(item)) === facet);
    const looked = await facet.look(own, library, call, unseen);
    if (!looked.ok) return looked;
    for (const [position, item] of own.entries()) states.set(item, looked.value[position]);
  }
  return success(items.map((item) => states.get(item)));
}

async function restore<Library>(
  restoring: Restoring<Library>,
  items: readonly ChangeItem[],
  library: Library,
  call: CallContext,
): Promise<readonly ItemOutcome[]> {
  const { facets, stepOf } = restoring;
  const errors = new Map<ChangeItem, string>();
  const remade = new Map<string, string>();
  const steps = [...new Set(items.map(stepOf))].sort((a, b) => a - b);
  const pieces = steps.flatMap((step) => facets.map((facet) => ({ step, facet })));
  for (const { step, facet } of pieces) {
    const own = items.filter((item) => stepOf(item) === step && facets.find((one) => one.fits(item)) === facet);
    const renewed = new Map(own.map((item) => [renew(item, remade), item]));
    const sent = await facet.send([...renewed.keys()], library, call);
    for (const [item, error] of sent.errors) errors.set(renewed.get(item) ?? item, error);
    for (const [oldId, newId] of sent.remade) remade.set(oldId, newId);
  }
  const looking = { ...call, signal: AbortSignal.timeout(patience) };
  const renewed = items.map((item) => renew(item, remade));
  const now = await look(restoring, renewed, library, looking, 'open');
  return items.flatMap((item, position) => {
    const state = now.ok ? now.value[position] : undefined;
    const told = tellRestored({ item, remade, errors, renewed: renewed[position], now, position });
    return told.ok ? [told] : [told, ...tellPart(renewed[position], state)];
  });
}

interface Restored {
  readonly item: ChangeItem;
  readonly position: number;
  readonly remade: ReadonlyMap<string, string>;
  readonly errors: ReadonlyMap<ChangeItem, string>;
  readonly renewed: ChangeItem | undefined;
  readonly now: Result<readonly StateNow[]>;
}

/** What is so at the end, not what the library said on the way. */
function tellRestored({ item, position, remade, errors, renewed, now }: Restored): ItemOutcome {
  const state = now.ok ? now.value[position] : undefined;
  const newId = remade.get(item.id);
  const told = { id: item.id, ...(newId === undefined ? {} : { remadeAs: newId }) };
  const isSo = state !== undefined && sameState(renewed?.after ?? null, state);
  // What the library shows to nobody is as it said itself.
  const isTold = now.ok && state === undefined && !errors.has(item);
  if (isSo || isTold) return { ...told, ok: true };
  if (!now.ok) return { ...told, ok: false, error: errors.get(item) ?? 'not confirmed', unclear: true };
  return { ...told, ok: false, error: errors.get(item) ?? notAsItWas(renewed, state) };
}

/** Says in which fields, where it is there at all. */
function notAsItWas(item: ChangeItem | undefined, now: StateNow): string {
  const fields = item?.after && now ? differences(item.after, now) : [];
  return fields.length === 0 ? 'is not as it was' : `is not as it was: ${fields.join(', ')}`;
}

/** The fields of a thing that did come back where not all of them did: taking the undo back begins there. */
function tellPart(item: ChangeItem | undefined, now: StateNow): ItemOutcome[] {
  if (!item?.after || item.before === null || !now) return [];
  const { kind, id, before, after } = item;
  const came = Object.keys(after).filter((field) => sameState(pick(after, [field]), now));
  const changed = differences(pick(after, came), before);
  if (changed.length === 0) return [];
  return [{ id, ok: true, made: { kind, before: pick(before, changed), after: pick(after, changed) } }];
}

function pick(state: JsonObject, fields: readonly string[]): JsonObject {
  return Object.fromEntries(fields.map((field) => [field, state[field] ?? null]));
}

/** The item under the ids that things have by now. */
function renew(item: ChangeItem, remade: ReadonlyMap<string, string>): ChangeItem {
  return {
    kind: item.kind,
    id: remade.get(item.id) ?? item.id,
    before: withNewIds(item.before, remade),
    after: withNewIds(item.after ?? null, remade),
  };
}
