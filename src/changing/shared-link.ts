/** What every library's shared links have in common: a password that nobody is told, and an end. */
import * as z from 'zod';
import { readInstant } from '../catalog/instant.ts';
import { type Failure, failed, type Result, success } from '../catalog/result.ts';

export const password = z
  .string()
  .refine((text) => text.length >= 1 && text.length <= 200, 'must have 1 to 200 characters');

/** Reads when a link is to end; a bare day is its last moment (UTC). Fails on what is no date, or in the past. */
function readExpiry(text: string): Result<string> {
  const instant = readInstant('expires_at', text, true);
  if (!instant.ok || Date.parse(instant.value) > Date.now()) return instant;
  return failed('invalid_input', `expires_at ${instant.value} is in the past: the link would show nothing.`);
}

/** Shorter ones are parts of every other word, and would blot out the message. */
const shortestTold = 4;

/** Puts something else in place of a password in what a server said. */
export function withoutPassword<Value>(answer: Result<Value>, given: string | null | undefined): Result<Value> {
  if (answer.ok || !given || given.length < shortestTold) return answer;
  const { code, message, hint } = answer.failure;
  const clean = (words: string) => words.replaceAll(given, '<password>');
  const failure: Failure = { code, message: clean(message), ...(hint === undefined ? {} : { hint: clean(hint) }) };
  return { ok: false, failure };
}

/** The expiry that was given, checked; undefined leaves it as it is, null takes it away. */
export function expiryToSet(given: string | null | undefined): Result<string | null | undefined> {
  return typeof given === 'string' ? readExpiry(given) : success(given);
}
