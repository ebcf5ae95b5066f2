/** An argument that stands for one thing in the library: its id, or a name that only one has. */
import * as z from 'zod';

/** What can be named instead of giving its id. */
export type Nameable = 'album' | 'asset' | 'person' | 'tag';

/** Ids in the library, in either case. */
export const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const longestName = 1000;

const references = z.registry<{ names: Nameable }>();

/** An id or a name; before a tool sees it, `resolveNames` has put the id there. Ids are lower-cased: Immich finds no other. */
export function reference(names: Nameable): z.ZodString {
  return z
    .string()
    .trim()
    .refine((text) => text.length > 0, 'must not be empty')
    .refine((text) => text.length <= longestName, `must have at most ${longestName} characters`)
    .overwrite((text) => (uuid.test(text) ? text.toLowerCase() : text))
    .register(references, { names });
}

/** What an argument names; undefined where it is no reference. */
export function namedBy(schema: unknown): Nameable | undefined {
  if (schema instanceof z.ZodString) return references.get(schema)?.names;
  if (schema instanceof z.ZodArray) return namedBy(schema.element);
  const isWrapped =
    schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault;
  return isWrapped ? namedBy(schema.unwrap()) : undefined;
}

/** What each object of a list holds; undefined where the argument is no list of objects. */
export function entryShape(schema: unknown): z.ZodRawShape | undefined {
  if (schema instanceof z.ZodOptional) return entryShape(schema.unwrap());
  return schema instanceof z.ZodArray && schema.element instanceof z.ZodObject ? schema.element.shape : undefined;
}
