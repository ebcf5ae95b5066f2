/** The JSON Schema of a tool as it goes over the wire: whatever costs tokens without helping a model is left out. */
import * as z from 'zod';
import type { JsonObject, JsonValue } from './json.ts';

/** In the `meta` of a schema: nobody needs to be told its default. */
export const assumedDefault = 'assumedDefault';

/** Keys that repeat what validation does anyway, or that no model reads. */
const droppedKeys = new Set(['$schema', 'pattern', 'additionalProperties', assumedDefault]);

/**
 * Converts a schema for listing. Validation itself always uses the full schema: this only drops format patterns, the
 * bounds of a safe integer, `additionalProperties`, and defaults that a reader assumes anyway: `false`, an empty text, the
 * first of several choices, and what is marked as `assumedDefault`.
 */
export function wireSchema(schema: z.ZodObject, io: 'input' | 'output'): JsonObject & { readonly type: 'object' } {
  const full = z.toJSONSchema(schema, { io });
  return { ...slimObject(full), type: 'object' };
}

function slimObject(schema: object): JsonObject {
  const entries: [string, JsonValue][] = [];
  for (const [key, value] of Object.entries(schema)) {
    if (droppedKeys.has(key) || isSafeIntegerBound(key, value) || isAssumedDefault(key, value, schema)) continue;
    entries.push([key, key === 'properties' ? slimProperties(value) : slimValue(value)]);
  }
  return Object.fromEntries(entries);
}

/** Property names are data: one that is called `pattern` must stay. */
function slimProperties(properties: object): JsonObject {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, slimValue(schema)]));
}

function slimValue(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(slimValue);
  if (typeof value === 'object' && value !== null) return slimObject(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}

function isSafeIntegerBound(key: string, value: unknown): boolean {
  return (key === 'minimum' || key === 'maximum') && Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER;
}

function isAssumedDefault(key: string, value: unknown, schema: object): boolean {
  if (key !== 'default') return false;
  return (
    value === false ||
    value === '' ||
    assumedDefault in schema ||
    ('enum' in schema && Array.isArray(schema.enum) && schema.enum[0] === value)
  );
}
