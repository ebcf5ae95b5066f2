/** What can be set on a shared link, as arguments; bounds are checked but not listed. */
import * as z from 'zod';
import { failed, type Result } from '../../catalog/result.ts';

/** A path of its own: what every browser and messenger takes for a part of an address. */
export const slug = z
  .string()
  .trim()
  .refine((text) => /^[\w-]{1,100}$/.test(text), 'must have 1 to 100 letters (a-z), digits, - or _');

export const description = z.string().refine((text) => text.length <= 10_000, 'must have at most 10,000 characters');

/** Immich names the one rule that a link can break only vaguely: two links cannot have the same slug. */
export function withSlugTold<Value>(answer: Result<Value>, wanted: string | null | undefined): Result<Value> {
  if (answer.ok || !wanted || !answer.failure.message.includes('Failed to save shared link')) return answer;
  return failed('conflict', `The slug ${JSON.stringify(wanted)} is taken by another link.`, 'Choose another slug.');
}
