/** An argument that stands for one thing in a library: its id, or a name that only one has. */
import * as z from 'zod';

const longestName = 1000;

const references = z.registry<{ names: string }>();

/**
 * An id, which has the form `id`, or a name; before a tool sees it, the name resolver has put the id there. Ids are
 * lower-cased: no library finds another. `names` is the kind of the thing.
 */
export function referenceTo(names: string, id: RegExp): z.ZodString {
  return z
    .string()
    .trim()
    .refine((text) => text.length > 0, 'must not be empty')
    .refine((text) => text.length <= longestName, `must have at most ${longestName} characters`)
    .overwrite((text) => (id.test(text) ? text.toLowerCase() : text))
    .register(references, { names });
}

/** The kind of what an argument names; undefined where it is no reference. */
export function namedBy(schema: unknown): string | undefined {
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
