/** Makes something again, once: where the library's answer was lost, what it made is looked for. */
import type { ChangeItem } from '../catalog/change.ts';
import { type Result, success } from '../catalog/result.ts';
import { isUnclear } from '../changing/unclear.ts';

/** How one kind of thing is made. */
export interface Making {
  /** Sends the request; returns the id of what was made. */
  send(): Promise<Result<string>>;
  /** Ids of what is like the thing and came into the library since then (milliseconds, UTC). */
  findAlike(since: number): Promise<Result<readonly string[]>>;
}

/** Sends the request and notes in `remade` under which id the thing exists from then on, which it returns. */
export async function makeOnce(
  { id: oldId }: ChangeItem,
  { send, findAlike }: Making,
  remade: Map<string, string>,
): Promise<Result<string>> {
  const since = Date.now();
  const made = await send();
  if (!made.ok && !isUnclear(made.failure)) return made;
  const id = made.ok ? made.value : await madeAllTheSame();
  if (id === undefined) return made;
  // The library may have found the old one again.
  if (id !== oldId) remade.set(oldId, id);
  return success(id);

  async function madeAllTheSame(): Promise<string | undefined> {
    const found = await findAlike(since);
    const taken = new Set(remade.values());
    return found.ok ? found.value.find((one) => !taken.has(one)) : undefined;
  }
}
