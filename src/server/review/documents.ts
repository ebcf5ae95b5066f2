/** What the review server sends to a browser, each with the policy that it needs and no more. */
import { createHash } from 'node:crypto';

/** Goes with every answer: nothing is kept, nothing is told to others, nothing is taken for something else. */
const always = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

const nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The host's own document: its one style and one program, calls to this server, and a frame from here. */
export function hostDocument(html: string): Response {
  const policy = [
    "default-src 'none'",
    `script-src ${hashesOf(html, 'script')}`,
    `style-src ${hashesOf(html, 'style')}`,
    'img-src data:',
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return document(200, html, policy.join('; '));
}

/**
 * The page in the frame, under the policy that MCP Apps has for pages which declare nothing; also by itself it is in a sandbox.
 * https://github.com/modelcontextprotocol/ext-apps/blob/main/specification/2026-01-26/apps.mdx
 */
export function framedDocument(html: string): Response {
  const policy = [
    "default-src 'none'",
    "script-src 'self' 'unsafe-inline'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "media-src 'self' data:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    'sandbox allow-scripts',
  ];
  return document(200, html, policy.join('; '));
}

/** For a person who cannot get in, in words. `sentences` are ours. */
export function notice(status: number, title: string, sentences: readonly string[]): Response {
  const text = sentences.map((sentence) => `<p>${sentence}</p>`).join('');
  const head = `<meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${title}</title>`;
  return document(
    status,
    `<!doctype html><html lang="en"><head>${head}</head><body><h1>${title}</h1>${text}</body></html>`,
    nothing,
  );
}

/** The first visit leads on, so that the secret is in no history and no later request tells it. */
export function wayOn(place: string, cookie: string): Response {
  const headers = { ...always, 'content-security-policy': nothing, location: place, 'set-cookie': cookie };
  return new Response(null, { status: 303, headers });
}

export function json(status: number, value: object, more: Readonly<Record<string, string>> = {}): Response {
  return Response.json(value, { status, headers: { ...always, 'content-security-policy': nothing, ...more } });
}

export function eventStream(stream: ReadableStream): Response {
  const headers = { ...always, 'content-security-policy': nothing, 'content-type': 'text/event-stream' };
  return new Response(stream, { headers });
}

function document(status: number, html: string, policy: string): Response {
  const headers = { ...always, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
  return new Response(html, { status, headers });
}

/** What of the document may run: nothing that anybody could put into it later. */
function hashesOf(html: string, tag: 'script' | 'style'): string {
  const elements = html.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'));
  const hashes = [...elements].map(([, text = '']) => createHash('sha256').update(text).digest('base64'));
  return hashes.map((hash) => `'sha256-${hash}'`).join(' ') || "'none'";
}
