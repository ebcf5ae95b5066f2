/** The numbers under which the model was shown assets. */
import { isObject } from '../host/messages.ts';

/** By id; empty for an answer that is not understood. */
export function numbersIn(answer: unknown): ReadonlyMap<string, number> {
  if (!isObject(answer) || !Array.isArray(answer.assets)) return new Map();
  const lines = answer.assets.filter(isObject);
  return new Map(
    lines.flatMap(({ id, number }): [string, number][] =>
      typeof id === 'string' && typeof number === 'number' ? [[id, number]] : [],
    ),
  );
}
