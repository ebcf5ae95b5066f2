/** Pages inside the chat (MCP Apps): who finds them, and what is there for them alone. */
import { Client, InMemoryTransport, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { describe, expect, it, test } from 'vitest';
import * as z from 'zod';
import { bindTools } from '../../src/catalog/binding.ts';
import { type Caller, localCaller } from '../../src/catalog/caller.ts';
import { toolDefiners } from '../../src/catalog/define-tools.ts';
import type { Exposure, ToolsetChoice } from '../../src/catalog/exposure.ts';
import { definePage } from '../../src/catalog/resource.ts';
import { success } from '../../src/catalog/result.ts';
import { createMcpServer } from '../../src/server/mcp-server.ts';
import { openViews } from '../../src/server/views.ts';
import { sampleParts } from '../fixtures/sample-parts.ts';
import { newShelf } from '../fixtures/sample-tools.ts';

const { defineTool, defineChange } = toolDefiners<undefined>();
const facts = {
  title: 'Sample',
  description: 'Says where it can be called.',
  toolset: 'duplicates',
  scopes: [],
  input: z.strictObject({}),
  output: z.object({ changes: z.boolean().optional() }),
} as const;

const board = defineTool({
  ...facts,
  name: 'open_board',
  effect: 'read',
  permission: 'view',
  page: 'duplicate-board',
  run: async () => success({ data: {} }),
});
const rows = defineTool({
  ...facts,
  name: 'page_rows',
  effect: 'read',
  permission: 'view',
  forPages: 'only',
  run: async (_input, _services, call) => success({ data: { changes: call.finds('take_away') } }),
});
const takeAway = defineChange({
  ...facts,
  name: 'take_away',
  effect: 'remove',
  permission: 'delete',
  forPages: 'too',
  plan: async () => success({ preview: {}, items: [], work: undefined }),
  apply: async () => success({ data: {}, items: [] }),
});
const tools = bindTools([board, rows, takeAway], undefined);
const page = definePage({
  page: 'duplicate-board',
  title: 'Board',
  description: 'A sample.',
  toolset: 'duplicates',
  permission: 'view',
  html: async () => '<!doctype html>',
});

const extension = 'io.modelcontextprotocol/ui';
const showing = { extensions: { [extension]: { mimeTypes: ['text/html;profile=mcp-app'] } } };

interface Setting {
  readonly capabilities?: object;
  readonly toolsets?: ToolsetChoice;
  readonly readOnly?: boolean;
  readonly caller?: Caller;
}

function partsFor({ toolsets = 'all', readOnly = false }: Setting) {
  const exposure: Exposure = { toolsets, readOnly };
  const { parts } = sampleParts(newShelf(), () => {});
  return { ...parts, viewOf: openViews({ tools, prompts: [], resources: [page], exposure }) };
}

const eras = ['legacy', 'modern'] as const;

async function connected(era: (typeof eras)[number], setting: Setting = {}): Promise<Client> {
  const { capabilities = {}, caller = localCaller } = setting;
  const parts = partsFor(setting);
  const info = { name: 'test', version: '1' };
  if (era === 'legacy') {
    const [near, far] = InMemoryTransport.createLinkedPair();
    const client = new Client(info, { capabilities });
    await Promise.all([createMcpServer(parts, { era }, caller).connect(far), client.connect(near)]);
    return client;
  }
  const handler = createMcpHandler(() => createMcpServer(parts, { era }, caller), { legacy: 'reject' });
  const client = new Client(info, { capabilities, versionNegotiation: { mode: { pin: '2026-07-28' } } });
  const url = new URL('http://server.invalid/mcp');
  await client.connect(
    new StreamableHTTPClientTransport(url, { fetch: (to, init) => handler.fetch(new Request(to, init)) }),
  );
  return client;
}

const names = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name);
const metaOf = async (client: Client, wanted: string) =>
  (await client.listTools()).tools.find(({ name }) => name === wanted)?._meta;

describe.each(eras)('in the %s era', (era) => {
  test('a host that shows pages finds the tools that are there for them, marked as not for the model', async () => {
    const client = await connected(era, { capabilities: showing });
    expect(await names(client)).toEqual(['open_board', 'page_rows', 'take_away']);
    expect(await metaOf(client, 'page_rows')).toEqual({ ui: { visibility: ['app'] } });
    expect(await metaOf(client, 'take_away')).toBeUndefined();
  });

  test('a tool names its page, under the key of the first drafts too', async () => {
    const uri = 'ui://albumen/duplicate-board';
    const client = await connected(era, { capabilities: showing });
    expect(await metaOf(client, 'open_board')).toEqual({ ui: { resourceUri: uri }, 'ui/resourceUri': uri });
  });

  test.each([
    ['that says nothing', {}],
    ['that shows something else', { extensions: { [extension]: { mimeTypes: ['text/x-other'] } } }],
    ['that names the extension alone', { extensions: { [extension]: {} } }],
    ['that talks nonsense', { extensions: { [extension]: { mimeTypes: { of: 'pages' } } } }],
  ])('a client %s finds no tool of a page: it would be tokens for its model', async (_what, capabilities) => {
    const client = await connected(era, { capabilities });
    expect(await names(client)).toEqual(['open_board', 'take_away']);
    expect(await metaOf(client, 'open_board')).toBeUndefined();
  });

  test('a page is read by its address, and says that it needs nothing of any network', async () => {
    const client = await connected(era, { capabilities: showing });
    const { contents } = await client.readResource({ uri: 'ui://albumen/duplicate-board' });
    expect(contents).toEqual([
      {
        uri: 'ui://albumen/duplicate-board',
        mimeType: 'text/html;profile=mcp-app',
        text: '<!doctype html>',
        _meta: { ui: { prefersBorder: true } },
      },
    ]);
    expect((await client.listResources()).resources).toEqual([]);
  });

  test('the answer to a page is its object alone, without a text for a model', async () => {
    const client = await connected(era, { capabilities: showing });
    expect(await client.callTool({ name: 'page_rows', arguments: {} })).toMatchObject({
      content: [],
      structuredContent: { changes: true },
    });
  });
});

describe('with the slim toolset', () => {
  it('pages reach also what the model reaches only through a gateway', async () => {
    const client = await connected('legacy', { capabilities: showing, toolsets: 'slim' });
    expect(await names(client)).toEqual(['page_rows', 'take_away', 'tools_change', 'tools_find', 'tools_read']);
    expect(await metaOf(client, 'take_away')).toEqual({ ui: { visibility: ['app'] } });
    expect(await client.callTool({ name: 'take_away', arguments: {} })).toMatchObject({
      structuredContent: { dry_run: true },
    });
  });

  it('no gateway finds or runs what is there for pages alone', async () => {
    const client = await connected('legacy', { toolsets: 'slim' });
    const found = await client.callTool({ name: 'tools_find', arguments: { query: 'sample where called' } });
    expect(JSON.stringify(found)).not.toContain('page_rows');
    const run = await client.callTool({ name: 'tools_read', arguments: { name: 'page_rows' } });
    expect(run).toMatchObject({ isError: true });
  });
});

describe('what a page may do', () => {
  it.each([
    ['on a read-only server', { readOnly: true }],
    ['for a caller who may not delete', { caller: { id: 'viewer', permits: (needed: string) => needed === 'view' } }],
  ])('is no more than its caller may: %s', async (_where, setting) => {
    const client = await connected('legacy', { capabilities: showing, ...setting });
    expect(await names(client)).toEqual(['open_board', 'page_rows']);
    expect(await client.callTool({ name: 'page_rows', arguments: {} })).toMatchObject({
      structuredContent: { changes: false },
    });
    await expect(client.callTool({ name: 'take_away', arguments: {} })).rejects.toThrow('Unknown tool');
  });

  it('has no pages where their toolset is not chosen', async () => {
    const client = await connected('legacy', { capabilities: showing, toolsets: ['health'] });
    expect(await names(client)).toEqual([]);
    await expect(client.readResource({ uri: 'ui://albumen/duplicate-board' })).rejects.toThrow();
  });
});
