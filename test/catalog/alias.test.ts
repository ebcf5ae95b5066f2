import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Alias, renameTools, taken } from '../../src/catalog/alias.ts';
import type { ListedTool } from '../../src/catalog/binding.ts';
import { localCaller } from '../../src/catalog/caller.ts';
import { listedTools, toolsForPages } from '../../src/catalog/exposure.ts';
import { openDesk, type TestDesk, textOf } from '../fixtures/call-desk.ts';
import { newShelf, type SampleShelf, sampleTools } from '../fixtures/sample-tools.ts';

const aliases: readonly Alias[] = [
  {
    name: 'ls',
    tool: 'sample_list',
    takes: { starting: 'prefix', only: taken('ids', z.string().optional(), (text) => text?.split(' ')) },
    refuses: { deep: 'the shelf has one level' },
  },
  { name: 'fail', tool: 'sample_fail', sets: {} },
  { name: 'put', tool: 'sample_add', takes: { item: 'id' } },
  { name: 'rm', tool: 'sample_remove', takes: { items: 'ids' }, note: 'That one acts at once.' },
  { name: 'rm_sure', tool: 'sample_remove', takes: { items: 'ids', sure: sure() } },
  { name: 'gone', tool: 'sample_gone' },
];

function sure() {
  return taken('dry_run', z.boolean().default(false), (sure) => !sure);
}

let shelf: SampleShelf;
let desk: TestDesk;

beforeEach(() => {
  shelf = newShelf();
  desk = openDesk();
});

function listed(toolsets: 'all' | 'slim' = 'all', readOnly = false): ListedTool[] {
  return listedTools(renameTools(sampleTools(shelf), aliases), { toolsets, readOnly }, localCaller);
}

function tool(name: string, from = listed()): ListedTool {
  const found = from.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} is not listed`);
  return found;
}

describe('a list under other names', () => {
  it('holds the other names in place of ours, and ours for the rest', () => {
    const names = listed().map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['ls', 'put', 'rm', 'rm_sure', 'sample_events', 'sample_slow']));
    expect(names).not.toContain('sample_list');
    expect(names).not.toContain('sample_remove');
    expect(names).not.toContain('gone');
  });

  it('leaves out under read-only what changes something', () => {
    const names = listed('all', true).map(({ name }) => name);
    expect(names).toContain('ls');
    expect(names).not.toContain('rm');
  });

  it('shows their arguments, and those of ours that keep a change safe', () => {
    expect(Object.keys(tool('ls').input.shape)).toEqual(['starting', 'only']);
    expect(Object.keys(tool('rm').input.shape)).toEqual(['items', 'dry_run', 'plan_id']);
    expect(Object.keys(tool('rm_sure').input.shape)).toEqual(['items', 'sure', 'plan_id']);
  });

  it('says what is different there', () => {
    expect(tool('rm').description).toBe('Removes items from the shelf. That one acts at once.');
  });

  it('is found and called through the gateways, too', async () => {
    const slim = listed('slim');
    const found = await desk.call(tool('tools_find', slim), { query: 'remove items', limit: 1 });
    expect(textOf(found)).toContain('"rm"');
    await desk.call(tool('tools_change', slim), { name: 'rm', arguments: { items: ['a'], dry_run: false } });
    expect([...shelf.items]).toEqual(['b', 'c']);
    expect(desk.audit.at(-1)).toMatchObject({ tool: 'sample_remove', via: 'tools_change', changed: 1 });
  });

  it('leaves to pages of the chat the names that they know', () => {
    const tools = sampleTools(shelf).map((one) =>
      one.name === 'sample_remove' ? { ...one, forPages: 'too' as const } : one,
    );
    const renamed = renameTools(tools, aliases);
    const exposure = { toolsets: 'all' as const, readOnly: false };
    expect(toolsForPages(renamed, exposure, localCaller).map(({ name }) => name)).toEqual(['sample_remove']);
    expect(listedTools(renamed, exposure, localCaller).map(({ name }) => name)).not.toContain('sample_remove');
  });
});

describe('a call under another name', () => {
  it('is a call of ours, with the value under our argument', async () => {
    const result = await desk.call(tool('ls'), { starting: 'b' });
    expect(result.structuredContent).toEqual({ items: ['b'], total: 1 });
    expect(desk.audit.at(-1)).toMatchObject({ tool: 'sample_list', via: 'ls', effect: 'read', outcome: 'ok' });
  });

  it('can be made without any arguments', async () => {
    expect((await desk.call(tool('ls'), undefined)).structuredContent).toMatchObject({ total: 3 });
  });

  it('takes an empty text for one that was not given', async () => {
    const result = await desk.call(tool('ls'), { starting: '', only: '', deep: false });
    expect(result.structuredContent).toMatchObject({ total: 3 });
  });

  it('previews what previews, and acts when it is told', async () => {
    const preview = await desk.call(tool('rm'), { items: ['a'] });
    expect(preview.structuredContent).toMatchObject({ dry_run: true, would_remove: ['a'] });
    const unsure = await desk.call(tool('rm_sure'), { items: ['a'] });
    expect(unsure.structuredContent).toMatchObject({ dry_run: true });
    expect(shelf.items.has('a')).toBe(true);
    await desk.call(tool('rm_sure'), { items: ['a'], sure: true });
    expect(shelf.items.has('a')).toBe(false);
  });

  it('can be previewed where ours acts at once, although that is not listed', async () => {
    const preview = await desk.call(tool('put'), { item: 'd', dry_run: true });
    expect(preview.structuredContent).toMatchObject({ dry_run: true, would_add: 'd' });
    expect(shelf.items.has('d')).toBe(false);
  });

  it.each([
    ['ls', { prefix: 'a' }, 'Invalid arguments: unknown argument "prefix" (known: starting, only).'],
    ['ls', { starting: 5 }, 'Invalid arguments: starting: must be a string, not a number.'],
    ['ls', { deep: true }, 'Invalid arguments: deep: the shelf has one level.'],
    ['ls', ['a'], 'Invalid arguments: arguments: must be an object, not a list.'],
    ['put', { item: '' }, 'Invalid arguments: item: is missing.'],
    ['rm', { items: [] }, 'Invalid arguments: items: must have at least 1 entry.'],
    ['rm', {}, 'Invalid arguments: items: is missing.'],
  ])('of %s with %j is refused in their words', async (name, args, message) => {
    const result = await desk.call(tool(name), args);
    expect(result).toMatchObject({ isError: true, content: [{ text: message }] });
  });
});
