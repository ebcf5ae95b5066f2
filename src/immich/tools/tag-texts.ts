/** The texts of a tag as arguments. */
import * as z from 'zod';
import { visibleText } from '../../catalog/visible-text.ts';

const longestPath = 500;
const mostLevels = 20;

/** A level as it is written: nothing that cannot be seen and accents in one form, or two tags could look the same. */
function asWritten(level: string): string {
  return visibleText(level).normalize('NFC').trim();
}

/** The levels of a path, as they are written and without empty ones. */
export function levelsOf(path: string): string[] {
  return path
    .split('/')
    .map(asWritten)
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
  .overwrite(asWritten)
  .refine((text) => text.length >= 1 && text.length <= longestPath, `must have 1 to ${longestPath} characters`)
  .refine((text) => !text.includes('/'), 'must be one level, without /: a tag cannot be moved below another');
