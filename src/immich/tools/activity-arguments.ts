/** What kind of activity an argument means. */
import { ReactionType } from '@immich/sdk';
import * as z from 'zod';

const words = ['COMMENT', 'LIKE'];

/** In either case; listed in one. */
export const reactionType = z
  .string()
  .toUpperCase()
  .refine((type) => words.includes(type), 'must be COMMENT or LIKE')
  .meta({ enum: words });

/** The library's own word for it. */
export function reactionOf(type: string): ReactionType {
  return type === 'LIKE' ? ReactionType.Like : ReactionType.Comment;
}
