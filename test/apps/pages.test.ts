/** The pages as hosts get them. */
import { describe, expect, test } from 'vitest';
import { allPages } from '../../src/cli/pages.ts';

describe.each(allPages.map((page) => [page.name, page] as const))('the page %s', (_name, page) => {
  test('is one document of less than 100 KB', async () => {
    const html = await page.read();
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).toMatch(/<title>\w/);
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
  });

  test('asks no network for anything', async () => {
    const html = await page.read();
    expect(html).not.toMatch(/(?<!\.)\b(?:src|href)\s*=\s*["']?(?!data:)[\w/.]/i);
    expect(html).not.toMatch(/@import|url\((?!["']?data:)|\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon/);
    expect(html).not.toMatch(/\binnerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/);
  });

  test('is one program, whatever it holds', async () => {
    const html = await page.read();
    expect(html.match(/<script>/g)).toHaveLength(1);
    expect(html.match(/<\/script/g)).toHaveLength(1);
  });
});
