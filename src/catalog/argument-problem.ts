/** Says in plain words what is wrong with one argument, and what would be right. */
import type * as z from 'zod';
import { counted } from './counted.ts';

/** Words for what JSON and zod call types. */
const kinds: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

/**
 * An error map for zod: what a value must be, without telling the value. Undefined leaves zod's own words; a message that a
 * schema brings along wins over both.
 */
export function problemOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${nameOf(issue.expected)}${notWhatItIs(issue)}`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'too_small':
      return `must ${bound(issue.origin, 'at least', issue.minimum)}`;
    case 'too_big':
      return `must ${bound(issue.origin, 'at most', issue.maximum)}`;
  }
  return undefined;
}

function nameOf(type: string): string {
  return kinds[type] ?? type;
}

/** Says what came where that is of another kind, which a fraction in place of a whole number is not. */
function notWhatItIs({ expected, input }: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidType>): string {
  const type = input === null ? 'null' : Array.isArray(input) ? 'array' : typeof input;
  return expected === 'int' && type === 'number' ? '' : `, not ${nameOf(type)}`;
}

function bound(origin: string, which: 'at least' | 'at most', limit: number | bigint): string {
  if (origin === 'string') return `have ${which} ${counted(Number(limit), 'character')}`;
  if (origin === 'array') return `have ${which} ${counted(Number(limit), 'entry', 'entries')}`;
  return `be ${which} ${limit}`;
}
