/** Finds what a change made that nobody told the end of, in whichever library. */
import type { ChangeItem, ItemOutcome } from '../catalog/change.ts';
import type { JsonObject } from '../catalog/json.ts';
import type { BegunChange } from '../catalog/restorer.ts';
import { type Result, success } from '../catalog/result.ts';
import { withNewIds } from '../catalog/states.ts';
import type { CallContext } from '../catalog/tool.ts';

/** What may have been made: new things, and items that exist under another id by now. */
export type Made = Result<readonly ItemOutcome[]>;

/** How one library looks for what was made in it. */
export interface MakingSearch<Library> {
  /** Kinds that can come back as new ones. What others are in, or hang on, comes first: they are looked for under its new id. */
  readonly order: readonly ChangeItem['kind'][];
  /** Ids of things of this kind that have come since, and are as `state` says. */
  findAlike(
    kind: ChangeItem['kind'],
    wanted: { readonly state: JsonObject; readonly since: number },
    library: Library,
    call: CallContext,
  ): Promise<Result<readonly string[]>>;
  /** For each tool that makes something: what it may have made. */
  readonly finders: Readonly<
    Record<string, ((begun: BegunChange, library: Library, call: CallContext) => Promise<Made>) | undefined>
  >;
}

/** What may have been made by it; nothing for a tool that makes nothing. Somebody else may have made the same meanwhile. */
export async function findMadeIn<Library>(
  search: MakingSearch<Library>,
  begun: BegunChange,
  library: Library,
  call: CallContext,
): Promise<Made> {
  const remade = await findRemade(search, begun, library, call);
  if (!remade.ok) return remade;
  const made = (await search.finders[begun.tool]?.(begun, library, call)) ?? success([]);
  if (!made.ok) return made;
  const own: ItemOutcome[] = [...remade.value];
  for (const item of made.value) if (!(await begun.isKnown(item.id))) own.push(item);
  return success(own);
}

/** Items that did not exist before and were to be made, under the ids that they have now. */
async function findRemade<Library>(
  { order, findAlike }: MakingSearch<Library>,
  { items, begunAt, isKnown }: BegunChange,
  library: Library,
  call: CallContext,
): Promise<Made> {
  const toMake = order.flatMap((kind) => items.filter((item) => item.kind === kind && item.before === null));
  const remade = new Map<string, string>();
  for (const { kind, id, after } of toMake) {
    const state = withNewIds(after ?? null, remade);
    if (state === null) continue;
    const alike = await findAlike(kind, { state, since: begunAt }, library, call);
    if (!alike.ok) return alike;
    const taken = new Set(remade.values());
    for (const one of alike.value) {
      if (one === id || taken.has(one) || (await isKnown(one))) continue;
      remade.set(id, one);
      break;
    }
  }
  return success([...remade].map(([id, remadeAs]) => ({ id, ok: true, remadeAs })));
}
