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
const pieces = /[a-z]+|[0-9]+|[^ ]/giu;

function textTokens(text: string): number {
  return (text.match(pieces) ?? []).reduce((sum, piece) => sum + pieceTokens(piece), 2);
}

function pieceTokens(piece: string): number {
  if (/^[0-9]/.test(piece)) return Math.ceil(piece.length / 3);
  if (/^[a-z]/i.test(piece)) return isWord(piece) ? Math.ceil(piece.length / 3.5) : piece.length * 0.7;
  // JSON writes two characters for some; beyond ASCII a character may take two tokens and more.
  return piece.charCodeAt(0) < 128 ? 1 : 2;
}

/** Letters as people write them, of which several make a token; anything else costs nearly as much as it is long. */
function isWord(letters: string): boolean {
  return /^([A-Z]?[a-z]*|[A-Z]+)$/.test(letters) && !/[^aeiouy]{5}/i.test(letters);
}
