/** The way to define a tool over PhotoPrism's reference: it has no services, so that it can touch no library. */
import * as z from 'zod';
import { toolDefiners } from '../../catalog/tool.ts';

export const { defineTool } = toolDefiners<undefined>();

/** Arguments that several of these tools take. Their bounds are checked with the rest of a question, not by their schema. */
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
