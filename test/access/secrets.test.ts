import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  hashOf,
  isAccessToken,
  isClientId,
  isClientSecret,
  newAccessToken,
  newClientId,
  newClientSecret,
  sameHash,
} from '../../src/access/secrets.ts';

const many = <Value>(make: () => Value) => Array.from({ length: 2000 }, make);

describe('what is made', () => {
  it.each([
    ['client ids', newClientId, /^c[a-z0-9]{15}$/, isClientId],
    ['client secrets', newClientSecret, /^[A-Za-z0-9]{32}$/, isClientSecret],
    ['access tokens', newAccessToken, /^[0-9a-f]{48}$/, isAccessToken],
  ])('%s: has its format, and never comes twice', (_, make, format, isOne) => {
    const made = many(make);
    expect(new Set(made).size).toBe(made.length);
    for (const text of made) expect([format.test(text), isOne(text)]).toEqual([true, true]);
  });

  it('uses every character of base62 about equally', () => {
    const counts = new Map<string, number>();
    for (const character of many(newClientSecret).join('')) counts.set(character, (counts.get(character) ?? 0) + 1);
    expect(counts.size).toBe(62);
    // 64,000 characters, about 1,032 of each: a byte taken modulo 62 would give 8 of them 250 more.
    expect(Math.min(...counts.values())).toBeGreaterThan(850);
    expect(Math.max(...counts.values())).toBeLessThan(1220);
  });

  it.each([
    ['', false],
    ['a', false],
    [`${'a'.repeat(47)}G`, false],
    [`${'A'.repeat(48)}`, false],
    [`${'a'.repeat(48)}\n`, false],
    ['a'.repeat(48), true],
  ])('tells what is an access token: %j', (text, isOne) => {
    expect(isAccessToken(text)).toBe(isOne);
  });
});

describe('hashes', () => {
  it('are SHA-256 in hexadecimal', () => {
    expect(hashOf('abc')).toBe(createHash('sha256').update('abc').digest('hex'));
  });

  it('are the same or not, whatever their lengths', () => {
    expect(sameHash(hashOf('a'), hashOf('a'))).toBe(true);
    expect(sameHash(hashOf('a'), hashOf('b'))).toBe(false);
    expect(sameHash(hashOf('a'), '')).toBe(false);
  });
});
