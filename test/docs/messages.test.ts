import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const quoted = [
  ...readFileSync('docs/troubleshooting.md', 'utf8').matchAll(/^\| (`.*?`)(?: \(\d{3}\))? \| .* \|$/gm),
].flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, message = '']) => message));

/** Every text in the source as it is read: what is put into it at run time is `…`. */
const told = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) => literalsIn(readFileSync(join('src', name), 'utf8')));

function literalsIn(source: string): string[] {
  const plain = source.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '…');
  const literals = plain.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g);
  return [...literals].map(([, one, two, three]) => (one ?? two ?? three ?? '').replaceAll('\\', ''));
}

/** The message with anything, or nothing, in the place of each `…`. */
function patternOf(message: string): RegExp {
  const parts = message.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}

describe('the messages that the page on troubleshooting explains', () => {
  it('are found in it', () => {
    expect(quoted.length).toBeGreaterThan(50);
    expect(new Set(quoted).size).toBe(quoted.length);
  });

  it.each(quoted)('%s', (message) => {
    const fixed = message.replaceAll('…', '').trim();
    expect(fixed.length).toBeGreaterThan(10);
    const found = told.some((text) => text.length >= fixed.length && patternOf(message).test(text));
    expect(found, 'no text of the program is like this').toBe(true);
  });
});
