/** Reading requests: zod schemas that accept and refuse exactly what Immich 3 does, with the same error entries. */
import type { Context } from 'hono';
import * as z from 'zod';
import { type ValidationIssue, validationFailed } from './errors.ts';
import { readJson } from './request-body.ts';

/** UUIDv4 in either case; an upper-case one is valid and then not found, as in Immich. */
export const uuid = z.uuidv4();

const idParameter = z.object({ id: uuid });
export const idList = z.object({ ids: z.array(uuid) });

const withSeconds = z.iso.datetime({ offset: true });
const withoutSeconds = z.iso.datetime({ offset: true, precision: -1 });

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** A full ISO date and time with `Z` or an offset (a bare date is refused); gives milliseconds UTC. */
export const isoDateTime = z
  .stringFormat('datetime', (text) => withSeconds.safeParse(text).success || withoutSeconds.safeParse(text).success, {
    error: (issue) => `Invalid input: expected ISO 8601 datetime string, received ${typeName(issue.input)}`,
  })
  .transform((text) => Date.parse(text));

/** A boolean in a query string or a form: only `true` and `false`. */
export const queryBoolean = z.stringbool({ truthy: ['true'], falsy: ['false'], case: 'sensitive' });

export const visibility = z.enum(['archive', 'timeline', 'hidden', 'locked']);

/** A rating that is being set: -1 (rejected), 1 to 5, or null (none). */
export const ratingToSet = z
  .int()
  .min(-1)
  .max(5)
  .nullable()
  .refine((rating) => rating !== 0, {
    error: 'Rating must be -1 (rejected), 1–5 (starred), or null (unrated); 0 is not valid',
  });

/** Text that is stored: a NUL, at which SQLite would cut it off, is refused. */
export const storedText = z.string().refine((text) => !text.includes('\0'), { error: 'Text must not contain NUL' });

export const latitude = z.number().min(-90).max(90);
export const longitude = z.number().min(-180).max(180);

/** Latitude and longitude are both there or both missing. */
export function coordinatesTogether(body: { latitude?: unknown; longitude?: unknown }): boolean {
  return (body.latitude === undefined) === (body.longitude === undefined);
}

export const coordinatesTogetherError = { error: 'Latitude and longitude must be provided together', path: [] };

/** Checks `value`; throws the 400 with the failed rules. Unknown fields are dropped by the schema. */
export function check<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw validationFailed(parsed.error.issues.map((issue): ValidationIssue => ({ ...issue })));
}

/** The request's JSON (or form) body, checked. */
export async function readBody<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  return check(schema, await readJson(c.req.raw));
}

/** The query string, checked: a parameter that is repeated arrives as an array. */
export function readQuery<T>(c: Context, schema: z.ZodType<T>): T {
  const query = Object.entries(c.req.queries()).map(([name, values]) => [
    name,
    values.length === 1 ? values[0] : values,
  ]);
  return check(schema, Object.fromEntries(query));
}

/** The `:id` of the path, checked to be a UUID. */
export function readId(c: Context): string {
  return check(idParameter, c.req.param()).id;
}
