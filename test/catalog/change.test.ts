import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { bindTools } from '../../src/catalog/binding.ts';
import type { Change } from '../../src/catalog/change.ts';
import { toolDefiners } from '../../src/catalog/define-tools.ts';
import type { JsonObject } from '../../src/catalog/json.ts';
import type { ChangeRecorder } from '../../src/catalog/recorder.ts';
import { failed, success } from '../../src/catalog/result.ts';
import type { ChangeToolRecord } from '../../src/catalog/tool.ts';
import { openDesk, textOf } from '../fixtures/call-desk.ts';

const { defineChange, defineTool } = toolDefiners<{ steps: string[] }>();
const shape = { ids: z.array(z.string()).min(1) };
type Record = ChangeToolRecord<{ steps: string[] }, typeof shape, readonly string[]>;

const base: Record = {
  name: 'things_delete',
  title: 'Delete things',
  description: 'Deletes things.',
  toolset: 'assets',
  effect: 'remove',
  permission: 'delete',
  scopes: [],
  input: z.strictObject(shape),
  output: z.object({}),
  plan: async ({ ids }, { steps }) => {
    steps.push('plan');
    if (ids.includes('missing')) return failed('not_found', 'There is no such thing.');
    return success({ preview: { would_delete: ids.length }, items: [], work: ids });
  },
  apply: async (ids, { steps }) => {
    steps.push('apply');
    return success({ data: { deleted: ids.length }, items: ids.map((id) => ({ id, ok: true })) });
  },
};

function stage(changes: Partial<Record> = {}) {
  const steps: string[] = [];
  const [tool] = bindTools([defineChange({ ...base, ...changes })], { steps });
  if (tool === undefined) throw new Error('no tool');
  const desk = openDesk();
  return { steps, tool, desk, call: (args: unknown) => desk.call(tool, args) };
}

describe('a removal', () => {
  it('only previews, unless told otherwise', async () => {
    const { call, steps, desk } = stage();
    expect((await call({ ids: ['a', 'b'] })).structuredContent).toEqual({ dry_run: true, would_delete: 2 });
    expect(steps).toEqual(['plan']);
    expect(desk.audit[0]).not.toHaveProperty('changed');
  });

  it('plans and then acts when dry_run is false', async () => {
    const { call, steps, desk } = stage();
    expect((await call({ ids: ['a', 'b'], dry_run: false })).structuredContent).toEqual({ deleted: 2 });
    expect(steps).toEqual(['plan', 'apply']);
    expect(desk.audit).toMatchObject([{ changed: 2 }]);
  });

  it('does nothing when its plan fails', async () => {
    const { call, steps } = stage();
    expect(textOf(await call({ ids: ['missing'], dry_run: false }))).toBe('There is no such thing.');
    expect(steps).toEqual(['plan']);
  });

  it.each([
    [{ ids: ['a'], dry_run: 'false' }],
    [{ ids: ['a'], dry_run: 0 }],
    [{ ids: [], dry_run: false }],
    [{ ids: ['a'], dryRun: false }],
    [{ dry_run: false }],
    [null],
  ])('does not even plan for %j', async (args) => {
    const { call, steps } = stage();
    expect((await call(args)).isError).toBe(true);
    expect(steps).toEqual([]);
  });

  it('takes a null dry_run as not given', async () => {
    const { call, steps } = stage();
    await call({ ids: ['a'], dry_run: null });
    expect(steps).toEqual(['plan']);
  });
});

describe('which changes preview first', () => {
  it.each([
    ['what removes', { effect: 'remove' }, true],
    ['what works in bulk', { effect: 'change', bulk: true }, true],
    ['not a plain change', { effect: 'change' }, false],
    ['not an addition', { effect: 'add' }, false],
  ] as const)('%s', async (_what, changes, previews) => {
    const { call, steps, tool } = stage(changes);
    expect('dry_run' in tool.input.shape).toBe(previews);
    await call({ ids: ['a'] });
    expect(steps).toEqual(previews ? ['plan'] : ['plan', 'apply']);
  });

  it('and what does not, only previews where it is asked to', async () => {
    const { call, steps } = stage({ effect: 'change' });
    expect((await call({ ids: ['a'], dry_run: true })).structuredContent).toEqual({ dry_run: true, would_delete: 1 });
    expect(steps).toEqual(['plan']);
  });
});

describe('what a change answers is as the list of tools says', () => {
  const output = z.looseObject({ made: z.string() });

  it('also where only a preview is answered, which clients would refuse otherwise', () => {
    const tool = defineChange({ ...base, effect: 'add', output });
    expect(tool.output.safeParse({ dry_run: true, would_make: 'a' }).success).toBe(true);
    expect(tool.output.safeParse({ made: 'a' }).success).toBe(true);
    expect(tool.output.safeParse({ made: 5 }).success).toBe(false);
  });

  it('and what reads always has what it says', () => {
    const tool = defineTool({ ...base, effect: 'read', output, run: async () => success({ data: {} }) });
    expect(tool.output.safeParse({}).success).toBe(false);
  });
});

describe('hints to the host follow from the record', () => {
  it.each([
    ['add', { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false }],
    ['change', { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false }],
    ['remove', { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false }],
  ] as const)('%s', (effect, hints) => {
    expect(stage({ effect }).tool.hints).toEqual(hints);
  });

  it('read', () => {
    const tool = defineTool({
      ...base,
      effect: 'read',
      permission: 'view',
      openWorld: true,
      run: async () => success({ data: {} }),
    });
    expect(tool.hints).toEqual({
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: true,
    });
  });
});

describe('a change is written down', () => {
  function recorded(changes: Partial<Record> = {}, refusal?: string) {
    const steps: string[] = [];
    const begun: Change[] = [];
    const ended: unknown[] = [];
    const recorder: ChangeRecorder = {
      begin: async (change) => {
        steps.push('begin');
        begun.push(change);
        if (refusal !== undefined) return failed('unavailable', refusal);
        return success({
          id: 'c1',
          end: async (outcome) => {
            steps.push('end');
            ended.push(outcome);
          },
        });
      },
    };
    const [tool] = bindTools([defineChange({ ...base, ...changes })], { steps });
    if (tool === undefined) throw new Error('no tool');
    const desk = openDesk({ recorder });
    return { steps, begun, ended, desk, call: (args: unknown) => desk.call(tool, args) };
  }

  it('before it is sent and after it has ended, and its answer says under which name', async () => {
    const { call, steps, begun, ended } = recorded();
    const told = await call({ ids: ['a'], dry_run: false });
    expect(steps).toEqual(['plan', 'begin', 'apply', 'end']);
    expect(told.structuredContent).toEqual({ deleted: 1, change_id: 'c1' });
    expect(begun).toEqual([
      { tool: 'things_delete', title: 'Delete things', effect: 'remove', arguments: { ids: ['a'] }, items: [] },
    ]);
    expect(ended).toMatchObject([{ ok: true, value: { items: [{ id: 'a', ok: true }] } }]);
  });

  it('or it is not made at all', async () => {
    const { call, steps } = recorded({}, 'The disk is full.');
    expect(textOf(await call({ ids: ['a'], dry_run: false }))).toBe('The disk is full.');
    expect(steps).toEqual(['plan', 'begin']);
  });

  it('with its end, also where the library refused it', async () => {
    const { call, ended } = recorded({ apply: async () => failed('denied', 'No.') });
    expect(textOf(await call({ ids: ['a'], dry_run: false }))).toBe('No.');
    expect(ended).toEqual([{ ok: false, failure: { code: 'denied', message: 'No.' } }]);
  });

  it('as open, where a defect ended it', async () => {
    const { call, ended, desk } = recorded({
      apply: async () => {
        throw new Error('broken');
      },
    });
    await call({ ids: ['a'], dry_run: false });
    expect(ended).toEqual([undefined]);
    expect(desk.defects).toHaveLength(1);
  });

  it('unless it is but a preview', async () => {
    const { call, steps } = recorded();
    await call({ ids: ['a'] });
    expect(steps).toEqual(['plan']);
  });

  /** The arguments that are written down of a change of `asked`, one after the other. */
  async function writtenDown(
    record: Pick<Record, 'secrets' | 'addresses'>,
    input: z.ZodObject,
    asked: readonly object[],
  ): Promise<JsonObject[]> {
    const plan = async () => success({ preview: {}, items: [], work: [] });
    const seen: JsonObject[] = [];
    const recorder: ChangeRecorder = {
      begin: async (change) => {
        seen.push(change.arguments);
        return success({ id: 'c2', end: async () => {} });
      },
    };
    const [tool] = bindTools([defineChange({ ...base, ...record, input, plan })], { steps: [] });
    if (tool === undefined) throw new Error('no tool');
    for (const args of asked) await openDesk({ recorder }).call(tool, { ...args, dry_run: false });
    return seen;
  }

  it('without its secrets', async () => {
    const input = z.strictObject({ password: z.string().nullable(), name: z.string() });
    const asked = ['hunter2', null].map((password) => ({ password, name: 'Link' }));
    expect(await writtenDown({ secrets: ['password'] }, input, asked)).toEqual([
      { password: '[secret]', name: 'Link' },
      { password: null, name: 'Link' },
    ]);
  });

  it('without what opens an address, but so that one is told from another', async () => {
    const sources = [
      'https://anna:hunter2@photos.example.com/a/b.jpg?sig=hunter2#hunter2',
      'https://photos.example.com/a/b.jpg?sig=hunter3',
      'https://photos.example.com/a/b.jpg',
      '/photos/what?.jpg',
      'C:\\photos\\b.jpg',
    ];
    const input = z.strictObject({ source: z.string(), text: z.string() });
    const asked = sources.map((source) => ({ source, text: 'see https://x.example/?a=b' }));
    const written = await writtenDown({ addresses: ['source'] }, input, asked);
    expect(written.map(({ source }) => source)).toEqual([
      expect.stringMatching(/^https:\/\/photos\.example\.com\/a\/b\.jpg\?\[[0-9a-f]{8}\]$/),
      expect.stringMatching(/^https:\/\/photos\.example\.com\/a\/b\.jpg\?\[[0-9a-f]{8}\]$/),
      ...sources.slice(2),
    ]);
    expect(new Set(written.map(({ source }) => source)).size).toBe(5);
    expect(written[0]).toMatchObject({ text: 'see https://x.example/?a=b' });
    expect(JSON.stringify(written)).not.toContain('hunter');
  });
});
