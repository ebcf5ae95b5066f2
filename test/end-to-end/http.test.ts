import { request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import type { HttpOptions } from '../../src/server/http.ts';
import { clientKinds } from '../fixtures/mcp-clients.ts';
import {
  hello,
  inSession,
  json,
  message,
  modernCall,
  modernMeta,
  type Reply,
  send as sendRaw,
} from '../fixtures/raw-http.ts';
import { type SampleHttp, sampleHttp } from '../fixtures/sample-servers.ts';
import { newTranscript } from '../fixtures/transcript.ts';

const secret = 'k7-http-never-seen-77aa';
const transcript = newTranscript();
const running: SampleHttp[] = [];

async function serve(options: Partial<HttpOptions> = {}): Promise<SampleHttp> {
  const http = await sampleHttp(secret, transcript.note, options);
  running.push(http);
  return http;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((http) => http.close()));
});
afterAll(() => transcript.expectNone([secret]));

async function send(...request: Parameters<typeof sendRaw>): Promise<Reply> {
  const reply = await sendRaw(...request);
  transcript.note(reply.text);
  return reply;
}

async function startSession(http: SampleHttp): Promise<string> {
  const { headers, status } = await send(http.url, 'POST', json, hello);
  expect(status).toBe(200);
  return String(headers['mcp-session-id']);
}

describe('the front door', () => {
  it.each([
    ['a foreign Host', { ...json, host: 'photos.example.com' }, 403],
    ['a name that rebinding would use', { ...json, host: 'localhost.example.com:8000' }, 403],
    ['a foreign Origin', { ...json, origin: 'https://evil.example' }, 403],
    ['an opaque Origin', { ...json, origin: 'null' }, 403],
    ['text/plain, which a web page may send without asking', { ...json, 'content-type': 'text/plain' }, 415],
    ['a form', { ...json, 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ])('turns away %s', async (_what, headers, status) => {
    const http = await serve();
    expect((await send(http.url, 'POST', headers, hello)).status).toBe(status);
  });

  it.each(['localhost', '127.0.0.1', '[::1]'])('lets in %s by name, and pages of this machine', async (name) => {
    const http = await serve();
    const headers = { ...json, host: `${name}:8000`, origin: `http://${name}:3000` };
    expect((await send(http.url, 'POST', headers, hello)).status).toBe(200);
  });

  it('checks the way in also for the health page, which says nothing of the library', async () => {
    const http = await serve();
    const health = http.url.replace('/mcp', '/health');
    expect(JSON.parse((await send(health, 'GET', {})).text)).toEqual({
      status: 'ok',
      name: 'albumen',
      version: expect.any(String),
    });
    expect((await send(health, 'GET', { host: 'evil.example' })).status).toBe(403);
  });

  it('knows no other path', async () => {
    const http = await serve();
    expect((await send(http.url.replace('/mcp', '/admin'), 'GET', {})).status).toBe(404);
  });

  it('refuses a body over the limit, whether its length is announced or not', async () => {
    const http = await serve({ body: { maxBytes: 1000 } });
    const long = message('tools/list', { filler: 'x'.repeat(2000) });
    expect((await send(http.url, 'POST', json, long)).status).toBe(413);
    expect((await send(http.url, 'POST', { ...json, 'transfer-encoding': 'chunked' }, long)).status).toBe(413);
  });

  it.each([
    ['no JSON', '{"jsonrpc":', 400],
    ['an empty body', '', 400],
    ['JSON that is no message', '{"hello":1}', 400],
    ['an absurdly nested array', '['.repeat(100_000), 400],
    ['a request without a session', message('tools/list'), 400],
  ])('answers %s with a client error and goes on', async (_what, body, status) => {
    const http = await serve();
    expect((await send(http.url, 'POST', json, body)).status).toBe(status);
    expect((await send(http.url, 'POST', json, hello)).status).toBe(200);
  });

  it.each(['PUT', 'PATCH', 'OPTIONS', 'GET', 'DELETE'])('has no %s without a session', async (method) => {
    const http = await serve();
    const reply = await send(http.url, method, json);
    expect(reply.status).toBe(405);
    expect(reply.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('refuses a call whose headers say something else than its body', async () => {
    const http = await serve();
    const { headers, body } = modernCall('sample_list', {});
    const reply = await send(http.url, 'POST', { ...headers, 'mcp-name': 'sample_remove' }, body);
    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.text)).toMatchObject({ error: { code: -32020 } });
  });
});

describe('the 2026 revision', () => {
  it('lets a client keep the list of tools for five minutes, for itself', async () => {
    const http = await serve();
    const headers = { ...json, 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/list' };
    const reply = await send(http.url, 'POST', headers, message('tools/list', { _meta: modernMeta }));
    expect(JSON.parse(reply.text)).toMatchObject({ result: { ttlMs: 300_000, cacheScope: 'private' } });
    expect(reply.headers['mcp-session-id']).toBeUndefined();
  });
});

describe('sessions of the 2025 revisions', () => {
  it('are unknown once they are over, so that the client begins again', async () => {
    const http = await serve();
    const id = await startSession(http);
    expect((await send(http.url, 'POST', inSession(id), message('tools/list'))).status).toBe(200);
    expect((await send(http.url, 'DELETE', inSession(id))).status).toBe(200);
    expect((await send(http.url, 'POST', inSession(id), message('tools/list'))).status).toBe(404);
    expect((await send(http.url, 'GET', inSession(id))).status).toBe(404);
  });

  it('are not found under a made-up id', async () => {
    const http = await serve();
    const reply = await send(
      http.url,
      'POST',
      inSession('00000000-0000-4000-8000-000000000000'),
      message('tools/list'),
    );
    expect(reply.status).toBe(404);
  });

  it('end after the idle time, which every request renews', async () => {
    const http = await serve({ sessions: { idleMs: 1000 } });
    const id = await startSession(http);
    for (let turn = 0; turn < 3; turn += 1) {
      await sleep(500);
      expect((await send(http.url, 'POST', inSession(id), message('tools/list'))).status).toBe(200);
    }
    await sleep(1600);
    expect((await send(http.url, 'POST', inSession(id), message('tools/list'))).status).toBe(404);
  });

  it('do not end while a call is under way', async () => {
    const http = await serve({ sessions: { idleMs: 150 } });
    const id = await startSession(http);
    const params = { name: 'sample_slow', arguments: { milliseconds: 800 } };
    const reply = await send(http.url, 'POST', inSession(id), message('tools/call', params));
    expect(reply.text).toContain('"slept":800');
  });

  it('are limited: when all are at work, a newcomer is told to come back', async () => {
    const http = await serve({ sessions: { most: 2, idleMs: 60_000 } });
    const first = await startSession(http);
    await startSession(http);
    const third = await send(http.url, 'POST', json, hello);
    expect(third.status).toBe(503);
    expect(third.headers['retry-after']).toBe('60');
    expect((await send(http.url, 'POST', inSession(first), message('tools/list'))).status).toBe(200);
  });

  it('give way to a newcomer when they have been idle', async () => {
    const http = await serve({ sessions: { most: 2, idleMs: 10_000 } });
    const first = await startSession(http);
    const second = await startSession(http);
    await sleep(1200);
    expect((await send(http.url, 'POST', inSession(first), message('tools/list'))).status).toBe(200);
    await startSession(http);
    expect((await send(http.url, 'POST', inSession(second), message('tools/list'))).status).toBe(404);
    expect((await send(http.url, 'POST', inSession(first), message('tools/list'))).status).toBe(200);
  });
});

describe('a client that goes away', () => {
  it('takes its call with it in the 2026 revision', async () => {
    const http = await serve();
    const { headers, body } = modernCall('sample_slow', { milliseconds: 50_000 });
    const outgoing = httpRequest(http.url, { method: 'POST', headers, agent: false });
    outgoing.on('error', () => {});
    outgoing.end(body);
    await vi.waitFor(() => expect(http.shelf.events).toEqual(['began slow']));
    outgoing.destroy();
    await vi.waitFor(() => expect(http.shelf.events).toEqual(['began slow', 'aborted slow']));
  });
});

describe('the address', () => {
  it.each(['0.0.0.0', '::', '192.168.1.10', 'photos.example.com', ''])(
    '%j is refused with the reason',
    async (host) => {
      await expect(sampleHttp(secret, transcript.note, { host })).rejects.toThrow(
        /no client is registered yet|must not be empty/,
      );
    },
  );

  it('may be any loopback one', async () => {
    const http = await serve({ host: '::1' });
    expect(http.url).toMatch(/^http:\/\/\[::1\]:\d+\/mcp$/);
    expect((await send(http.url, 'POST', json, hello)).status).toBe(200);
  });

  it('that is taken is named', async () => {
    const http = await serve();
    const port = Number(new URL(http.url).port);
    await expect(sampleHttp(secret, transcript.note, { port })).rejects.toThrow(/the port is in use/);
  });
});

describe.each(clientKinds)('the end of the server, for $name', (kind) => {
  it('lets a call in flight finish', async () => {
    const http = await serve();
    const client = await kind.connect({ url: http.url });
    const call = client.call('sample_slow', { milliseconds: 700 });
    await vi.waitFor(() => expect(http.shelf.events).toContain('began slow'));
    const [outcome] = await Promise.all([call, http.end({ finishMs: 5000, giveUpMs: 100 })]);
    expect(outcome.data).toEqual({ slept: 700 });
    await client.close().catch(() => {});
  });

  it('cancels one that takes too long, and says so', async () => {
    const http = await serve();
    const client = await kind.connect({ url: http.url });
    const call = client.call('sample_slow', { milliseconds: 50_000 });
    await vi.waitFor(() => expect(http.shelf.events).toContain('began slow'));
    const [outcome] = await Promise.all([call, http.end({ finishMs: 100, giveUpMs: 5000 })]);
    expect(outcome).toMatchObject({ isError: true, text: 'sample_slow was cancelled.' });
    await client.close().catch(() => {});
  });
});

it('ends at once when nothing is under way', async () => {
  const http = await serve();
  await startSession(http);
  await http.end({ finishMs: 60_000, giveUpMs: 60_000 });
  await expect(send(http.url, 'POST', json, hello)).rejects.toThrow();
});
