/** Estimates what a piece of an answer costs a model, without a tokenizer: rather a little too much than too little. */
import type { JsonValue } from '../../catalog/json.ts';

/** Half of an answer is ids, whose hexadecimal digits make many tokens: 23 on average, with quotation marks. */
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const uuidTokens = 24;
/** A key of our own with its quotation marks, colon and comma. */
const keyTokens = 4;

/** About the tokens that `value` takes as JSON. */
export function estimateTokens(value: JsonValue | undefined): number {
  if (value === undefined) return 0;
  if (typeof value === 'string') return uuid.test(value) ? uuidTokens : textTokens(value);
  if (typeof value !== 'object' || value === null) return Math.ceil(String(value).length / 3);
  const entries = Object.values(value).filter((entry) => entry !== undefined);
  const keys = Array.isArray(value) ? 0 : entries.length * keyTokens;
  return entries.reduce((sum: number, entry: JsonValue) => sum + estimateTokens(entry), keys + 1);
}

/** Runs of letters, of digits, and every other character by itself; a space belongs to the word after it. */
function textTokens(text: string): number {
  let sum = 2;
  for (let at = 0; at < text.length; ) {
    const kind = kindOf(text.charCodeAt(at));
    let end = at + 1;
    if (kind === 'letter' || kind === 'digit') {
      while (end < text.length && kindOf(text.charCodeAt(end)) === kind) end += 1;
    }
    sum += kind === 'letter' ? letterTokens(text.slice(at, end)) : otherTokens[kind] * Math.ceil((end - at) / 3);
    at = end;
  }
  return sum;
}

type Kind = 'letter' | 'digit' | 'space' | 'mark' | 'foreign';

/** By three, where they come in runs. Beyond ASCII a character may take two tokens and more. */
const otherTokens = { digit: 1, space: 0, mark: 1, foreign: 2 } as const satisfies Record<
  Exclude<Kind, 'letter'>,
  number
>;

function kindOf(code: number): Kind {
  if (code >= 128) return 'foreign';
  if (code === 32) return 'space';
  if (code >= 48 && code <= 57) return 'digit';
  const lower = code | 32;
  return lower >= 97 && lower <= 122 ? 'letter' : 'mark';
}

/** Letters as people write them, of which several make a token; anything else costs nearly as much as it is long. */
function letterTokens(letters: string): number {
  if (letters.length <= 3) return 1;
  const isWord = /^([A-Z]?[a-z]*|[A-Z]+)$/.test(letters) && !/[^aeiouy]{5}/i.test(letters);
  return isWord ? Math.ceil(letters.length / 3.5) : letters.length * 0.7;
}
