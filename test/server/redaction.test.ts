import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeControls, redactor } from '../../src/server/redaction.ts';

describe('secrets', () => {
  const key = 'Zr/8+x="y1';
  const redact = redactor([key, undefined, '', 'short']);

  it.each([
    ['as they are', `the key ${key} was refused`, 'the key [secret] was refused'],
    ['in an address', `GET /api?k=${encodeURIComponent(key)}&a=1`, 'GET /api?k=[secret]&a=1'],
    ['in JSON', JSON.stringify({ note: `it was ${key}.` }), '{"note":"it was [secret]."}'],
  ])('that are known are blotted out %s', (_where, text, clean) => {
    expect(redact(text)).toBe(clean);
  });

  it.each([
    ['x-api-key: abc123', 'x-api-key: [secret]'],
    ['{"apiKey":"abc123","id":"1"}', '{"apiKey":"[secret]","id":"1"}'],
    ['{"msg":"{\\"api_key\\":\\"abc123\\"}"}', '{"msg":"{\\"api_key\\":\\"[secret]\\"}"}'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer [secret]'],
    ['?apiKey=abc123&size=1', '?apiKey=[secret]&size=1'],
    ['password=hunter2, next', 'password=[secret], next'],
    ['http://user:pass@host/x', 'http://[secret]@host/x'],
    ['GET /pictures/v1.Ab-_9 failed', 'GET /pictures/[secret] failed'],
  ])('that only a name gives away are, too: %s', (text, clean) => {
    expect(redact(text)).toBe(clean);
  });

  it.each([
    'IMMICH_API_KEY is not set',
    'the token expired',
    'a short word',
    'me@example.com',
    'Invalid arguments: password: must have 1 to 200 characters.',
  ])('leave other text alone: %s', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('never survive, whatever stands around them', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6 }), fc.string(), fc.string(), (secret, before, after) => {
        fc.pre(!'[secret]'.includes(secret) && !before.includes(secret) && !after.includes(secret));
        return redactor([secret])(`${before} ${secret} ${after}`)
          .split(' ')
          .every((part) => part !== secret);
      }),
    );
  });
});

describe('deceiving characters', () => {
  it.each([
    ['a line break', 'a\r\nb', 'a\\u000d\\u000ab'],
    ['a terminal command', '\u001b[2J', '\\u001b[2J'],
    ['a turn of direction', 'photo\u202egpj.exe', 'photo\\u202egpj.exe'],
    ['an invisible character', 'a\u200bb\u2028c\ufeff', 'a\\u200bb\\u2028c\\ufeff'],
    ['an invisible character beyond 16 bits', 'a\u{e0041}', 'a\\udb40\\udc41'],
  ])('%s is written as an escape', (_what, text, escaped) => {
    expect(escapeControls(text)).toBe(escaped);
  });

  it('are not what people write', () => {
    const text = 'Zürich, Ελλάδα, 東京, naïve "quotes" – 100 % 🏖';
    expect(escapeControls(text)).toBe(text);
  });
});
