import { Client, InMemoryTransport, ProtocolErrorCode } from '@modelcontextprotocol/client';
import { describe, expect, it } from 'vitest';
import { type Caller, localCaller, type Permission } from '../../src/catalog/caller.ts';
import type { ToolsetChoice } from '../../src/catalog/exposure.ts';
import { defineJsonResource, type Resource } from '../../src/catalog/resource.ts';
import { createMcpServer } from '../../src/server/mcp-server.ts';
import { openViews } from '../../src/server/views.ts';
import { sampleParts } from '../fixtures/sample-parts.ts';
import { newShelf } from '../fixtures/sample-tools.ts';

function sample(name: string, facts: Partial<Resource> = {}): Resource {
  const common = { title: name, description: 'A sample.', toolset: 'reference', permission: 'search' } as const;
  const resource = defineJsonResource({ ...common, name, uri: `sample://${name}`, content: async () => ({ name }) });
  return { ...resource, ...facts };
}

const broken = sample('broken', {
  read: () => Promise.reject(new Error('a path that nobody must see')),
});
const shared = [sample('second'), sample('first'), sample('viewed', { permission: 'view', toolset: 'assets' }), broken];

const searcher: Caller = { id: 'searcher', permits: (permission: Permission) => permission === 'search' };

interface Setting {
  readonly resources?: readonly Resource[];
  readonly toolsets?: ToolsetChoice;
  readonly caller?: Caller;
}

async function connected({ resources = shared, toolsets = 'all', caller = localCaller }: Setting = {}) {
  const output: string[] = [];
  const { parts, log } = sampleParts(newShelf(), (line) => output.push(line));
  const viewOf = openViews({ tools: [], prompts: [], resources, exposure: { toolsets, readOnly: false } });
  const [near, far] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: 'test', version: '1' });
  const server = createMcpServer({ ...parts, viewOf }, { era: 'legacy' }, caller);
  await Promise.all([server.connect(far), client.connect(near)]);
  const names = async () => (await client.listResources()).resources.map(({ name }) => name);
  const logged = async () => {
    await log.flushed();
    return output.join('');
  };
  return { client, names, logged };
}

describe('resources', () => {
  it('are listed by address, with all that is said of them', async () => {
    const { client, names } = await connected();
    expect(await names()).toEqual(['broken', 'first', 'second', 'viewed']);
    expect((await client.listResources()).resources[1]).toEqual({
      name: 'first',
      title: 'first',
      description: 'A sample.',
      uri: 'sample://first',
      mimeType: 'application/json',
    });
    expect(await client.listResourceTemplates()).toMatchObject({ resourceTemplates: [] });
  });

  it('are read as one text', async () => {
    const { client } = await connected();
    expect(await client.readResource({ uri: 'sample://first' })).toMatchObject({
      contents: [{ uri: 'sample://first', mimeType: 'application/json', text: '{\n  "name": "first"\n}' }],
    });
  });

  it.each([
    ['those of chosen toolsets', { toolsets: ['assets'] }, ['viewed']],
    ['all with slim', { toolsets: 'slim' }, ['broken', 'first', 'second', 'viewed']],
    ['those that the caller may use', { caller: searcher }, ['broken', 'first', 'second']],
  ] as const)('a caller finds %s', async (_what, setting, expected) => {
    expect(await (await connected(setting)).names()).toEqual(expected);
  });

  it('that a caller may not read are to it as if they did not exist', async () => {
    const { client } = await connected({ caller: searcher });
    const told = async (uri: string) => {
      const error: unknown = await client.readResource({ uri }).catch((reason: unknown) => reason);
      return error instanceof Error
        ? { message: error.message, code: 'code' in error ? error.code : undefined }
        : error;
    };
    expect(await told('sample://viewed')).toEqual(await told('sample://nothing'));
    expect(await told('sample://nothing')).toMatchObject({ code: ProtocolErrorCode.InvalidParams });
  });

  it('that fail tell nothing of why but an id of the log', async () => {
    const { client, logged } = await connected();
    const reading = client.readResource({ uri: 'sample://broken' });
    await expect(reading).rejects.toThrow(
      /^broken cannot be read because of a fault in Albumen \(log id [0-9a-f]{8}\)\.$/,
    );
    expect(await logged()).toContain('a path that nobody must see');
  });

  it('have one page', async () => {
    const { client } = await connected();
    await expect(client.listResources({ cursor: 'next' })).rejects.toThrow('Unknown cursor');
    await expect(client.listResourceTemplates({ cursor: 'next' })).rejects.toThrow('Unknown cursor');
  });

  it.each([
    ['there are none', { resources: [] }],
    ['the caller may read none', { caller: { id: 'nobody', permits: () => false } }],
    ['no toolset of theirs is chosen', { toolsets: ['albums'] }],
  ] as const)('are not announced where %s', async (_what, setting) => {
    const { client } = await connected(setting);
    expect(client.getServerCapabilities()).not.toHaveProperty('resources');
    expect((await connected()).client.getServerCapabilities()).toMatchObject({ resources: {} });
  });
});
