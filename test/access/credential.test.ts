import { describe, expect, it } from 'vitest';
import { credentialIn } from '../../src/access/credential.ts';
import { knownCredentials } from '../../src/access/known-credentials.ts';

const token = 'a'.repeat(48);

describe('the credential of a request', () => {
  it.each<[headers: [string, string][], found: string]>([
    [[['x-auth-token', token]], token],
    [[['x-session-id', token]], token],
    [[['authorization', `Bearer ${token}`]], token],
    [[['authorization', `bearer   ${token} `]], token],
    [[['authorization', `BEARER ${token}`]], token],
    [[['authorization', 'Bearer c123.secret']], 'c123.secret'],
    [[['authorization', 'Bearer eyJ.e30.-_A']], 'eyJ.e30.-_A'],
    [[['authorization', 'Bearer YWJj+/==']], 'YWJj+/=='],
    // A proxy has asked for a password of its own.
    [
      [
        ['authorization', 'Basic YTpi'],
        ['x-auth-token', token],
      ],
      token,
    ],
    // The same, said twice.
    [
      [
        ['authorization', `Bearer ${token}`],
        ['x-auth-token', token],
      ],
      token,
    ],
    [
      [
        ['authorization', ''],
        ['x-auth-token', token],
      ],
      token,
    ],
  ])('is found in %j', (headers, found) => {
    expect(credentialIn(new Headers(headers))).toEqual({ credential: found });
  });

  it.each<[headers: [string, string][]]>([
    [[]],
    [[['authorization', '']]],
    [[['authorization', 'Bearer']]],
    [[['authorization', 'Bearer  ']]],
    [[['authorization', 'Basic YTpi']]],
    [[['authorization', token]]],
    [[['x-auth-token', '  ']]],
    [[['cookie', `session=${token}`]]],
    [[['x-api-key', token]]],
  ])('is missing in %j', (headers) => {
    expect(credentialIn(new Headers(headers))).toBe('missing');
  });

  it.each<[headers: [string, string][]]>([
    [
      [
        ['authorization', `Bearer ${token}`],
        ['x-auth-token', 'b'.repeat(48)],
      ],
    ],
    [
      [
        ['x-session-id', token],
        ['x-auth-token', 'b'.repeat(48)],
      ],
    ],
    [
      [
        ['x-auth-token', token],
        ['x-auth-token', 'b'.repeat(48)],
      ],
    ],
    [[['authorization', `Bearer ${token} ${token}`]]],
    [[['authorization', `Bearer ${token},`]]],
    [[['x-auth-token', `"${token}"`]]],
    [[['x-auth-token', 'pass wort']]],
    [[['x-auth-token', 'a'.repeat(8193)]]],
  ])('is malformed in %j', (headers) => {
    expect(credentialIn(new Headers(headers))).toBe('malformed');
  });
});

describe('credentials that have opened the door', () => {
  it('are known from where they came, and from nowhere else', () => {
    const known = knownCredentials();
    known.add(token, '10.0.0.1');
    expect([known.has(token, '10.0.0.1'), known.has(token, '10.0.0.2'), known.has('b', '10.0.0.1')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('are forgotten when they open it no more', () => {
    const known = knownCredentials();
    known.add(token, '10.0.0.1');
    known.remove(token, '10.0.0.1');
    expect(known.has(token, '10.0.0.1')).toBe(false);
  });

  it('are the latest so many', () => {
    const known = knownCredentials(2);
    for (const credential of ['a', 'b', 'a', 'c']) known.add(credential, 'here');
    expect(['a', 'b', 'c'].map((credential) => known.has(credential, 'here'))).toEqual([true, false, true]);
  });
});
