/** Makes something again, once: where the library's answer was lost, what it made is looked for. */
import type { ChangeItem } from '../../catalog/change.ts';
import { type Result, success } from '../../catalog/result.ts';
import { isUnclear, lookAgain } from '../../changing/unclear.ts';
import type { ImmichLibrary } from '../connection.ts';
import { findAlike } from './find-alike.ts';

/** Sends the request and notes in `remade` under which id the thing exists from then on, which it returns. */
export async function makeOnce(
  { kind, id: oldId, after }: ChangeItem,
  send: () => Promise<Result<{ readonly id: string }>>,
  remade: Map<string, string>,
  library: ImmichLibrary,
): Promise<Result<string>> {
  const since = Date.now();
  const made = await send();
  if (!made.ok && !isUnclear(made.failure)) return made;
  const id = made.ok ? made.value.id : await madeAllTheSame();
  if (id === undefined) return made.ok ? success(made.value.id) : made;
  remade.set(oldId, id);
  return success(id);

  async function madeAllTheSame(): Promise<string | undefined> {
    const found = await findAlike(kind, { state: after ?? {}, since }, library, lookAgain());
    const taken = new Set(remade.values());
    return found.ok ? found.value.find((one) => !taken.has(one)) : undefined;
  }
}
