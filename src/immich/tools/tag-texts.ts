/** The texts of a tag as arguments. */
import * as z from 'zod';

const longestPath = 500;
const mostLevels = 20;

/** The levels of a path, without white space around them and without empty ones. */
export function levelsOf(path: string): string[] {
  return path
    .split('/')
    .map((level) => level.trim())
    .filter((level) => level !== '');
}

/** One or several levels with `/` between them. */
export const tagPath = z
  .string()
  .refine((text) => text.length <= longestPath, `must have at most ${longestPath} characters`)
  .refine((text) => {
    const levels = levelsOf(text).length;
    return levels >= 1 && levels <= mostLevels;
  }, `must have 1 to ${mostLevels} levels that are not empty`);

/** The last level of a path. */
export const tagName = z
  .string()
  .trim()
  .refine((text) => text.length >= 1 && text.length <= longestPath, `must have 1 to ${longestPath} characters`)
  .refine((text) => !text.includes('/'), 'must be one level, without /: a tag cannot be moved below another');
