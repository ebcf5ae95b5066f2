/** Keeps an answer from costing more than the caller agreed to. */
import * as z from 'zod';
import { failed, type Result, success } from '../catalog/result.ts';

/** Tokens that all pictures of an answer may cost together. Its bounds are checked but not listed. */
export const maxTokens = z
  .int()
  .refine((tokens) => tokens >= 1 && tokens <= 1_000_000, 'must be from 1 to 1000000')
  .default(10_000)
  .describe('Of images');

/** The tokens, where they are within the limit; fails with what it would cost and what `else` there is. */
export function withinLimit(tokens: number, limit: number, instead: string): Result<number> {
  if (tokens <= limit) return success(tokens);
  return failed(
    'refused',
    `The images would cost about ${tokens} tokens, more than max_tokens (${limit}). Nothing was sent.`,
    `${instead}, or give max_tokens ${tokens} or more.`,
  );
}
