/** What can be set on a link, as arguments; bounds are checked but not listed. */
import * as z from 'zod';
import { password } from '../../changing/shared-link.ts';

/** A link, as its list names it: PhotoPrism's uid. */
export const linkId = z
  .string()
  .trim()
  .toLowerCase()
  .refine((text) => /^s[a-z0-9]{15}$/.test(text), 'must be an id of photoprism_shares_list')
  .describe('From photoprism_shares_list');

const maxViews = z
  .int()
  .refine((number) => number >= 0 && number <= 1_000_000, 'must be from 0 to 1,000,000')
  .optional()
  .describe('0: any number');

/** PhotoPrism would make something else of other letters. */
const slug = z
  .string()
  .trim()
  .refine((text) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= 80, 'must have a-z, 0-9 and - in between')
  .optional()
  .describe('End of its address');

export const linkSettings = {
  max_views: maxViews,
  password: password.optional().describe('To open it; cannot be taken off again'),
  slug,
};
