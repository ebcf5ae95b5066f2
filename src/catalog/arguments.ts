/** Checks what a model sent against a tool's input, and says in one line what would have worked. */
import * as z from 'zod';
import { problemOf } from './argument-problem.ts';
import { foldText } from './fold-text.ts';
import { failed, type Result, success } from './result.ts';

/**
 * Validates `args` against `input`. A list or object that arrives as a JSON string is read as what it says (several
 * hosts stringify nested arguments), a single text in place of a list as a list of one, and null for an optional argument
 * as not given; nothing else is coerced. A text of which nothing can be seen is refused: looked for, it would be found
 * everywhere, and as a name nobody would find it again. On failure the message names the first five offending arguments and,
 * for an unknown one, the known ones (`alsoKnown` adds names that the caller reads itself). It never repeats a value.
 */
export function readArguments<Shape extends z.ZodRawShape>(
  input: z.ZodObject<Shape, z.core.$strict>,
  args: unknown,
  alsoKnown: readonly string[] = [],
): Result<z.output<z.ZodObject<Shape, z.core.$strict>>> {
  const checked = input.safeParse(asMeant(input, args ?? {}), { error: problemOf });
  if (checked.success) {
    const unseen = Object.entries(checked.data).find(([, value]) => [value].flat().some(cannotBeSeen));
    if (unseen === undefined) return success(checked.data);
    return failed('invalid_input', `Invalid arguments: ${unseen[0]}: must have something that can be seen.`);
  }
  const known = [...Object.keys(input.shape), ...alsoKnown];
  const issues = oneForEach(checked.error.issues);
  const problems = issues.slice(0, 5).map((issue) => describeIssue(issue, known));
  const more = issues.length - problems.length;
  if (more > 0) problems.push(`and ${more} more`);
  return failed('invalid_input', `Invalid arguments: ${problems.join('; ')}.`);
}

/** A text of control characters, zero-width spaces or lone accents; white space is read as no text at all, by who takes it. */
function cannotBeSeen(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && foldText(value) === '';
}

function asMeant(input: z.ZodObject, args: unknown): unknown {
  if (typeof args !== 'object' || args === null || Array.isArray(args)) return args;
  return Object.fromEntries(
    Object.entries(args)
      .filter(([name, value]) => value !== null || takesNull(input.shape[name]))
      .map(([name, value]) => [name, parseNested(input.shape[name], value)]),
  );
}

/** An argument that does not exist counts, so that it is still reported as unknown. */
function takesNull(schema: unknown): boolean {
  const mayBeLeftOut = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;
  return !mayBeLeftOut || schema.safeParse(null).success;
}

function parseNested(schema: unknown, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const opening = openingOf(schema);
  if (opening === undefined) return value;
  if (!value.trimStart().startsWith(opening)) return opening === '[' ? [value] : value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** How JSON of a value of this schema begins, for lists and objects. */
function openingOf(schema: unknown): '[' | '{' | undefined {
  if (schema instanceof z.ZodArray) return '[';
  if (schema instanceof z.ZodObject || schema instanceof z.ZodRecord) return '{';
  const wraps = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable;
  return wraps ? openingOf(schema.unwrap()) : undefined;
}

/** One of what is wrong with each argument: its type, or else the last, which is the narrowest rule. */
function oneForEach(issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] {
  const chosen = new Map<string, z.core.$ZodIssue>();
  for (const issue of issues) {
    const place = issue.path.map(String).join('.');
    if (chosen.get(place)?.code !== 'invalid_type') chosen.set(place, issue);
  }
  return [...chosen.values()];
}

function describeIssue(issue: z.core.$ZodIssue, known: readonly string[]): string {
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.slice(0, 5).map((key) => JSON.stringify(key.slice(0, 60)));
    const takes = known.length === 0 ? 'it takes none' : `known: ${known.join(', ')}`;
    return `unknown argument ${names.join(', ')} (${takes})`;
  }
  const place = issue.path.map(String).join('.') || 'arguments';
  return `${place}: ${issue.message}`;
}
