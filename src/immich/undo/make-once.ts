/** Makes a thing of Immich again, once. */
import type { ChangeItem } from '../../catalog/change.ts';
import { type Result, success } from '../../catalog/result.ts';
import { lookAgain } from '../../changing/unclear.ts';
import { makeOnce as makeOneOnce } from '../../restoring/make-once.ts';
import type { ImmichLibrary } from '../connection.ts';
import { findAlike } from './find-alike.ts';

/** Sends the request and notes in `remade` under which id the thing exists from then on, which it returns. */
export async function makeOnce(
  item: ChangeItem,
  send: () => Promise<Result<{ readonly id: string }>>,
  remade: Map<string, string>,
  library: ImmichLibrary,
): Promise<Result<string>> {
  const making = {
    send: async () => {
      const made = await send();
      return made.ok ? success(made.value.id) : made;
    },
    findAlike: (since: number) => findAlike(item.kind, { state: item.after ?? {}, since }, library, lookAgain()),
  };
  return makeOneOnce(item, making, remade);
}
