/** The policy `ask`: the person behind the client decides, whatever the client speaks. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConfirmPolicy } from '../../src/catalog/reviewer.ts';
import { clientKinds, type Person, type TestClient } from '../fixtures/mcp-clients.ts';
import { type RawServer, startRaw } from '../fixtures/raw-stdio.ts';
import { type Confirming, everything } from '../fixtures/sample-parts.ts';
import { confirmingCommand, type SampleHttp, sampleHttp } from '../fixtures/sample-servers.ts';
import { newTranscript } from '../fixtures/transcript.ts';

const secret = 'k7-asked-never-seen-55aa';
const transcript = newTranscript();
const transports = ['stdio', 'streamable HTTP'] as const;
const matrix = clientKinds.flatMap((kind) => transports.map((transport) => ({ kind, transport })));
const closing: (() => Promise<unknown>)[] = [];
let folder: string;
let journals = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'albumen-asking-'));
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  transcript.expectNone([secret]);
});

function confirming(more: Partial<Confirming> = {}): Confirming {
  journals += 1;
  return { policy: 'ask', journal: join(folder, `${journals}.db`), ...more };
}

function openHttp(wanted: Confirming): Promise<SampleHttp> {
  return sampleHttp(secret, transcript.note, {}, everything, wanted);
}

async function serveHttp(wanted: Confirming): Promise<SampleHttp> {
  const http = await openHttp(wanted);
  closing.push(() => http.close());
  return http;
}

const removal = { ids: ['b'], dry_run: false };

describe.each(matrix)('$kind.name over $transport', ({ kind, transport }) => {
  const questions: string[] = [];
  let does: Person = async () => 'agree';
  let client: TestClient;
  let unable: TestClient;
  let stop = async () => {};

  beforeAll(async () => {
    const wanted = confirming();
    const http = transport === 'stdio' ? undefined : await openHttp(wanted);
    const target = http === undefined ? { stdio: confirmingCommand(secret, wanted) } : { url: http.url };
    const person: Person = (question) => {
      questions.push(question);
      return does(question);
    };
    [client, unable] = await Promise.all([
      kind.connect(target, transcript.note, person),
      kind.connect(target, transcript.note),
    ]);
    stop = async () => http?.close();
  });
  afterAll(async () => {
    await Promise.all([client.close(), unable.close()]);
    await stop();
  });
  beforeEach(async () => {
    does = async () => 'agree';
    for (const id of ['a', 'b']) await client.call('sample_add', { id });
    questions.length = 0;
  });

  async function items(): Promise<unknown> {
    return (await client.call('sample_list', {})).data?.items;
  }

  it('asks in words that say what would happen, and acts on yes', async () => {
    const told = await client.call('sample_remove', removal);
    expect(told.data, told.text).toEqual({ removed: 1 });
    expect(questions).toEqual(['Remove items? It touches 1 asset.\nWould remove: "b"']);
    expect(await items()).not.toContain('b');
  });

  it.each([
    ['disagree', 'The person said no'],
    ['decline', 'The person said no'],
    ['cancel', 'The person gave no answer'],
  ] as const)('changes nothing on %s', async (answer, told) => {
    does = async () => answer;
    const outcome = await client.call('sample_remove', removal);
    expect(outcome).toMatchObject({ isError: true, text: expect.stringContaining(told) });
    expect(outcome.text).toContain('nothing was changed');
    expect(await items()).toContain('b');
  });

  it('asks for every change, also what does not preview, and for nothing else', async () => {
    await client.call('sample_remove', { ids: ['a'] });
    expect(await items()).toContain('a');
    expect(questions).toEqual([]);
    expect((await client.call('sample_add', { id: 'd' })).data).toEqual({ added: 'd' });
    expect(questions).toHaveLength(1);
  });

  it('does not take what the model has seen for an answer of the person', async () => {
    does = async () => 'decline';
    const { plan_id } = (await client.call('sample_remove', { ids: ['b'] })).data ?? {};
    const outcome = await client.call('sample_remove', { ...removal, plan_id });
    expect(outcome.text).toContain('The person said no');
    expect(questions).toHaveLength(1);
  });

  it('refuses with what moved when it moved while the person was thinking', async () => {
    does = async (question) => {
      if (question.includes('"a", "b"')) await client.call('sample_remove', removal);
      return 'agree';
    };
    const outcome = await client.call('sample_remove', { ids: ['a', 'b'], dry_run: false });
    expect(outcome).toMatchObject({ isError: true });
    expect(outcome.text).toContain('since the person was asked, asset b changed');
    expect(await items()).toContain('a');
  });

  it('falls back to previews where nobody can be asked', async () => {
    const refused = await unable.call('sample_add', { id: 'e' });
    expect(refused.isError).toBe(true);
    expect(refused.text).toContain('so it needs a preview first');
    const preview = await unable.call('sample_add', { id: 'e', dry_run: true });
    const { plan_id } = preview.data ?? {};
    expect((await unable.call('sample_add', { id: 'e', dry_run: false, plan_id })).data).toEqual({ added: 'e' });
  });
});

describe('over the 2025 protocol', () => {
  it('waits for the person longer than a call may take', async () => {
    const http = await serveHttp(confirming({ deadlineSeconds: 1 }));
    const [kind] = clientKinds;
    const person: Person = async () => {
      await sleep(1300);
      return 'agree';
    };
    const client = await kind?.connect({ url: http.url }, () => {}, person);
    expect((await client?.call('sample_remove', removal))?.data).toEqual({ removed: 1 });
    await client?.close();
  });

  it('gives up a question that nobody answers, and says that nothing was changed', async () => {
    const http = await serveHttp(confirming({ patience: 50 }));
    const [kind] = clientKinds;
    const client = await kind?.connect(
      { url: http.url },
      () => {},
      () => new Promise(() => {}),
    );
    const outcome = await client?.call('sample_remove', removal);
    expect(outcome?.text).toContain('The person gave no answer: nothing was changed');
    expect([...http.shelf.items]).toEqual(['a', 'b', 'c']);
    await client?.close();
  });

  it('leaves room for other calls while people think', async () => {
    const http = await serveHttp(confirming());
    const waiting: (() => void)[] = [];
    const person: Person = () => new Promise((resolve) => waiting.push(() => resolve('agree')));
    const [kind] = clientKinds;
    const client = await kind?.connect({ url: http.url }, () => {}, person);
    const calls = Array.from({ length: 20 }, (_, at) => client?.call('sample_add', { id: `new-${at}` }));
    await vi.waitFor(() => expect(waiting).toHaveLength(20), 10_000);
    expect((await client?.call('sample_list', { prefix: 'a' }))?.data).toMatchObject({ total: 1 });
    for (const answer of waiting) answer();
    await Promise.all(calls);
    expect(http.shelf.items.size).toBe(23);
    await client?.close();
  });

  it('falls back to previews when the client says it can ask and cannot', async () => {
    const http = await serveHttp(confirming());
    const [kind] = clientKinds;
    const client = await kind?.connect(
      { url: http.url },
      () => {},
      () => Promise.reject(new Error('no window')),
    );
    const outcome = await client?.call('sample_remove', removal);
    expect(outcome?.text).toContain('so it needs a preview first');
    await client?.close();
  });

  it.each(['2025-06-18', '2025-11-25'])('speaks %s to the client that it asks', async (protocolVersion) => {
    const server = startRaw(confirmingCommand(secret, confirming()), transcript.note);
    closing.push(async () => server.process.kill('SIGKILL'));
    const capabilities = { elicitation: {} };
    server.send({
      id: 0,
      method: 'initialize',
      params: { protocolVersion, capabilities, clientInfo: { name: 'raw', version: '1' } },
    });
    expect(await server.answer(0)).toMatchObject({ result: { protocolVersion } });
    server.send({ method: 'notifications/initialized' });
    server.send({ id: 1, method: 'tools/call', params: { name: 'sample_remove', arguments: removal } });
    const question = await questionTo(server);
    expect(question).toMatchObject({
      params: {
        message: expect.stringContaining('Remove items?'),
        requestedSchema: { type: 'object', properties: { agree: { type: 'boolean' } }, required: ['agree'] },
      },
    });
    server.send({ id: question.id, result: { action: 'accept', content: { agree: true } } });
    expect(await server.answer(1)).toMatchObject({ result: { structuredContent: { removed: 1 } } });
  });

  it('answers that nothing was changed when the server ends while a person thinks', async () => {
    const server = startRaw(confirmingCommand(secret, confirming()), transcript.note);
    closing.push(async () => server.process.kill('SIGKILL'));
    server.send({
      id: 0,
      method: 'initialize',
      params: {
        protocolVersion: '2025-11-25',
        capabilities: { elicitation: {} },
        clientInfo: { name: 'raw', version: '1' },
      },
    });
    await server.answer(0);
    server.send({ id: 1, method: 'tools/call', params: { name: 'sample_remove', arguments: removal } });
    await questionTo(server);
    server.process.kill('SIGTERM');
    expect(JSON.stringify(await server.answer(1))).toContain('nothing was changed');
    expect(await server.ended).toBe(0);
  });
});

describe('over the 2026 protocol', () => {
  const version = '2026-07-28';

  async function post(url: string, params: object, capabilities: object = { elicitation: {} }) {
    const meta = {
      'io.modelcontextprotocol/protocolVersion': version,
      'io.modelcontextprotocol/clientCapabilities': capabilities,
      'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1' },
    };
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': version,
        'mcp-method': 'tools/call',
        'mcp-name': 'sample_remove',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { _meta: meta, ...params } }),
    });
    const text = await response.text();
    transcript.note(text);
    const line = text.startsWith('{') ? text : (/^data: (.*)$/m.exec(text)?.[1] ?? '{}');
    const { result = {} } = JSON.parse(line);
    return { result, text };
  }

  const call = { name: 'sample_remove', arguments: removal };
  const agreed = { confirm: { action: 'accept', content: { agree: true } } };

  async function asked(http: SampleHttp): Promise<string> {
    const { result } = await post(http.url, call);
    expect(result).toMatchObject({
      resultType: 'input_required',
      inputRequests: { confirm: { method: 'elicitation/create' } },
    });
    return String(result.requestState);
  }

  it('acts on the answer once: the same one again changes nothing', async () => {
    const http = await serveHttp(confirming());
    const again = { ...call, inputResponses: agreed, requestState: await asked(http) };
    expect((await post(http.url, again)).text).toContain('"removed":1');
    http.shelf.items.add('b');
    expect((await post(http.url, again)).text).toContain('Nothing was changed: the answer came too late');
    expect(http.shelf.items.has('b')).toBe(true);
  });

  it.each([
    ['other arguments', { arguments: { ids: ['c'], dry_run: false } }],
    ['another tool', { name: 'sample_add', arguments: { id: 'z' } }],
  ])('takes no answer for %s', async (_, other) => {
    const http = await serveHttp(confirming());
    const requestState = await asked(http);
    const { text } = await post(http.url, { ...call, ...other, inputResponses: agreed, requestState });
    expect(text).toMatch(/belongs to another call|Mcp-Name/);
    expect([...http.shelf.items]).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['changed', (state: string) => state.slice(0, 30) + (state[30] === 'A' ? 'B' : 'A') + state.slice(31)],
    ['made up', () => 'v1.eyJwIjp7fX0.AAAA'],
    ['empty', () => ''],
  ])('takes no answer with a state that was %s', async (_, forge) => {
    const http = await serveHttp(confirming());
    const requestState = forge(await asked(http));
    const { text } = await post(http.url, { ...call, inputResponses: agreed, requestState });
    expect(text).toContain('Nothing was changed');
    expect([...http.shelf.items]).toEqual(['a', 'b', 'c']);
  });

  it('takes no answer without the state of its question', async () => {
    const http = await serveHttp(confirming());
    const { text } = await post(http.url, { ...call, inputResponses: agreed });
    expect(text).toContain('Nothing was changed');
    expect([...http.shelf.items]).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['nothing', {}],
    ['something else', { confirm: { role: 'assistant', content: { type: 'text', text: 'yes' } } }],
    ['a yes that is no boolean', { confirm: { action: 'accept', content: { agree: 'true' } } }],
    ['an empty form', { confirm: { action: 'accept', content: {} } }],
  ])('takes %s for no agreement', async (_, inputResponses) => {
    const http = await serveHttp(confirming());
    const { text } = await post(http.url, { ...call, inputResponses, requestState: await asked(http) });
    expect(text).toContain('nothing was changed');
    expect([...http.shelf.items]).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['no elicitation', {}],
    ['only addresses', { elicitation: { url: {} } }],
  ])('does not ask a client that declares %s', async (_, capabilities) => {
    const http = await serveHttp(confirming());
    expect((await post(http.url, call, capabilities)).text).toContain('so it needs a preview first');
  });

  it.each(['preview', 'always', 'off'] satisfies ConfirmPolicy[])('asks nobody under %s', async (policy) => {
    const http = await serveHttp(confirming({ policy }));
    expect((await post(http.url, call)).text).not.toContain('input_required');
  });
});

/** The first question that the server sends its client. */
function questionTo(server: RawServer): Promise<Record<string, unknown>> {
  return vi.waitFor(() => {
    const messages = server.lines().filter((line) => line.startsWith('{'));
    const found = messages.map((line) => JSON.parse(line)).find(({ method }) => method === 'elicitation/create');
    if (found === undefined) throw new Error('nobody was asked');
    return found;
  }, 10_000);
}
