import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sealerOf } from '../../src/access/sealed.ts';

const secret = 'a secret of the server that is long';
const sealer = sealerOf(secret, 'tests');

describe('what is sealed', () => {
  it('opens again for its owner, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, owner) => {
        expect(sealer.open(sealer.seal(text, owner), owner)).toBe(Buffer.from(text).toString());
      }),
    );
  });

  it('looks different each time and does not show the text', () => {
    const [one, other] = [sealer.seal('key', 'me'), sealer.seal('key', 'me')];
    expect(one).not.toBe(other);
    expect(Buffer.from(one.slice(3), 'base64url').toString('latin1')).not.toContain('key');
  });

  it.each([
    [
      'another secret',
      () => sealerOf('another secret of a server, also long', 'tests').open(sealer.seal('key', 'me'), 'me'),
    ],
    ['another purpose', () => sealerOf(secret, 'else').open(sealer.seal('key', 'me'), 'me')],
    ['another owner', () => sealer.open(sealer.seal('key', 'me'), 'you')],
    ['something cut off', () => sealer.open(sealer.seal('key', 'me').slice(0, -2), 'me')],
    ['something behind it', () => sealer.open(`${sealer.seal('key', 'me')}x`, 'me')],
    ['a character that counts for nothing', () => sealer.open(`${sealer.seal('key', 'me')}=`, 'me')],
    ['almost nothing', () => sealer.open('v1.AAAA', 'me')],
    ['a version of the future', () => sealer.open(sealer.seal('key', 'me').replace('v1', 'v2'), 'me')],
    ['no seal at all', () => sealer.open('key', 'me')],
  ])('does not open with %s', (_, open) => {
    expect(open()).toBeUndefined();
  });

  it('does not open when any bit of it was turned', () => {
    const bytes = Buffer.from(sealer.seal('key', 'me').slice(3), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const turned = Buffer.from(bytes);
      turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(sealer.open(`v1.${turned.toString('base64url')}`, 'me')).toBeUndefined();
    }
  });
});
