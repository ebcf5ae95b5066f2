import { beforeEach, describe, expect, it } from 'vitest';
import type { ListedTool } from '../../src/catalog/binding.ts';
import { type Caller, localCaller } from '../../src/catalog/caller.ts';
import { listedTools } from '../../src/catalog/exposure.ts';
import { rankTools } from '../../src/catalog/tool-search.ts';
import { openDesk, type TestDesk, textOf } from '../fixtures/call-desk.ts';
import { newShelf, type SampleShelf, sampleTools } from '../fixtures/sample-tools.ts';

let shelf: SampleShelf;
let desk: TestDesk;

beforeEach(() => {
  shelf = newShelf();
  desk = openDesk();
});

function tool(name: string, readOnly = false, caller: Caller = localCaller): ListedTool {
  const found = listedTools(sampleTools(shelf), { toolsets: 'slim', readOnly }, caller).find(
    (listed) => listed.name === name,
  );
  if (found === undefined) throw new Error(`${name} is not listed`);
  return found;
}

describe('tools_find', () => {
  it('returns the best few with what is needed to call them', async () => {
    const result = await desk.call(tool('tools_find'), { query: 'remove items', limit: 1 });
    expect(result.structuredContent).toMatchObject({
      tools: [
        {
          name: 'sample_remove',
          changes: true,
          description: 'Removes items from the shelf.',
          input: { type: 'object', required: ['ids'], properties: { dry_run: { type: 'boolean', default: true } } },
        },
      ],
      total: expect.any(Number),
    });
  });

  it('names everything there is when nothing fits', async () => {
    const result = await desk.call(tool('tools_find'), { query: 'qwertz' });
    expect(result.structuredContent).toMatchObject({ tools: [], total: 0 });
    expect(JSON.stringify(result.structuredContent)).toContain('sample_steps');
  });

  it('tells only of gateways that are there', () => {
    const reading = tool('tools_find', true).description;
    expect(reading).toContain('call them with tools_read.');
    expect(reading).not.toContain('tools_change');
    expect(tool('tools_find').description).toContain('tools_change');
  });

  it('does not know what is not there under read-only or for this caller', async () => {
    const readOnly = await desk.call(tool('tools_find', true), { query: 'remove', limit: 20 });
    expect(textOf(readOnly)).not.toContain('sample_remove');
    const viewer: Caller = { id: 'viewer', permits: (permission) => permission === 'view' };
    const limited = await desk.call(
      tool('tools_find', false, viewer),
      { query: 'sample', limit: 20 },
      { caller: viewer },
    );
    expect(textOf(limited)).not.toContain('sample_slow');
  });

  it.each([
    ['delete photos', 'remove_asset'],
    ['find pictures', 'asset_search'],
    ['albums', 'album_list'],
  ])('%j finds %s first', (query, first) => {
    const [any] = sampleTools(shelf);
    if (any === undefined) throw new Error('no tool');
    const tools = ['album_list', 'asset_search', 'remove_asset', 'tag_list'].map((name) => ({
      ...any,
      name,
      title: name,
      description: '',
    }));
    expect(rankTools(tools, query)[0]?.name).toBe(first);
  });
});

describe('tools_read', () => {
  it('runs a reading tool, and the audit line names that one', async () => {
    const result = await desk.call(tool('tools_read'), { name: 'sample_list', arguments: { prefix: 'a' } });
    expect(result.structuredContent).toEqual({ items: ['a'], total: 1 });
    expect(desk.audit).toMatchObject([{ tool: 'sample_list', via: 'tools_read', effect: 'read', outcome: 'ok' }]);
  });

  it('takes the arguments as JSON text, too, and none at all', async () => {
    const asText = await desk.call(tool('tools_read'), { name: 'sample_list', arguments: '{"prefix":"b"}' });
    expect(asText.structuredContent).toMatchObject({ items: ['b'] });
    const without = await desk.call(tool('tools_read'), { name: 'sample_list' });
    expect(without.structuredContent).toMatchObject({ total: 3 });
  });

  it('never changes anything', async () => {
    const args = { name: 'sample_remove', arguments: { ids: ['a'], dry_run: false } };
    expect(textOf(await desk.call(tool('tools_read'), args))).toBe(
      'sample_remove changes the library: call it with tools_change.',
    );
    expect(shelf.items.has('a')).toBe(true);
  });

  it("checks the tool's own arguments", async () => {
    const result = await desk.call(tool('tools_read'), { name: 'sample_list', arguments: { prefx: 'a' } });
    expect(textOf(result)).toContain('unknown argument "prefx"');
  });

  it('does not know what does not exist, itself included', async () => {
    for (const name of ['nope', 'tools_read', 'tools_find', '__proto__']) {
      expect(textOf(await desk.call(tool('tools_read'), { name }))).toBe(
        `Unknown tool "${name}". Use tools_find to see what there is.`,
      );
    }
  });
});

describe('tools_change', () => {
  it('previews and acts like the tool itself', async () => {
    const args = { name: 'sample_remove', arguments: { ids: ['a'] } };
    expect((await desk.call(tool('tools_change'), args)).structuredContent).toMatchObject({ dry_run: true });
    expect(shelf.items.has('a')).toBe(true);
    const deed = { name: 'sample_remove', arguments: { ids: ['a'], dry_run: false } };
    expect((await desk.call(tool('tools_change'), deed)).structuredContent).toEqual({ removed: 1 });
    expect(desk.audit[1]).toMatchObject({ tool: 'sample_remove', via: 'tools_change', effect: 'remove', changed: 1 });
  });

  it('warns hosts, and does not run what only reads', async () => {
    expect(tool('tools_change').hints).toMatchObject({ readOnlyHint: false, destructiveHint: true });
    expect(textOf(await desk.call(tool('tools_change'), { name: 'sample_list' }))).toContain('call it with tools_read');
  });

  it('does not exist under read-only, nor for who may change nothing', () => {
    expect(() => tool('tools_change', true)).toThrow('not listed');
    expect(() => tool('tools_change', false, { id: 'viewer', permits: (what) => what === 'view' })).toThrow(
      'not listed',
    );
  });

  it("needs the inner tool's permission at the time of the call", async () => {
    const revoked: Caller = { id: 'revoked', permits: () => false };
    const args = { name: 'sample_remove', arguments: { ids: ['a'], dry_run: false } };
    const result = await desk.call(tool('tools_change'), args, { caller: revoked });
    expect(textOf(result)).toBe('Unknown tool "sample_remove".');
    expect(shelf.items.has('a')).toBe(true);
  });
});
