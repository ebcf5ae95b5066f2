import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textCleaner } from '../../src/transport/foreign-text.ts';

const key = 'kEy-of-the+family/9';
const clean = textCleaner(key);

describe('text that a server sent', () => {
  test.each([
    ['plain', `The key ${key} is wrong`, 'The key <key> is wrong'],
    ['encoded', `GET /x?k=${encodeURIComponent(key)}`, 'GET /x?k=<key>'],
    ['as a parameter, of whatever key', 'GET /x?apiKey=abc&y=1', 'GET /x?apiKey=<secret>&y=1'],
    ['with a password', 'password=hunter2 refused', 'password=<secret> refused'],
  ])('never shows a key: %s', (_, text, wanted) => {
    expect(clean(text)).toBe(wanted);
  });

  test('shows no recognisable part of the key, wherever the text is cut', () => {
    const pieces = fc.array(fc.constantFrom(key, encodeURIComponent(key), ' ', 'x', 'word '), { maxLength: 400 });
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 60 }), (texts, cut) => {
        const told = clean(texts.join(''), cut);
        expect(told).not.toContain(key.slice(0, 6));
        expect(told.length).toBeLessThanOrEqual(cut);
      }),
    );
  });

  test('shows none of several secrets, though the server hands out new ones and one begins like another', () => {
    const secrets = ['abcdef'];
    const cleanAll = textCleaner(() => secrets);
    expect(cleanAll('abcdef, abcdefgh')).toBe('<key>, <key>gh');
    secrets.push('abcdefgh');
    expect(cleanAll('abcdef, abcdefgh')).toBe('<key>, <key>');
  });

  test('is one line without marks that hide or reverse what follows', () => {
    expect(clean('a\r\n\tb\u202ec\u200bd\u0000e')).toBe('a b c d e');
  });

  test('is cut, and says that it is', () => {
    expect(clean('word '.repeat(1000), 20)).toBe('word word word word…');
  });

  test('is left as it is without a key to look for', () => {
    expect(textCleaner('')('A plain sentence.')).toBe('A plain sentence.');
  });
});
