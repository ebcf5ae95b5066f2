/** What PhotoPrism answers for a link that shares an album. */
import * as z from 'zod';

const count = z.number().int().default(0).catch(0);

export const linkRow = z.looseObject({
  UID: z.string().min(1),
  Slug: z.string().default('').catch(''),
  /** Opens the link: told only within its address. */
  Token: z.string().default('').catch(''),
  /** Seconds from `ModifiedAt`; 0 for ever. */
  Expires: count,
  Views: count,
  /** After which it ends; 0 for any number. */
  MaxViews: count,
  /** True where it asks for a password. */
  VerifyPassword: z.boolean().default(false).catch(false),
  ModifiedAt: z.string().default('').catch(''),
});
export type LinkRow = z.infer<typeof linkRow>;
