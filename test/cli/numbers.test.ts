import { describe, expect, it } from 'vitest';
import { pageNumber, portNumber } from '../../src/cli/numbers.ts';

describe('--port', () => {
  it.each([
    ['0', 0],
    ['8000', 8000],
    ['65535', 65_535],
  ])('takes %s', (text, port) => expect(portNumber(text)).toBe(port));

  it.each(['', ' ', '65536', '-1', '80.5', '0x50', 'http', '8000 '])('refuses %j', (text) => {
    expect(() => portNumber(text)).toThrow('It must be a whole number from 0 to 65535.');
  });
});

describe('--page', () => {
  it.each([
    ['1', 1],
    ['120', 120],
  ])('takes %s', (text, page) => expect(pageNumber(text)).toBe(page));

  it.each(['', '0', '-1', '1.5', 'two'])('refuses %j', (text) => {
    expect(() => pageNumber(text)).toThrow('It must be a whole number from 1.');
  });
});
