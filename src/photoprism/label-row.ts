/** What PhotoPrism answers for a label. What is wrong in a field is left out. */
import * as z from 'zod';

const text = z.string().default('').catch('');

export const labelRow = z.looseObject({
  /** In its database: what photos carry, and what takes a label off one. */
  ID: z.number().int().optional().catch(undefined),
  UID: z.string().min(1),
  Name: text,
  /** Labels below 0 are only listed when all are asked for. */
  Priority: z.number().int().default(0).catch(0),
  Favorite: z.boolean().default(false).catch(false),
  /** Only in lists. */
  PhotoCount: z.number().int().min(0).optional().catch(undefined),
});
export type LabelRow = z.infer<typeof labelRow>;
