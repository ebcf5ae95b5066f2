import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dispositionName, nameForContent, safeName, urlName } from '../../src/upload/file-name.ts';

describe('a safe name', () => {
  test.each([
    ['IMG_0001.JPG', 'IMG_0001.JPG'],
    ['Été à Paris.jpg', 'Été à Paris.jpg'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\a.jpg', 'a.jpg'],
    ['..', ''],
    ['.hidden.jpg', 'hidden.jpg'],
    ['a\u0000b\nc.jpg', 'abc.jpg'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['what?.jpg', 'what.jpg'],
    ['trailing. . ', 'trailing'],
  ])('%j becomes %j', (given, wanted) => {
    expect(safeName(given)).toBe(wanted);
  });

  test('fits every file system and leads nowhere, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const safe = safeName(name);
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(255);
        expect(safe).not.toMatch(/[/\\\p{Cc}]|^\./u);
      }),
    );
  });

  test('keeps its extension when it is cut', () => {
    expect(safeName(`${'ü'.repeat(400)}.jpeg`)).toMatch(/^ü+\.jpeg$/);
  });
});

describe('a name for content', () => {
  const jpeg = { kind: 'image', extensions: ['jpg', 'jpeg'] } as const;

  test.each([
    ['a.jpg', 'a.jpg'],
    ['a.JPEG', 'a.JPEG'],
    ['a', 'a.jpg'],
    ['', 'upload.jpg'],
    ['a.heic', 'a.heic.jpg'],
    ['picture.php', 'picture.php.jpg'],
  ])('%j of a JPEG is %j', (given, wanted) => {
    expect(nameForContent(given, jpeg)).toBe(wanted);
  });
});

describe('the name that a server gives', () => {
  test.each([
    ['attachment; filename="a b.jpg"', 'a b.jpg'],
    ['attachment; filename=plain.jpg', 'plain.jpg'],
    ['inline; filename="say \\"hi\\".jpg"', 'say "hi".jpg'],
    [`attachment; filename="fallback.jpg"; filename*=UTF-8''%C3%A9t%C3%A9.jpg`, 'été.jpg'],
    ["attachment; filename*=UTF-8''%zz.jpg", '%zz.jpg'],
    ['inline', undefined],
  ])('%s', (header, wanted) => {
    expect(dispositionName(header)).toBe(wanted);
  });

  test('or else the end of the path, decoded', () => {
    expect(urlName(new URL('https://a.example/x/%C3%A9t%C3%A9.jpg?size=1'))).toBe('été.jpg');
    expect(urlName(new URL('https://a.example/'))).toBe('');
  });
});
