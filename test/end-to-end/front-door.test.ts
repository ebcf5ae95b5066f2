import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { openCallGate, sharedGateLimits } from '../../src/server/call-gate.ts';
import type { HttpOptions } from '../../src/server/http.ts';
import {
  dial,
  head,
  hello,
  inSession,
  json,
  message,
  modernCall,
  type Reply,
  send as sendRaw,
  statusesIn,
} from '../fixtures/raw-http.ts';
import { type SampleHttp, sampleHttp } from '../fixtures/sample-servers.ts';
import { bearer, sampleSignIn, tokens } from '../fixtures/sample-sign-in.ts';
import { newTranscript } from '../fixtures/transcript.ts';

const secret = 'k7-door-never-seen-31bd';
const transcript = newTranscript();
const running: SampleHttp[] = [];
const lines: string[] = [];

async function serve(options: Partial<HttpOptions> = {}): Promise<SampleHttp> {
  const note = (line: string) => {
    lines.push(line);
    transcript.note(line);
  };
  const http = await sampleHttp(secret, note, options);
  running.push(http);
  return http;
}

/** A server that wants a token. */
function guarded(options: Partial<HttpOptions> = {}): Promise<SampleHttp> {
  return serve({ ...sampleSignIn(), ...options });
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((http) => http.close()));
  lines.splice(0);
});
afterAll(() => transcript.expectNone([secret, ...Object.values(tokens)]));

async function send(...request: Parameters<typeof sendRaw>): Promise<Reply> {
  const reply = await sendRaw(...request);
  transcript.note(JSON.stringify([reply.headers, reply.text]));
  return reply;
}

const pathOf = (http: SampleHttp, path: string) => new URL(path, http.url).href;
const as = (token: string) => ({ ...json, ...bearer(token) });

async function startSession(http: SampleHttp, token: string): Promise<string> {
  const { headers, status } = await send(http.url, 'POST', as(token), hello);
  expect(status).toBe(200);
  return String(headers['mcp-session-id']);
}

/** The log's lines of this kind. */
async function logged(kind: string, count = 1): Promise<Record<string, unknown>[]> {
  return vi.waitFor(() => {
    const found = lines.map((line): Record<string, unknown> => JSON.parse(line)).filter(({ msg }) => msg === kind);
    expect(found.length).toBeGreaterThanOrEqual(count);
    return found;
  });
}

describe('the endpoint', () => {
  it.each(['/mcp', '/api/v1/mcp'])('answers at %s', async (path) => {
    const http = await serve();
    expect((await send(pathOf(http, path), 'POST', json, hello)).status).toBe(200);
  });

  it('is the same one at both paths: a session begun at one goes on at the other', async () => {
    const http = await serve();
    const { headers } = await send(http.url, 'POST', json, hello);
    const session = inSession(String(headers['mcp-session-id']));
    expect((await send(pathOf(http, '/api/v1/mcp'), 'POST', session, message('tools/list'))).status).toBe(200);
  });

  it('does not exist where MCP is switched off: it answers like any other path', async () => {
    const http = await serve({ mcp: false });
    const [off, other] = await Promise.all(
      ['/api/v1/mcp', '/nothing'].map((path) => send(pathOf(http, path), 'POST', json, hello)),
    );
    expect(off).toMatchObject({ status: 404, text: other?.text });
    expect((await send(pathOf(http, '/healthz'), 'GET', {})).status).toBe(200);
  });

  it.each([
    ['an answer', '/mcp', 'POST', json, hello, 200],
    ['a refusal by name', '/mcp', 'POST', { ...json, host: 'evil.example' }, hello, 403],
    ['an unknown path', '/x', 'GET', {}, undefined, 404],
    ['a wrong type', '/mcp', 'POST', { 'content-type': 'text/plain' }, hello, 415],
    ['health', '/healthz', 'GET', {}, undefined, 200],
    ['figures', '/metrics', 'GET', {}, undefined, 200],
  ])('lets nobody keep %s', async (_what, path, method, headers, body, status) => {
    const http = await serve();
    const reply = await send(pathOf(http, path), method, headers, body);
    expect(reply.status).toBe(status);
    expect(reply.headers['cache-control']).toBe('no-store');
  });
});

describe('bodies', () => {
  const tooLong = message('tools/list', { filler: 'x'.repeat(256 * 1024) });

  it.each([
    ['announced', {}],
    ['chunked', { 'transfer-encoding': 'chunked' }],
  ])('over 256 KiB are refused, %s', async (_how, headers) => {
    const http = await serve();
    const reply = await send(http.url, 'POST', { ...json, ...headers }, tooLong);
    expect(reply.status).toBe(413);
    expect(JSON.parse(reply.text)).toEqual({ code: 413, error: 'The request body must not exceed 262144 bytes.' });
  });

  it('that announce too much are refused before any of it is sent', async () => {
    const http = await serve();
    const { host } = new URL(http.url);
    const request = head(
      'POST /mcp HTTP/1.1',
      `Host: ${host}`,
      'Content-Type: application/json',
      'Content-Length: 262145',
    );
    const connection = await dial(http.url, request);
    expect(statusesIn(await connection.closed)).toEqual([413]);
  });

  it('of exactly 256 KiB are read', async () => {
    const http = await serve();
    const filler = 'x'.repeat(256 * 1024 - message('ping', { filler: '' }).length);
    const reply = await send(http.url, 'POST', json, message('ping', { filler }));
    expect(reply.status).toBe(400);
    expect(reply.text).toContain('begin with initialize');
  });

  it('that do not arrive in time are refused, and do not hold up others', async () => {
    const http = await serve({ body: { deadlineMs: 600 } });
    const { host } = new URL(http.url);
    const slow = await dial(
      http.url,
      head('POST /mcp HTTP/1.1', `Host: ${host}`, 'Content-Type: application/json', 'Content-Length: 100'),
    );
    const drip = setInterval(() => slow.socket.write('{'), 50);
    expect((await send(http.url, 'POST', json, hello)).status).toBe(200);
    const said = await slow.closed;
    clearInterval(drip);
    expect(statusesIn(said)).toEqual([408]);
    expect(said).toContain('{"code":408');
    expect(said).toMatch(/cache-control: no-store/i);
  });

  it('that break off are no defect', async () => {
    const http = await serve();
    const { host } = new URL(http.url);
    const broken = await dial(
      http.url,
      `${head('POST /mcp HTTP/1.1', `Host: ${host}`, 'Content-Type: application/json', 'Content-Length: 100')}{"a`,
    );
    broken.socket.destroy();
    await broken.closed;
    expect((await send(http.url, 'POST', json, hello)).status).toBe(200);
    expect(lines.filter((line) => line.includes('defect'))).toEqual([]);
  });
});

describe('headers', () => {
  it('that do not arrive in time are answered with 408', async () => {
    const http = await serve({ body: { deadlineMs: 500 } });
    const slow = await dial(http.url, 'POST /mcp HTTP/1.1\r\nHost: localhost\r\nX-A: ');
    const drip = setInterval(() => slow.socket.write('a'), 50);
    const said = await slow.closed;
    clearInterval(drip);
    expect(statusesIn(said)).toEqual([408]);
    expect(said).toContain('{"code":408,"error":"Request Timeout"}');
    expect(said).toContain('Cache-Control: no-store');
  });

  it('that never come close the connection', async () => {
    const http = await serve({ body: { deadlineMs: 500 } });
    const silent = await dial(http.url);
    expect(statusesIn(await silent.closed)).toEqual([408]);
  });

  it.each([
    ['two Hosts', ['Host: localhost', 'Host: evil.example'], 400],
    ['two Hosts that agree', ['Host: localhost', 'Host: localhost'], 400],
    ['no Host', [], 400],
    ['an empty Host', ['Host: '], 400],
    ['a Host with a user name', ['Host: localhost@evil.example'], 403],
    ['a foreign user name before a good Host', ['Host: evil.example@localhost'], 403],
    ['a Host with a path', ['Host: localhost/evil.example'], 403],
    ['two Origins', ['Host: localhost', 'Origin: http://localhost', 'Origin: https://evil.example'], 400],
    ['a hidden Origin', ['Host: localhost', 'Origin: null'], 403],
    ['an Origin of another scheme', ['Host: localhost', 'Origin: chrome-extension://localhost'], 403],
    ['an Origin with a good beginning', ['Host: localhost', 'Origin: http://localhost.evil.example'], 403],
    ['X-Forwarded-Host from nowhere trusted', ['Host: evil.example', 'X-Forwarded-Host: localhost'], 403],
    ['two credentials', ['Host: localhost', 'Authorization: Bearer a', 'Authorization: Bearer b'], 400],
  ])('with %s are refused', async (_what, given, status) => {
    const http = await guarded();
    const connection = await dial(
      http.url,
      head('POST /mcp HTTP/1.1', ...given, 'Content-Length: 0', 'Connection: close'),
    );
    expect(statusesIn(await connection.closed)).toEqual([status]);
  });

  it.each(['http://evil.example/mcp', 'http://localhost/mcp', '*', 'evil.example:80'])(
    'are not overruled by a request target that names a host: %s',
    async (target) => {
      const http = await serve();
      const connection = await dial(
        http.url,
        head(`OPTIONS ${target} HTTP/1.1`, 'Host: localhost', 'Connection: close'),
      );
      expect(statusesIn(await connection.closed)).toEqual([400]);
    },
  );

  it.each([
    ['length and chunks', ['Content-Length: 4', 'Transfer-Encoding: chunked']],
    ['two lengths', ['Content-Length: 4', 'Content-Length: 50']],
    ['chunks that are none', ['Transfer-Encoding: chunked, identity']],
  ])('that say two things about the body (%s) end the connection: nothing is smuggled in', async (_what, given) => {
    const http = await serve();
    const smuggled = head('GET /healthz HTTP/1.1', 'Host: localhost');
    const connection = await dial(
      http.url,
      `${head('POST /mcp HTTP/1.1', 'Host: localhost', 'Content-Type: application/json', ...given)}0\r\n\r\n${smuggled}`,
    );
    const said = await connection.closed;
    expect(statusesIn(said)).toEqual([400]);
    expect(said).toContain('Cache-Control: no-store');
  });

  it('that are too long are refused', async () => {
    const http = await serve();
    const connection = await dial(
      http.url,
      head('GET /healthz HTTP/1.1', 'Host: localhost', `X-Long: ${'x'.repeat(20_000)}`),
    );
    expect(statusesIn(await connection.closed)).toEqual([431]);
  });
});

describe('web pages', () => {
  const page = 'https://chat.example.com';
  const preflight = { origin: page, 'access-control-request-method': 'POST' };

  it('of an allowed origin may read answers, and ask before', async () => {
    const http = await guarded({ names: { origins: [page] } });
    const asked = await send(http.url, 'OPTIONS', preflight);
    expect(asked).toMatchObject({ status: 204, headers: { 'access-control-allow-origin': page } });
    expect(asked.headers['access-control-allow-headers']).toContain('Authorization');
    const reply = await send(http.url, 'POST', { ...as(tokens.anna), origin: page }, hello);
    expect(reply.status).toBe(200);
    expect(reply.headers['access-control-allow-origin']).toBe(page);
    expect(reply.headers['access-control-expose-headers']).toContain('Mcp-Session-Id');
    expect(reply.headers['access-control-allow-credentials']).toBeUndefined();
  });

  it.each(['https://evil.example', 'http://chat.example.com', 'https://chat.example.com:8443', 'null'])(
    'of %s learn nothing, not even by asking before',
    async (origin) => {
      const http = await guarded({ names: { origins: [page] } });
      for (const method of ['OPTIONS', 'POST']) {
        const reply = await send(http.url, method, { ...as(tokens.anna), ...preflight, origin }, undefined);
        expect(reply.status).toBe(403);
        expect(reply.headers['access-control-allow-origin']).toBeUndefined();
      }
    },
  );
});

describe('whoever shows', () => {
  it.each([
    ['no token', {}, '/mcp', 401, undefined],
    ['a wrong token', bearer(tokens.wrong), '/mcp', 401, 'invalid_token'],
    ['a token in the address', {}, `/mcp?access_token=${tokens.anna}&token=${tokens.anna}`, 401, undefined],
    ['a token in a cookie', { cookie: `token=${tokens.anna}` }, '/mcp', 401, undefined],
    ['a token for something else', bearer(tokens.prometheus), '/mcp', 403, 'insufficient_scope'],
  ])('%s stays outside, and learns where to go', async (_what, headers, path, status, error) => {
    const http = await guarded();
    const reply = await send(pathOf(http, path), 'POST', { ...json, ...headers }, hello);
    expect(reply.status).toBe(status);
    expect(JSON.parse(reply.text)).toEqual({ code: status, error: expect.any(String) });
    const challenge = String(reply.headers['www-authenticate']);
    const metadata = pathOf(http, '/.well-known/oauth-protected-resource/mcp');
    expect(challenge).toMatch(/^Bearer /);
    expect(challenge).toContain(`resource_metadata="${metadata}"`);
    expect(/error="(\w+)"/.exec(challenge)?.[1]).toBe(error);
  });

  it.each([
    ['Authorization', bearer(tokens.anna)],
    ['X-Auth-Token', { 'x-auth-token': tokens.anna }],
  ])('a token in %s comes in', async (_name, headers) => {
    const http = await guarded();
    expect((await send(http.url, 'POST', { ...json, ...headers }, hello)).status).toBe(200);
  });

  it('nothing is told of the public address before a configured one', async () => {
    const http = await guarded({ names: { serverUrl: 'https://photos.example.com/albumen' } });
    const reply = await send(http.url, 'POST', { ...json, host: 'photos.example.com' }, hello);
    expect(reply.headers['www-authenticate']).toContain(
      'resource_metadata="https://photos.example.com/albumen/.well-known/oauth-protected-resource/mcp"',
    );
  });

  it('wrong tokens at speed has to wait, and is told how long', async () => {
    const http = await guarded();
    const guesses = Array.from({ length: 60 }, () => send(http.url, 'POST', as(tokens.wrong), hello));
    expect(new Set((await Promise.all(guesses)).map(({ status }) => status))).toEqual(new Set([401]));
    const reply = await send(http.url, 'POST', as(tokens.wrong), hello);
    expect(reply.status).toBe(429);
    expect(JSON.parse(reply.text)).toEqual({ error: 'rate limit exceeded', code: 429 });
    expect(Number(reply.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(Number(reply.headers['retry-after'])).toBeLessThanOrEqual(10);
  });

  it('a right token that was guessed past the limit is not let in either', async () => {
    const http = await guarded(sampleSignIn({ burst: 2, intervalSeconds: 30 }));
    for (let guess = 0; guess < 2; guess += 1) await send(http.url, 'POST', as(tokens.wrong), hello);
    expect((await send(http.url, 'POST', as(tokens.anna), hello)).status).toBe(429);
  });
});

describe('a session', () => {
  it('belongs to who began it: for everybody else it does not exist', async () => {
    const http = await guarded();
    const id = await startSession(http, tokens.anna);
    const made = { ...inSession('00000000-0000-4000-8000-000000000000'), ...bearer(tokens.ben) };
    const unknown = await send(http.url, 'POST', made, message('tools/list'));
    for (const [method, body] of [['POST', message('tools/list')], ['GET'], ['DELETE']] as const) {
      const reply = await send(http.url, method, { ...inSession(id), ...bearer(tokens.ben) }, body);
      expect(reply.status).toBe(404);
      expect(reply.text).toBe(unknown.text);
    }
    const own = { ...inSession(id), ...bearer(tokens.anna) };
    expect((await send(http.url, 'POST', own, message('tools/list'))).status).toBe(200);
  });

  it('does not open the door by itself', async () => {
    const http = await guarded();
    const id = await startSession(http, tokens.anna);
    expect((await send(http.url, 'POST', inSession(id), message('tools/list'))).status).toBe(401);
  });

  it('is one of a few of each caller: one cannot take the places of others', async () => {
    const http = await guarded({ sessions: { most: 10, mostPerIdentity: 2, idleMs: 60_000 } });
    await startSession(http, tokens.anna);
    await startSession(http, tokens.anna);
    const third = await send(http.url, 'POST', as(tokens.anna), hello);
    expect(third).toMatchObject({ status: 503, headers: { 'retry-after': '60' } });
    await startSession(http, tokens.ben);
  });
});

describe('limits of requests', () => {
  it('are counted for each caller', async () => {
    const http = await guarded({ requests: { perIdentity: 2 } });
    for (let request = 0; request < 2; request += 1) await send(http.url, 'POST', as(tokens.anna), hello);
    const third = await send(http.url, 'POST', as(tokens.anna), hello);
    expect(third.status).toBe(429);
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
    expect((await send(http.url, 'POST', as(tokens.ben), hello)).status).toBe(200);
  });

  it('are counted for each address, whatever is asked for, and leave health alone', async () => {
    const http = await serve({ requests: { perAddress: 3 } });
    for (let request = 0; request < 3; request += 1) await send(pathOf(http, '/nothing'), 'GET', {});
    expect((await send(http.url, 'POST', json, hello)).status).toBe(429);
    expect((await send(pathOf(http, '/healthz'), 'GET', {})).status).toBe(200);
  });

  it('are off at 0', async () => {
    const http = await serve({ requests: { perIdentity: 0, perAddress: 0 } });
    expect((await send(http.url, 'POST', json, hello)).status).toBe(200);
  });
});

describe('connections', () => {
  it('over the limit of an address are closed at once, and places come free again', async () => {
    const http = await serve({ connections: { mostPerAddress: 3 } });
    const held = await Promise.all([1, 2, 3].map(() => dial(http.url)));
    expect(await (await dial(http.url)).closed).toBe('');
    held[0]?.socket.destroy();
    await vi.waitFor(async () => expect((await send(pathOf(http, '/healthz'), 'GET', {})).status).toBe(200));
    for (const { socket } of held) socket.destroy();
  });

  it('over the limit of all are closed at once, also from a trusted proxy', async () => {
    const trusted = [{ address: '127.0.0.1', bits: 32, family: 'ipv4' as const }];
    const http = await serve({ connections: { most: 4, mostPerAddress: 1 }, trusted });
    const held = await Promise.all([1, 2, 3, 4].map(() => dial(http.url)));
    expect(await (await dial(http.url)).closed).toBe('');
    for (const { socket } of held) socket.write(head('GET /healthz HTTP/1.1', 'Host: localhost'));
    await vi.waitFor(() => expect(held.map(({ said }) => statusesIn(said()))).toEqual([[200], [200], [200], [200]]));
    for (const { socket } of held) socket.destroy();
  });
});

describe('behind a trusted proxy', () => {
  const trusted = [{ address: '127.0.0.0', bits: 8, family: 'ipv4' as const }];
  const forwarded = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' };

  it('the address and the public name are those that the proxy tells', async () => {
    const http = await guarded({ trusted, names: { hosts: ['photos.example.com'] } });
    const headers = { ...as(tokens.wrong), ...forwarded, 'x-forwarded-host': 'photos.example.com' };
    const reply = await send(http.url, 'POST', headers, hello);
    expect(reply.headers['www-authenticate']).toContain('resource_metadata="https://photos.example.com/.well-known/');
    expect(await logged('sign-in')).toMatchObject([{ outcome: 'refused', address: '203.0.113.9' }]);
  });

  it('a public name that is not allowed is refused', async () => {
    const http = await guarded({ trusted });
    const reply = await send(http.url, 'POST', { ...json, 'x-forwarded-host': 'evil.example' }, hello);
    expect(reply.status).toBe(403);
  });

  it('a good public name does not make up for a foreign Host', async () => {
    const http = await guarded({ trusted });
    const headers = { ...json, host: 'evil.example', 'x-forwarded-host': 'localhost' };
    expect((await send(http.url, 'POST', headers, hello)).status).toBe(403);
  });

  it('without one, what a request says of itself is ignored', async () => {
    const http = await guarded();
    const reply = await send(http.url, 'POST', { ...as(tokens.wrong), ...forwarded }, hello);
    expect(reply.headers['www-authenticate']).toContain('resource_metadata="http://127.0.0.1:');
    expect(await logged('sign-in')).toMatchObject([{ address: '127.0.0.1' }]);
  });
});

describe('calls', () => {
  it('of one caller cannot hold up those of another, though there is no place left', async () => {
    const gate = openCallGate({ ...sharedGateLimits, running: 2, runningPerOwner: 2, waitingPerOwner: 5 });
    const http = await guarded({ gate });
    const { headers, body } = modernCall('sample_slow', { milliseconds: 60_000 });
    const stuck = Array.from({ length: 10 }, () =>
      send(http.url, 'POST', { ...headers, ...bearer(tokens.anna) }, body).catch(() => undefined),
    );
    await vi.waitFor(() => expect(gate).toMatchObject({ running: 2, waiting: 5 }));
    const quick = modernCall('sample_list', {});
    const reply = await send(http.url, 'POST', { ...quick.headers, ...bearer(tokens.ben) }, quick.body);
    expect(reply.text).toContain('"total":3');
    await http.end({ finishMs: 0, giveUpMs: 2000 });
    const texts = (await Promise.all(stuck)).map((ended) => ended?.text ?? '');
    expect(texts.filter((text) => text.includes('Too many calls are waiting'))).toHaveLength(3);
    expect(texts.filter((text) => text.includes('was cancelled'))).toHaveLength(7);
  });
});

describe('health', () => {
  it('is told of the process and of what it needs', async () => {
    let works = true;
    const check = async () => {
      if (!works) throw new Error('gone');
    };
    const http = await guarded({ needs: [{ name: 'database', check }] });
    expect(await send(pathOf(http, '/healthz'), 'GET', {})).toMatchObject({ status: 200, text: '{"status":"ok"}' });
    expect(await send(pathOf(http, '/readyz'), 'GET', {})).toMatchObject({ status: 200, text: '{"status":"ready"}' });
    works = false;
    await vi.waitFor(
      async () => {
        const reply = await send(pathOf(http, '/readyz'), 'GET', {});
        expect(reply).toMatchObject({ status: 503, text: '{"status":"not ready","reasons":["database"]}' });
      },
      { timeout: 5000, interval: 200 },
    );
    expect((await send(pathOf(http, '/healthz'), 'GET', {})).status).toBe(200);
  });

  it('says that the server is ending, while it still lives', async () => {
    const http = await serve();
    http.stopTaking();
    expect(await send(pathOf(http, '/readyz'), 'GET', {})).toMatchObject({ status: 503 });
    expect(await send(pathOf(http, '/healthz'), 'GET', {})).toMatchObject({ status: 200 });
    expect(await send(http.url, 'POST', json, hello)).toMatchObject({ status: 503 });
  });
});

describe('figures', () => {
  it('tell of calls, requests, sign-ins and sessions, and name nobody', async () => {
    const http = await guarded();
    await startSession(http, tokens.anna);
    await send(http.url, 'POST', as(tokens.wrong), hello);
    for (const [name, args] of [
      ['sample_list', {}],
      ['sample_fail', {}],
      ['sample_no_such_tool', {}],
    ] as const) {
      const { headers, body } = modernCall(name, args);
      await send(http.url, 'POST', { ...headers, ...bearer(tokens.anna) }, body);
    }
    const { text, headers } = await send(pathOf(http, '/metrics'), 'GET', {});
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(text).toContain('albumen_calls_total{tool="sample_list",outcome="ok"} 1');
    expect(text).toContain('albumen_calls_total{tool="sample_fail",outcome="not_found"} 1');
    expect(text).toContain('albumen_call_duration_seconds_count{tool="sample_list"} 1');
    expect(text).toContain('albumen_sign_ins_total{outcome="allowed"} 4');
    expect(text).toContain('albumen_sign_ins_total{outcome="unknown"} 1');
    expect(text).toContain('albumen_http_requests_total{status="401"} 1');
    expect(text).toContain('albumen_sessions 1');
    expect(text).toContain('albumen_calls_waiting 0');
    expect(text).not.toMatch(/anna|127\.0\.0\.1|no_such_tool/i);
  });

  it('can be kept for who has the scope, or for nobody', async () => {
    const kept = pathOf(await guarded({ metrics: 'scope' }), '/metrics');
    expect((await send(kept, 'GET', {})).status).toBe(401);
    expect((await send(kept, 'GET', bearer(tokens.anna))).status).toBe(403);
    expect((await send(kept, 'GET', bearer(tokens.prometheus))).status).toBe(200);
    const off = pathOf(await guarded({ metrics: 'off' }), '/metrics');
    expect((await send(off, 'GET', bearer(tokens.prometheus))).status).toBe(404);
  });

  it('count those whose client went away as what they are', async () => {
    const http = await serve();
    const { headers, body } = modernCall('sample_slow', { milliseconds: 50_000 });
    const fields = Object.entries({ ...headers, host: 'localhost', 'content-length': String(body.length) });
    const gone = await dial(
      http.url,
      `${head('POST /mcp HTTP/1.1', ...fields.map(([name, value]) => `${name}: ${value}`))}${body}`,
    );
    await vi.waitFor(() => expect(http.shelf.events).toContain('began slow'));
    gone.socket.destroy();
    await vi.waitFor(async () => {
      const { text } = await send(pathOf(http, '/metrics'), 'GET', {});
      expect(text).toContain('albumen_http_requests_total{status="499"} 1');
    });
  });

  it('count what never became a request', async () => {
    const http = await serve();
    await (await dial(http.url, 'this is no HTTP\r\n\r\n')).closed;
    expect((await send(pathOf(http, '/metrics'), 'GET', {})).text).toContain(
      'albumen_http_requests_total{status="400"} 1',
    );
  });
});

describe('the log', () => {
  it('names who signed in once in a while, and every failure with its reason', async () => {
    const http = await guarded();
    await startSession(http, tokens.anna);
    await startSession(http, tokens.anna);
    await send(http.url, 'POST', json, hello);
    await send(http.url, 'POST', json, hello);
    await send(http.url, 'POST', as(tokens.wrong), hello);
    await send(http.url, 'POST', as(tokens.wrong), hello);
    const address = '127.0.0.1';
    expect(await logged('sign-in', 4)).toMatchObject([
      { outcome: 'allowed', caller: 'client:anna', name: "Anna's laptop", address },
      { outcome: 'refused', reason: 'missing', address },
      { outcome: 'refused', reason: 'unknown', address },
      { outcome: 'refused', reason: 'unknown', address },
    ]);
  });

  it('names the caller of a call', async () => {
    const http = await guarded();
    const { headers, body } = modernCall('sample_list', {});
    await send(http.url, 'POST', { ...headers, ...bearer(tokens.anna) }, body);
    expect(await logged('call')).toMatchObject([{ caller: 'client:anna', name: "Anna's laptop", tool: 'sample_list' }]);
  });

  it('shows no text of a header', async () => {
    const http = await guarded({ trusted: [{ address: '127.0.0.1', bits: 32, family: 'ipv4' }] });
    const headers = { ...as(tokens.wrong), 'x-forwarded-for': 'evil"} {"msg":"forged', 'user-agent': 'forged' };
    await send(http.url, 'POST', headers, hello);
    await sleep(50);
    expect(await logged('sign-in')).toMatchObject([{ address: '127.0.0.1' }]);
    expect(lines.join('')).not.toContain('forged');
  });
});

describe('pages without a sign-in', () => {
  const page = {
    paths: ['/oauth/token', '/api/v1/oauth/token'],
    methods: ['POST' as const],
    answer: async (request: Request, visitor: { address: string; publicUrl: string }) =>
      Response.json({ body: await request.text(), type: request.headers.get('content-type'), ...visitor }),
  };

  it('get the whole body, and who asks', async () => {
    const http = await guarded({ pages: [page] });
    const reply = await send(pathOf(http, '/oauth/token'), 'POST', { 'content-type': 'text/x' }, 'a=b');
    expect(reply).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
    const publicUrl = new URL(http.url).origin;
    expect(JSON.parse(reply.text)).toEqual({ body: 'a=b', type: 'text/x', address: '127.0.0.1', publicUrl });
    expect((await send(pathOf(http, '/api/v1/oauth/token'), 'POST', {}, '')).status).toBe(200);
    expect((await send(pathOf(http, '/oauth/token'), 'GET', {})).status).toBe(404);
  });

  it('are behind the same names and sizes', async () => {
    const http = await guarded({ pages: [page], body: { maxBytes: 10 } });
    const url = pathOf(http, '/oauth/token');
    expect((await send(url, 'POST', { host: 'evil.example' }, '')).status).toBe(403);
    expect((await send(url, 'POST', {}, 'x'.repeat(11))).status).toBe(413);
  });
});
