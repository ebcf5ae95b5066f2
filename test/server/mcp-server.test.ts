import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { bindTools } from '../../src/catalog/binding.ts';
import { localCaller } from '../../src/catalog/caller.ts';
import { type Exposure, usableTools } from '../../src/catalog/exposure.ts';
import { allReferenceTools } from '../../src/cli/reference.ts';
import { immichTools } from '../../src/immich/tools/all.ts';
import { historyTools } from '../../src/journal/tools/all.ts';
import { serverInstructions } from '../../src/server/instructions.ts';
import { createMcpServer } from '../../src/server/mcp-server.ts';
import { sampleParts } from '../fixtures/sample-parts.ts';
import { newShelf } from '../fixtures/sample-tools.ts';

/** What a server tells about itself that offers every tool which `exposure` leaves. */
function instructionsFor(exposure: Exposure): string {
  const tools = usableTools([...immichTools, ...historyTools], exposure, localCaller);
  return serverInstructions(tools, exposure.toolsets === 'slim');
}

describe('the instructions', () => {
  it.each([
    { toolsets: 'default', readOnly: false },
    { toolsets: 'slim', readOnly: false },
    { toolsets: 'slim', readOnly: true },
  ] as const)('cost a model at most 150 tokens: %j', (exposure) => {
    expect(encode(instructionsFor(exposure)).length).toBeLessThanOrEqual(150);
  });

  it('tell how a change is agreed to and taken back, where that can be done', () => {
    expect(instructionsFor({ toolsets: 'default', readOnly: false })).toMatch(/plan_id.*history_undo/);
    expect(instructionsFor({ toolsets: ['albums'], readOnly: false })).not.toContain('history_undo');
    expect(instructionsFor({ toolsets: 'default', readOnly: true })).not.toContain('history_undo');
  });

  it('say what answers leave out', () => {
    expect(instructionsFor({ toolsets: 'slim', readOnly: true })).toMatch(/photo or what its type says.*missing flag/);
  });

  it('speak of no photos where there are only references', () => {
    const tools = bindTools(allReferenceTools, undefined);
    expect(serverInstructions(tools, false)).toMatch(/PhotoPrism.*Immich/);
    expect(serverInstructions(tools, false)).not.toMatch(/library|asset|photo\b/);
  });

  it('say what is so: no dry runs on a read-only server', () => {
    expect(instructionsFor({ toolsets: 'all', readOnly: true })).not.toContain('dry_run');
  });
});

/** A client of a server over the sample tools, in this process. */
async function connected(): Promise<Client> {
  const { parts } = sampleParts(newShelf(), () => {});
  const [near, far] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: 'test', version: '1' });
  await Promise.all([createMcpServer(parts, { era: 'legacy' }, localCaller).connect(far), client.connect(near)]);
  return client;
}

describe('a server', () => {
  it('has lists of one page: nobody can have a cursor', async () => {
    const client = await connected();
    await expect(client.listTools({ cursor: 'next' })).rejects.toThrow('Unknown cursor');
    await expect(client.listPrompts({ cursor: 'next' })).rejects.toThrow('Unknown cursor');
    await client.close();
  });

  it('completes nothing but arguments of prompts', async () => {
    const client = await connected();
    const ref = { type: 'ref/resource' as const, uri: 'photo://{id}' };
    await expect(client.complete({ ref, argument: { name: 'id', value: '1' } })).rejects.toThrow(
      'Only arguments of prompts',
    );
    await client.close();
  });

  it('says who it is', async () => {
    const client = await connected();
    expect(client.getServerVersion()).toMatchObject({ name: 'albumen', title: 'Albumen' });
    expect(client.getServerCapabilities()).toEqual({ tools: {}, prompts: {}, completions: {} });
    await client.close();
  });
});
