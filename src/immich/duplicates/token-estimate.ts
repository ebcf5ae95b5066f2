/** Estimates what a piece of an answer costs a model, without a tokenizer: too much rather than too little. */
import type { JsonValue } from '../../catalog/json.ts';

/** Ids are a third of an answer, and their hexadecimal digits make many tokens: 23 on average, seldom more than 27. */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const uuidTokens = 26;
/** A key of our own with its quotation marks, colon and comma. */
const keyTokens = 5;

/** Tokens that `value` takes as JSON, at most, but for texts made to be dear. */
export function estimateTokens(value: JsonValue | undefined): number {
  if (value === undefined) return 0;
  if (typeof value === 'string') return uuid.test(value) ? uuidTokens : textTokens(value);
  if (typeof value !== 'object' || value === null) return String(value).length / 3 + 1;
  const entries = Array.isArray(value) ? value : Object.values(value);
  const keys = Array.isArray(value)
    ? 0
    : Object.values(value).filter((entry) => entry !== undefined).length * keyTokens;
  return entries.reduce((sum: number, entry: JsonValue | undefined) => sum + estimateTokens(entry), keys + 2);
}

/** Plain letters come two and more to a token, digits up to three, other ASCII alone; anything else may take two. */
function textTokens(text: string): number {
  let sum = 2;
  for (const character of text) {
    if (/[a-z]/i.test(character)) sum += 0.5;
    else if (/[\d ]/.test(character)) sum += 0.5;
    else sum += character.charCodeAt(0) < 128 ? 0.8 : 2;
  }
  return sum;
}
