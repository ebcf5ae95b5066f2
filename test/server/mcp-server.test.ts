import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { serverInstructions } from '../../src/server/instructions.ts';
import { createMcpServer } from '../../src/server/mcp-server.ts';
import { sampleParts } from '../fixtures/sample-parts.ts';
import { newShelf } from '../fixtures/sample-tools.ts';

describe('the instructions', () => {
  it.each([
    { toolsets: 'default', readOnly: false },
    { toolsets: 'slim', readOnly: false },
    { toolsets: 'slim', readOnly: true },
  ] as const)('cost a model at most 150 tokens: %j', (exposure) => {
    expect(encode(serverInstructions(exposure)).length).toBeLessThanOrEqual(150);
  });

  it('say what is so: no dry runs on a read-only server', () => {
    expect(serverInstructions({ toolsets: 'all', readOnly: true })).not.toContain('dry_run');
  });
});

describe('a server', () => {
  it('converts schemas once, however many are made', () => {
    const { parts } = sampleParts(newShelf(), () => {});
    expect(parts.toolbox.list()).toBe(parts.toolbox.list());
  });

  it('says who it is', async () => {
    const { parts } = sampleParts(newShelf(), () => {});
    const [near, far] = InMemoryTransport.createLinkedPair();
    const client = new Client({ name: 'test', version: '1' });
    await Promise.all([createMcpServer(parts).connect(far), client.connect(near)]);
    expect(client.getServerVersion()).toMatchObject({ name: 'albumen', title: 'Albumen' });
    expect(client.getServerCapabilities()).toEqual({ tools: {}, prompts: {}, completions: {} });
    await client.close();
  });
});
