import { describe, expect, it } from 'vitest';
import { openInBrowser, openingOf } from '../../src/cli/open-browser.ts';

const address = 'http://127.0.0.1:1/enter/a-b_c';

describe('opening the browser', () => {
  it.each([
    ['linux', ['xdg-open', address]],
    ['freebsd', ['xdg-open', address]],
    ['darwin', ['open', address]],
    ['win32', ['rundll32.exe', 'url.dll,FileProtocolHandler', address]],
  ] as const)('on %s starts a program with the address, without a shell', (platform, opening) => {
    expect(openingOf(address, platform)).toEqual(opening);
  });

  it.each([
    ['worked', [process.execPath, '-e', ''], true],
    ['did not work', [process.execPath, '-e', 'process.exit(3)'], false],
    ['is not there', ['/nonexistent/browser'], false],
  ] as const)('tells that it %s', async (_, [program, ...args], worked) => {
    expect(await openInBrowser([program, ...args])).toBe(worked);
  });
});
