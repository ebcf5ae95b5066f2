/** Makes a thing of PhotoPrism again, once. */
import type { ChangeItem } from '../../catalog/change.ts';
import type { Result } from '../../catalog/result.ts';
import { lookAgain } from '../../changing/unclear.ts';
import { makeOnce as makeOneOnce } from '../../restoring/make-once.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { findAlike } from './find-alike.ts';

/** Sends the request, which returns a uid, and notes in `remade` under which the thing exists from then on. */
export function makeOnce(
  item: ChangeItem,
  send: () => Promise<Result<string>>,
  remade: Map<string, string>,
  library: PhotoPrismLibrary,
): Promise<Result<string>> {
  const { kind, after } = item;
  const find = (since: number) => findAlike(kind, { state: after ?? {}, since }, library, lookAgain());
  return makeOneOnce(item, { send, findAlike: find }, remade);
}
