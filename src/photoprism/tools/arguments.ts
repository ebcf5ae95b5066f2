/** Arguments that several PhotoPrism tools take, each described once. */
import * as z from 'zod';
import { manyOf } from '../../catalog/list-arguments.ts';
import { reference } from '../naming/uid.ts';

export const photoId = reference('photo').describe('Id or file name');

export const albumId = reference('album').describe('Id or title');

export const labelId = reference('label').describe('Id or name');

export const personId = reference('person').describe('Id or name');

/** Photos, each of them once. */
export const photoIds = manyOf(reference('photo')).describe('Ids or file names');

/** A text that is set, as long as PhotoPrism keeps it; longer ones it cuts without a word. */
export function textUpTo(longest: number): z.ZodString {
  return z.string().refine((text) => text.length <= longest, `must have at most ${longest} characters`);
}
