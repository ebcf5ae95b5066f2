/** What can be set on an album, as arguments; bounds are checked but not listed. */
import * as z from 'zod';
import { textUpTo } from './arguments.ts';

/** PhotoPrism cuts longer ones without a word. */
const longestTitle = 160;

export const albumTitle = textUpTo(longestTitle)
  .trim()
  .refine((text) => text !== '', 'must not be empty')
  .describe('Its name');

/** The texts around a title. */
export const albumTexts = {
  description: textUpTo(1024).optional().describe('Text below the title'),
  category: textUpTo(100).optional().describe('Groups albums'),
  location: textUpTo(160).optional().describe('Where it was'),
};

/** The orders in which PhotoPrism lets people see an album. */
export const albumOrder = z
  .enum(['oldest', 'newest', 'added', 'edited', 'name', 'title', 'similar', 'relevance'])
  .describe('Of its photos');
