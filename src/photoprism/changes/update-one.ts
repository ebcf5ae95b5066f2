/** Changes one thing and tells how it is afterwards, not what was asked: PhotoPrism answers some changes with what it did not make. */
import { failed, type Result } from '../../catalog/result.ts';
import { isUnclear, lookAgain } from '../../changing/unclear.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';

/** One change of one thing; `State` is how it reads. */
export interface Update<State> {
  /** In words: `album`. */
  readonly what: string;
  /** The tool that shows it. */
  readonly look: string;
  /** Sends the change; what PhotoPrism answers is not believed. */
  send(): Promise<Result<unknown>>;
  /** Reads how the thing is now. */
  read(call: RequestCall): Promise<Result<State>>;
  /** True of a state that the change wanted. */
  isSo(state: State): boolean;
}

/** Sends the update; success means that the thing now reads as wanted, whatever became of the answer. */
export async function updateOne<State>(
  { name }: PhotoPrismLibrary,
  { what, look, send, read, isSo }: Update<State>,
): Promise<Result<State>> {
  const answer = await send();
  if (!answer.ok && !isUnclear(answer.failure)) return answer;
  const now = await read(lookAgain());
  if (now.ok && isSo(now.value)) return now;
  const hint = `Look with ${look} before trying again.`;
  if (answer.ok) {
    return now.ok
      ? failed('conflict', `${name} took the change, but the ${what} does not show it.`, hint)
      : failed(now.failure.code, `The change was sent, but the ${what} cannot be seen: ${now.failure.message}`, hint);
  }
  const state = now.ok ? `The ${what} does not show the change.` : `Whether the ${what} was changed is unclear.`;
  return failed(answer.failure.code, `${answer.failure.message} ${state}`, hint);
}
