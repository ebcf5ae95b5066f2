import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readArguments } from '../../src/catalog/arguments.ts';
import { redactor } from '../../src/server/redaction.ts';

const input = z.strictObject({
  query: z.string().min(1),
  page: z.int().min(1).default(1),
  ids: z.array(z.string()).max(3).optional(),
  rating: z.int().min(0).max(5).nullable().optional(),
  where: z.looseObject({}).optional(),
  kind: z.enum(['image', 'video']).optional(),
});

function problem(args: unknown): string {
  const read = readArguments(input, args);
  expect(read).toMatchObject({ ok: false, failure: { code: 'invalid_input' } });
  return read.ok ? '' : read.failure.message;
}

describe('arguments that are as meant', () => {
  it.each([
    ['a plain object, with defaults filled in', { query: 'sea' }, { query: 'sea', page: 1 }],
    ['one text where a list is asked', { query: 'sea', ids: 'a' }, { query: 'sea', page: 1, ids: ['a'] }],
    ['a list sent as JSON text', { query: 'sea', ids: '["a","b"]' }, { query: 'sea', page: 1, ids: ['a', 'b'] }],
    ['an object sent as JSON text', { query: 'sea', where: ' {"x":1}' }, { query: 'sea', page: 1, where: { x: 1 } }],
    ['null for what may be left out', { query: 'sea', page: null, ids: null }, { query: 'sea', page: 1 }],
    ['null where null means something', { query: 'sea', rating: null }, { query: 'sea', page: 1, rating: null }],
    ['text that only looks like JSON, for text', { query: '["a"]' }, { query: '["a"]', page: 1 }],
  ])('%s', (_what, args, meaning) => {
    expect(readArguments(input, args)).toEqual({ ok: true, value: meaning });
  });

  it('nothing at all, where nothing is needed', () => {
    expect(readArguments(z.strictObject({}), undefined)).toEqual({ ok: true, value: {} });
  });
});

describe('arguments that are wrong', () => {
  it.each([
    [
      'an unknown one names the known ones',
      { query: 'sea', qeury: 1 },
      /unknown argument "qeury" \(known: query, page, ids/,
    ],
    ['a missing one is named', {}, / query: is missing\.$/],
    [
      'a wrong type is named, and not converted',
      { query: 'sea', page: '2' },
      / page: must be a number, not a string\.$/,
    ],
    ['a fraction for a whole number', { query: 'sea', page: 1.5 }, / page: must be a whole number\.$/],
    ['null for what is needed', { query: null }, / query: must be a string, not null\.$/],
    ['an empty text', { query: '' }, / query: must have at least 1 character\.$/],
    ['a value below its bounds', { query: 'sea', page: 0 }, / page: must be at least 1\.$/],
    ['a value above its bounds', { query: 'sea', rating: 6 }, / rating: must be at most 5\.$/],
    ['a wrong choice names the right ones', { query: 'sea', kind: 'gif' }, / kind: must be one of "image", "video"\.$/],
    ['too many in a list', { query: 'sea', ids: ['a', 'b', 'c', 'd'] }, / ids: must have at most 3 entries\.$/],
    ['broken JSON text for a list', { query: 'sea', ids: '["a",' }, / ids: must be a list, not a string\.$/],
    [
      'an element of a list by its place',
      { query: 'sea', ids: ['a', 2] },
      / ids\.1: must be a string, not a number\.$/,
    ],
    ['a list instead of arguments', ['sea'], / arguments: must be an object, not a list\.$/],
    ['a text instead of arguments', 'sea', / arguments: must be an object, not a string\.$/],
    [
      'a text of which nothing can be seen',
      { query: '\u200b\u0000' },
      / query: must have something that can be seen\.$/,
    ],
    [
      'such a text in a list',
      { query: 'sea', ids: ['a', '\u202e\u0301'] },
      / ids: must have something that can be seen\.$/,
    ],
  ])('%s', (_what, args, message) => {
    expect(problem(args)).toMatch(message);
  });

  it('keep the words of a schema that has its own', () => {
    const own = z.strictObject({
      day: z.string().regex(/^\d{4}/, 'must be a day'),
      size: z.int().max(9, 'is too much'),
    });
    const read = readArguments(own, { day: 'x', size: 10 });
    expect(read.ok ? '' : read.failure.message).toBe('Invalid arguments: day: must be a day; size: is too much.');
  });

  it('name a password without what was given, and the rule stays readable where secrets are blotted out', () => {
    const read = readArguments(z.strictObject({ password: z.string() }), { password: 42 });
    expect(redactor([])(read.ok ? '' : read.failure.message)).toBe(
      'Invalid arguments: password: must be a string, not a number.',
    );
  });

  it('are told once each, by the narrowest rule', () => {
    const size = z.int().refine((number) => number <= 100, 'must be at most a hundred');
    const read = readArguments(z.strictObject({ size }), { size: 1e21 });
    expect(read.ok ? '' : read.failure.message).toBe('Invalid arguments: size: must be at most a hundred.');
  });

  it('are told five at a time', () => {
    const many = z.strictObject(Object.fromEntries('abcdefgh'.split('').map((name) => [name, z.string()])));
    const read = readArguments(many, {});
    expect(read.ok ? '' : read.failure.message).toMatch(/^Invalid arguments: (.*; ){5}and 3 more\.$/);
  });

  it('say so where a tool takes none', () => {
    const read = readArguments(z.strictObject({}), { x: 1 });
    expect(read.ok ? '' : read.failure.message).toBe('Invalid arguments: unknown argument "x" (it takes none).');
  });

  it('count what the caller reads itself among the known ones', () => {
    const read = readArguments(z.strictObject({ id: z.string() }), { id: 'a', dryrun: true }, ['dry_run']);
    expect(read.ok ? '' : read.failure.message).toContain('(known: id, dry_run)');
  });

  it('never make it throw, and never come out longer than a few lines', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (args) => {
        const read = readArguments(input, args);
        return read.ok || read.failure.message.length < 2000;
      }),
    );
  });

  it('do not reach the prototype of anything', () => {
    const read = readArguments(input, JSON.parse('{"query":"a","__proto__":{"page":7}}'));
    expect(read).toMatchObject({ ok: false });
  });
});
