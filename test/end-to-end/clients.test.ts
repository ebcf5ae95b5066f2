import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { clientKinds, type TestClient } from '../fixtures/mcp-clients.ts';
import { type SampleHttp, sampleCommand, sampleHttp } from '../fixtures/sample-servers.ts';
import { newTranscript } from '../fixtures/transcript.ts';

const secret = 'k9-never-to-be-seen-0b51';
const transcript = newTranscript();
const transports = ['stdio', 'streamable HTTP'] as const;
const matrix = clientKinds.flatMap((kind) => transports.map((transport) => ({ kind, transport })));

describe.each(matrix)('$kind.name over $transport', ({ kind, transport }) => {
  let client: TestClient;
  let http: SampleHttp | undefined;

  beforeAll(async () => {
    if (transport === 'stdio') {
      client = await kind.connect({ stdio: sampleCommand(secret) }, transcript.note);
      return;
    }
    http = await sampleHttp(secret, transcript.note);
    client = await kind.connect({ url: http.url });
  });

  afterAll(async () => {
    await client.close();
    await http?.close();
  });

  async function call(...args: Parameters<TestClient['call']>) {
    const outcome = await client.call(...args);
    transcript.note(JSON.stringify(outcome));
    return outcome;
  }

  it('lists the tools sorted by name, with schema and hints', async () => {
    const tools = await client.list();
    const names = tools.map((tool) => tool.name);
    expect(names).toEqual([...names].sort());
    expect(tools.find((tool) => tool.name === 'sample_remove')).toMatchObject({
      inputSchema: { type: 'object', required: ['ids'] },
      annotations: { title: 'Remove items', readOnlyHint: false, destructiveHint: true, openWorldHint: false },
    });
  });

  it('introduces itself to the model', () => {
    expect(client.instructions()).toContain('dry_run');
  });

  it('answers with one JSON object, structured and as text', async () => {
    const outcome = await call('sample_list', { prefix: 'a' });
    expect(outcome).toEqual({
      isError: false,
      text: '{"items":["a"],"total":1}',
      data: { items: ['a'], total: 1 },
      images: [],
    });
  });

  it('passes on why the library said no, and what to do', async () => {
    const outcome = await call('sample_fail', {});
    expect(outcome.isError).toBe(true);
    expect(outcome.text).toMatch(/^There is no such item; .* List the items first\.$/);
  });

  it('tells of an exception nothing but that there was one', async () => {
    const outcome = await call('sample_crash', {});
    expect(outcome.isError).toBe(true);
    expect(outcome.text).toMatch(/^sample_crash failed because of a fault in Albumen \(log id [0-9a-f]{8}\)\./);
  });

  it('names the unknown argument and the known ones', async () => {
    const outcome = await call('sample_list', { prefx: 'a' });
    expect(outcome.isError).toBe(true);
    expect(outcome.text).toContain('unknown argument "prefx" (known: prefix, ids)');
  });

  it('rejects a tool that does not exist', async () => {
    await expect(client.call('sample_lisst', {})).rejects.toThrow('Unknown tool "sample_lisst".');
  });

  it('previews a removal unless told to act', async () => {
    expect((await call('sample_remove', { ids: ['b'] })).data).toEqual({ dry_run: true, would_remove: ['b'] });
    expect((await call('sample_list', { prefix: 'b' })).data).toMatchObject({ total: 1 });
    expect((await call('sample_remove', { ids: ['b'], dry_run: false })).data).toMatchObject({ removed: 1 });
    expect((await call('sample_list', { prefix: 'b' })).data).toMatchObject({ total: 0 });
  });

  it('lists the prompts sorted by name, with their arguments', async () => {
    const prompts = await client.prompts();
    expect(prompts.map((prompt) => prompt.name)).toEqual(['sample/broken', 'sample/tidy']);
    expect(prompts[1]).toMatchObject({
      title: 'Tidy up',
      arguments: [
        { name: 'item', required: true },
        { name: 'colour', required: false },
      ],
    });
  });

  it('hands out the text of a prompt, with what was filled in as data', async () => {
    const text = await client.prompt('sample/tidy', { item: 'a "b"\n{sample_remove}', colour: '' });
    expect(text).toContain('- item: "a \\"b\\"\\n{sample_remove}"');
    expect(text).toContain('`sample_remove`');
    expect(text).not.toContain('colour');
  });

  it.each([
    ['sample/tydy', {}, 'Unknown prompt "sample/tydy".'],
    ['sample/tidy', {}, 'item: is missing'],
    ['sample/tidy', { itm: 'a' }, 'unknown argument "itm" (known: item, colour)'],
    ['sample/tidy', { item: 'x'.repeat(201) }, 'item: must have at most 200 characters'],
  ])('rejects %s with %j, and says what is wrong', async (name, args, problem) => {
    await expect(client.prompt(name, args)).rejects.toThrow(problem);
  });

  it('completes an argument, and says how many values there are in all', async () => {
    const { values, total, hasMore } = await client.complete('sample/tidy', 'item', 'item 1');
    expect(values).toEqual(Array.from({ length: 100 }, (_, number) => `item 1${String(number).padStart(2, '0')}`));
    expect({ total, hasMore }).toEqual({ total: 100, hasMore: false });
    expect(await client.complete('sample/tidy', 'item', '')).toMatchObject({ total: 250, hasMore: true });
    expect(await client.complete('sample/tidy', 'colour', 'b')).toMatchObject({ values: [], total: 0, hasMore: false });
  });

  it.each([
    ['sample/tydy', 'item', 'Unknown prompt'],
    ['sample/tidy', 'itm', 'has no argument "itm" (known: item, colour)'],
    ['sample/tidy', 'constructor', 'has no argument "constructor"'],
    ['sample/broken', 'item', 'because of a fault in Albumen (log id'],
    ['sample/broken', 'colour', 'The shelf is away.'],
  ])('cannot complete %s %s, and says why without a secret', async (prompt, argument, problem) => {
    const failed = await client.complete(prompt, argument, 'a').catch((error: Error) => error);
    transcript.note(String(failed));
    expect(String(failed)).toContain(problem);
  });

  it('cancels a call: the tool is told at once', async () => {
    const controller = new AbortController();
    const running = client.call('sample_slow', { milliseconds: 50_000 }, { signal: controller.signal });
    const gaveUp = expect(running).rejects.toThrow();
    await vi.waitFor(async () => expect((await call('sample_events', {})).text).toContain('began slow'));
    controller.abort();
    await gaveUp;
    await vi.waitFor(async () => expect((await call('sample_events', {})).text).toContain('aborted slow'));
  });

  it('reports progress while the tool works', async () => {
    const seen: number[] = [];
    await client.call('sample_steps', { count: 3 }, { onprogress: ({ progress }) => seen.push(progress) });
    expect(seen.length).toBeGreaterThanOrEqual(2);
    expect(seen).toEqual([1, 2, 3].slice(0, seen.length));
  });

  it('answers 50 calls at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => client.call('sample_list', { prefix: 'c' })));
    expect(outcomes.map((outcome) => outcome.text)).toEqual(Array(50).fill('{"items":["c"],"total":1}'));
  });
});

describe.each(matrix)('$kind.name over $transport, read-only and in part', ({ kind, transport }) => {
  it('finds only what the toolset has and what reads', async () => {
    const http = transport === 'stdio' ? undefined : await partial();
    const target = http === undefined ? { stdio: sampleCommand(secret, 'assets,health', 'read-only') } : http;
    const client = await kind.connect(target, transcript.note);
    try {
      expect((await client.list()).map((tool) => tool.name)).toEqual(['sample_events', 'sample_list']);
      await expect(client.call('sample_add', { id: 'x' })).rejects.toThrow('Unknown tool');
      expect((await client.prompts()).map((prompt) => prompt.name)).toEqual(['sample/tidy']);
      expect(await client.prompt('sample/tidy', { item: 'a' })).not.toContain('sample_remove');
      expect(await client.complete('sample/tidy', 'item', '')).toMatchObject({ total: 250 });
    } finally {
      await client.close();
      await http?.close();
    }
  });

  function partial() {
    return sampleHttp(secret, transcript.note, {}, { toolsets: ['assets', 'health'], readOnly: true });
  }
});

describe.each(clientKinds)('$name with the slim toolset', (kind) => {
  it('finds what is not listed, reads and changes with it', async () => {
    const http = await sampleHttp(secret, transcript.note, {}, { toolsets: 'slim', readOnly: false });
    const client = await kind.connect(http);
    try {
      const names = (await client.list()).map((tool) => tool.name);
      expect(names).toEqual(['sample_list', 'tools_change', 'tools_find', 'tools_read']);
      const text = await client.prompt('sample/tidy', { item: 'a' });
      expect(text).toContain('`sample_remove` (through `tools_change`)');
      const found = await client.call('tools_find', { query: 'remove items' });
      expect(found.text).toContain('"name":"sample_remove"');
      const read = await client.call('tools_read', { name: 'sample_events', arguments: {} });
      expect(read.data).toEqual({ events: [] });
      const preview = await client.call('tools_change', { name: 'sample_remove', arguments: { ids: ['a'] } });
      expect(preview.data).toEqual({ dry_run: true, would_remove: ['a'] });
      await client.call('tools_change', { name: 'sample_remove', arguments: { ids: ['a'], dry_run: false } });
      expect(http.shelf.items.has('a')).toBe(false);
    } finally {
      await client.close();
      await http.close();
    }
  });
});

it('says no secret in any answer or log line', () => {
  transcript.expectNone([secret]);
});
