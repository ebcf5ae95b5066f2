import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { wireSchema } from '../../src/catalog/wire-schema.ts';

describe('the schema as a client sees it', () => {
  it('has types, bounds, defaults, choices and descriptions, and nothing that costs without helping', () => {
    const schema = z.strictObject({
      id: z.uuid().describe('Of the asset'),
      from: z.iso.datetime().optional(),
      page: z.int().min(1).default(1),
      size: z.int().optional(),
      kind: z.enum(['image', 'video']).optional(),
      ids: z.array(z.uuid()).max(10).optional(),
    });
    expect(wireSchema(schema, 'input')).toEqual({
      type: 'object',
      required: ['id'],
      properties: {
        id: { type: 'string', format: 'uuid', description: 'Of the asset' },
        from: { type: 'string', format: 'date-time' },
        page: { type: 'integer', minimum: 1, default: 1 },
        size: { type: 'integer' },
        kind: { type: 'string', enum: ['image', 'video'] },
        ids: { type: 'array', maxItems: 10, items: { type: 'string', format: 'uuid' } },
      },
    });
  });

  it('lists a default only where a reader would not assume it', () => {
    const schema = z.strictObject({
      off: z.boolean().default(false),
      on: z.boolean().default(true),
      first: z.enum(['a', 'b']).default('a'),
      second: z.enum(['a', 'b']).default('b'),
      page: z.int().default(1).meta({ description: 'From 1', assumedDefault: true }),
      count: z.int().default(1),
      text: z.string().default(''),
    });
    expect(wireSchema(schema, 'input').properties).toEqual({
      off: { type: 'boolean' },
      on: { type: 'boolean', default: true },
      first: { type: 'string', enum: ['a', 'b'] },
      second: { type: 'string', enum: ['a', 'b'], default: 'b' },
      page: { type: 'integer', description: 'From 1' },
      count: { type: 'integer', default: 1 },
      text: { type: 'string' },
    });
  });

  it('keeps properties whose names are words of JSON Schema', () => {
    const schema = z.strictObject({ pattern: z.string(), additionalProperties: z.boolean().optional() });
    expect(wireSchema(schema, 'input').properties).toEqual({
      pattern: { type: 'string' },
      additionalProperties: { type: 'boolean' },
    });
  });

  it('asks of a result only what is always there, and lets it have more', () => {
    const schema = z.object({ total: z.number(), note: z.string().optional() });
    const wire = wireSchema(schema, 'output');
    expect(wire.required).toEqual(['total']);
    expect(wire).not.toHaveProperty('additionalProperties');
  });
});
