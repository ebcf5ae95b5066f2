/** Arguments of tools that look something up, and what their answers have in common. */
import * as z from 'zod';

/** Checked by `readQuestion`, which has its own words, and not by the schema. */
export const limit = z.int().optional().describe('Default 20, at most 50');
export const offset = z.int().optional().describe('Matches to skip');
export const query = z.string().optional().describe('Words to look for');

/** What every such answer has beside its matches. */
export const matchFacts = {
  total_matches: z.int(),
  truncated: z.boolean(),
  query_applied: z.string().optional(),
  warnings: z.array(z.string()).optional(),
};
