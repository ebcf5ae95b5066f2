/** The documents that people read, and what is in them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Document {
  /** `docs/access.md` */
  readonly path: string;
  readonly text: string;
}

/** README, CONTRIBUTING, CHANGELOG and every page of `docs`. */
export const documents: readonly Document[] = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
].map((path) => ({ path, text: readFileSync(path, 'utf8') }));

/** A fenced block. */
export interface Block {
  /** What stands after the fence; '' where nothing does. */
  readonly language: string;
  /** Its lines, without the indent of the fence. */
  readonly lines: readonly string[];
}

/** Every fenced block of a text, in order. */
export function blocksIn(text: string): Block[] {
  const found = text.matchAll(/^( *)```([^\n]*)\n([\s\S]*?)^\1```\s*$/gm);
  return [...found].map(([, indent = '', language = '', body = '']) => ({
    language: language.trim(),
    lines: body
      .split('\n')
      .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
      .filter((line) => line.trim() !== ''),
  }));
}

/** The text without its fenced blocks. */
export function proseOf(text: string): string {
  return text.replace(/^( *)```[^\n]*\n[\s\S]*?^\1```\s*$/gm, '');
}

/** What GitHub makes of a heading so that it can be linked to. */
export function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}
