/** The review server with tools of its own: what pages may call, and what becomes of a change when the person leaves. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { bindTools } from '../../../src/catalog/binding.ts';
import { localCaller } from '../../../src/catalog/caller.ts';
import { toolDefiners } from '../../../src/catalog/define-tools.ts';
import { success } from '../../../src/catalog/result.ts';
import { type ReviewService, serveReview } from '../../../src/server/review/review-server.ts';
import { shutDown } from '../../../src/server/shutdown.ts';
import { openViews } from '../../../src/server/views.ts';
import { dial, head, send } from '../../fixtures/raw-http.ts';
import { everything, sampleParts } from '../../fixtures/sample-parts.ts';
import { newShelf } from '../../fixtures/sample-tools.ts';

interface Work {
  readonly events: string[];
  /** Lets the change come to its end. */
  finish(): void;
  readonly finished: Promise<void>;
}

function newWork(): Work {
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return { events: [], finish, finished };
}

const { defineTool, defineChange } = toolDefiners<Work>();
const facts = { title: 'x', description: 'x', toolset: 'assets', scopes: [], output: z.looseObject({}) } as const;
const none = z.strictObject({});
const reads = (name: string, forPages?: 'too' | 'only') =>
  defineTool({
    ...facts,
    name,
    ...(forPages === undefined ? {} : { forPages }),
    effect: 'read',
    permission: 'view',
    input: none,
    run: async () => success({ data: { name } }),
  });
const change = defineChange({
  ...facts,
  name: 'page_change',
  forPages: 'only',
  effect: 'change',
  permission: 'update',
  input: none,
  plan: async () => success({ preview: {}, items: [], work: undefined }),
  apply: async (_, work, { signal }) => {
    signal.addEventListener('abort', () => work.events.push('given up'));
    work.events.push('begun');
    await work.finished;
    work.events.push('done');
    return success({ data: { changed: true }, items: [] });
  },
});

let work: Work;
let service: ReviewService;
let parts: ReturnType<typeof sampleParts>['parts'];
let room: string;
let headers: Record<string, string>;

beforeEach(async () => {
  work = newWork();
  parts = sampleParts(newShelf(), () => {}).parts;
  const tools = bindTools(
    [reads('open'), reads('for_models'), reads('for_both', 'too'), reads('page_only', 'only'), change],
    work,
  );
  const started = await serveReview(
    { ...parts, viewOf: openViews({ tools, prompts: [], exposure: everything }) },
    {
      port: 0,
      caller: { ...localCaller, id: 'review' },
      opener: { title: 'Sample', tool: 'open', arguments: {} },
      host: '<!doctype html><style>body{margin:0}</style><script>start()</script>',
      page: '<!doctype html><p>page</p>',
      learn: () => {},
      visited: () => {},
      reportDefect: (_, error) => expect.fail(String(error)),
    },
  );
  if (!started.ok) throw new Error(started.failure.message);
  service = started.value;
  const { origin } = new URL(service.address);
  const first = await send(service.address, 'GET', {});
  const [cookie = ''] = (first.headers['set-cookie']?.[0] ?? '').split(';');
  room = new URL(first.headers.location ?? '', origin).href;
  headers = { cookie, origin, 'content-type': 'application/json' };
});
afterEach(async () => {
  work.finish();
  await shutDown(service, parts.gate);
});

const call = (name: string) => send(`${room}call`, 'POST', headers, JSON.stringify({ name }));

describe('a page', () => {
  it.each([
    ['open', 200],
    ['for_both', 200],
    ['page_only', 200],
    ['for_models', 403],
    ['nothing', 403],
  ])('calls %s: %d', async (name, status) => {
    const reply = await call(name);
    expect(reply.status).toBe(status);
    if (status === 200) expect(JSON.parse(reply.text)).toMatchObject({ result: { structuredContent: { name } } });
  });

  it('runs in a window that runs nothing else: its parts are named by what they are', async () => {
    const { headers: answered } = await send(room, 'GET', headers);
    const policy = answered['content-security-policy'];
    // printf 'start()' | openssl dgst -sha256 -binary | base64
    expect(policy).toContain("script-src 'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00=';");
    expect(policy).toMatch(/style-src 'sha256-[\w+/]{43}=';/);
  });
});

describe('a change that is under way', () => {
  it('is finished although the window was closed, and the server waits for it', async () => {
    const { host, pathname } = new URL(`${room}call`);
    const body = JSON.stringify({ name: 'page_change' });
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    const { socket } = await dial(
      room,
      head(`POST ${pathname} HTTP/1.1`, `Host: ${host}`, ...lines, `Content-Length: ${body.length}`) + body,
    );
    await vi.waitFor(() => expect(work.events).toEqual(['begun']));
    socket.destroy();
    service.stopTaking();
    let idle = false;
    const waiting = service.idle().then(() => {
      idle = true;
    });
    expect((await call('page_only')).status).toBe(503);
    expect([idle, work.events]).toEqual([false, ['begun']]);
    work.finish();
    await waiting;
    expect(work.events).toEqual(['begun', 'done']);
  });
});
