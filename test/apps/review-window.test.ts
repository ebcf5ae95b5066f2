/** The window of `albumen review` as the browser gets it. */
import { expect, test } from 'vitest';
import html from '../../src/apps/review/page.html';

test('is one small document with one style and one program, which its policy can name', () => {
  expect(html).toMatch(/^<!doctype html>/);
  expect(Buffer.byteLength(html)).toBeLessThan(20_000);
  expect(html.match(/<script>/g)).toHaveLength(1);
  expect(html.match(/<style>/g)).toHaveLength(1);
  expect(html).not.toMatch(/ style="| on\w+="/);
});

test('asks nobody but the server that it came from, and reads nothing as HTML', () => {
  expect(html).not.toMatch(/https?:\/\/(?!www\.w3\.org)|@import|url\((?!["']?data:)/);
  expect([...html.matchAll(/(?:fetch|EventSource)\(([^,)]+)/g)].map(([, place]) => place)).toEqual(
    expect.arrayContaining(['"opener"', '"call"', '"presence"']),
  );
  expect(html).not.toMatch(/\binnerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/);
});
