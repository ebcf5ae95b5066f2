/** The frame of every public page, and the headers that keep it to itself. */
import { html, raw } from 'hono/html';
import { style, styleHash } from './style.ts';

/** A piece of a page; texts put into one are escaped. */
export type Piece = ReturnType<typeof html>;

/** No scripts, nothing from elsewhere, in nobody's frame. */
const contentPolicy = [
  "default-src 'none'",
  "img-src 'self'",
  "media-src 'self'",
  `style-src '${styleHash}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': contentPolicy,
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

export interface Page {
  title: string;
  body: Piece;
  status?: number;
  /** Must not stay in the browser: what only a password opens. */
  isPrivate?: boolean;
}

/** The whole answer. */
export async function pageAnswer({ title, body, status = 200, isPrivate = false }: Page): Promise<Response> {
  const text = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body>
${body}
</body>
</html>
`;
  const cacheControl = isPrivate ? 'no-store' : 'private, no-cache';
  return new Response(String(text), { status, headers: { ...headers, 'cache-control': cacheControl } });
}
