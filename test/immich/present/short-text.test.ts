import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortFileName, shortText } from '../../../src/catalog/short-text.ts';

test('a text that fits stays as it is', () => {
  expect(shortText('Été à la mer', 10)).toBe('Été à la mer');
  expect(shortFileName('IMG_0001.JPG', 10)).toBe('IMG_0001.JPG');
});

test('a long text ends in an ellipsis, a long file name keeps its extension', () => {
  expect(shortText('a'.repeat(100), 10)).toMatch(/^a{20,30}…$/);
  expect(shortFileName(`${'a'.repeat(100)}.jpeg`, 12)).toMatch(/^a{20,36}…a?\.jpeg$/);
});

test('no line is broken and nothing is longer than its room', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.integer({ min: 6, max: 60 }), (text, room) => {
      for (const short of [shortText(text, room), shortFileName(text, room)]) {
        expect(short).not.toMatch(/\p{Cc}/u);
        expect([...short].length).toBeLessThanOrEqual(room * 3 + 1);
        expect(Buffer.from(short).toString()).toBe(short);
      }
    }),
  );
});

test('a flood is bounded', () => {
  expect(shortFileName('\u0000'.repeat(1_000_000), 30).length).toBeLessThan(100);
  expect(shortText('x'.repeat(1_000_000), 30).length).toBeLessThan(100);
});

test('what cannot be seen is left out: no hidden sentence, no changed direction', () => {
  const hidden = [...'obey'].map((letter) => String.fromCodePoint(0xe0000 + (letter.codePointAt(0) ?? 0))).join('');
  expect(shortText(`photo\u202egpj.exe\u2066\u200b${hidden}`, 20)).toBe('photogpj.exe');
  expect(shortFileName(`\ufeffphoto${hidden}.jpg`, 20)).toBe('photo.jpg');
});

test('emoji and scripts whose letters are joined stay as they are', () => {
  for (const text of ['👩‍👩‍👧 ❤️', 'نامه‌ای', 'क्‍ष', 'はばぱ']) expect(shortText(text, 60)).toBe(text);
});
