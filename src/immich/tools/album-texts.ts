/** The texts of an album as arguments. */
import * as z from 'zod';

export const albumName = z
  .string()
  .trim()
  .refine((text) => text.length >= 1 && text.length <= 500, 'must have 1 to 500 characters')
  .describe('Need not be unique');

export const albumDescription = z
  .string()
  .refine((text) => text.length <= 10_000, 'must have at most 10,000 characters')
  .optional();
