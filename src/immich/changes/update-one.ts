/** Changes one asset, album, tag, link or person and tells what is so afterwards, not what was asked. */
import { failed, type Result } from '../../catalog/result.ts';
import { isUnclear, lookAgain } from '../../changing/unclear.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';

/** One change of one item; `State` is how the item reads. */
export interface Update<State> {
  readonly what: 'asset' | 'album' | 'tag' | 'shared_link' | 'person';
  /** Sends the change; answers how the item is according to the library's answer. */
  send(): Promise<Result<State>>;
  /** Reads how the item is now. */
  look(call: RequestCall): Promise<Result<State>>;
  /** True of a state that the change wanted. */
  isSo(state: State): boolean;
}

/** Sends the update; success means that the item now reads as wanted, whatever became of the answer. */
export async function updateOne<State>(
  { name }: ImmichLibrary,
  { what, send, look, isSo }: Update<State>,
): Promise<Result<State>> {
  const answer = await send();
  if (answer.ok ? isSo(answer.value) : !isUnclear(answer.failure)) return answer;
  const now = await look(lookAgain());
  if (now.ok && isSo(now.value)) return now;
  const item = what.replace('_', ' ');
  if (answer.ok) return failed('conflict', `${name} took the change, but the ${item} does not show it.`);
  const state = now.ok ? `The ${item} does not show the change.` : `Whether the ${item} was changed is unclear.`;
  const hint = `Look with immich_${what === 'person' ? 'people' : `${what}s`}_get before trying again.`;
  return failed(answer.failure.code, `${answer.failure.message} ${state}`, hint);
}
