/** Names for uploaded files: safe wherever they are stored, and with an extension that fits the content. */
import type { MediaType } from './media-type.ts';

/** Longest name that file systems take, in bytes. */
const longestName = 255;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
const unsafe = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"/\\|?*]/g;

/**
 * A name that comes from outside (a path, a URL, a header) as one that is safe to store: no folders, no control or
 * direction-changing characters, no leading dots, at most 255 bytes. Empty when nothing is left.
 */
export function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(unsafe, '')
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '');
  return shorten(clean);
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= longestName) return name;
  const extension = /\.[^.]{1,8}$/.exec(name)?.[0] ?? '';
  const letters = Array.from(name.slice(0, longestName)).slice(0, -extension.length - 1);
  while (Buffer.byteLength(letters.join('') + extension) > longestName) letters.pop();
  return letters.join('') + extension;
}

/**
 * `name` where its extension is one of the content's own, else with the content's usual extension added: libraries go by
 * the extension alone. An empty name becomes `upload`.
 */
export function nameForContent(name: string, type: MediaType): string {
  const stem = name === '' ? 'upload' : name;
  const extension = /\.([^.]+)$/.exec(stem)?.[1]?.toLowerCase();
  if (extension !== undefined && type.extensions.includes(extension)) return stem;
  return shorten(`${stem}.${type.extensions[0] ?? ''}`);
}

/** The file name in a Content-Disposition header (RFC 6266: `filename*` before `filename`), not yet made safe. */
export function dispositionName(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const extended = /;\s*filename\*\s*=\s*(?:utf-8|iso-8859-1)'[^']*'([^;\s]+)/i.exec(header)?.[1];
  if (extended !== undefined) return decoded(extended);
  const quoted = /;\s*filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(header)?.[1];
  if (quoted !== undefined) return quoted.replace(/\\(.)/g, '$1');
  return /;\s*filename\s*=\s*([^;\s"]+)/i.exec(header)?.[1];
}

/** The last part of a URL's path, decoded. */
export function urlName(url: URL): string {
  return decoded(url.pathname.split('/').at(-1) ?? '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
