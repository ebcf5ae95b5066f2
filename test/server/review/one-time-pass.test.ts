import { describe, expect, it } from 'vitest';
import { oneTimePass } from '../../../src/server/review/one-time-pass.ts';

/** What a browser sends after it was let in. */
function cookieOf(pass: ReturnType<typeof oneTimePass>): string {
  return (pass.redeem(pass.secret) ?? '').split(';')[0] ?? '';
}

describe('the secret of the address', () => {
  it('lets in who shows it first, and nobody after', () => {
    const pass = oneTimePass();
    expect(pass.redeem('')).toBeUndefined();
    expect(pass.redeem(`${pass.secret}x`)).toBeUndefined();
    expect(pass.redeem(pass.secret)).toMatch(
      /^albumen_review=[\w-]{43}; Path=\/[\w-]{22}\/; HttpOnly; SameSite=Strict$/,
    );
    expect(pass.redeem(pass.secret)).toBe('used');
  });

  it('is neither in the cookie nor in the place, and both are to be kept out of logs', () => {
    const learned: string[] = [];
    const pass = oneTimePass((secret) => learned.push(secret));
    const session = cookieOf(pass).slice('albumen_review='.length);
    expect(learned.sort()).toEqual([pass.secret, session].sort());
    expect(pass.room).not.toContain(pass.secret);
    expect(pass.secret).not.toBe(session);
  });

  it('is another one each time', () => {
    const made = Array.from({ length: 50 }, () => oneTimePass());
    expect(new Set(made.flatMap((pass) => [pass.secret, pass.room, cookieOf(pass)])).size).toBe(150);
  });
});

describe('the cookie', () => {
  const pass = oneTimePass();
  const cookie = cookieOf(pass);

  it.each([
    ['by itself', cookie],
    ['among others', `theme=dark; ${cookie}; x=1`],
    ['beside one that another run left', `albumen_review=old; ${cookie}`],
  ])('opens %s', (_, header) => expect(pass.opens(header)).toBe(true));

  it.each([
    ['nothing', null],
    ['an empty one', ''],
    ['a name without a value', 'albumen_review='],
    ['a part of it', cookie.slice(0, -1)],
    ['more than it', `${cookie}x`],
    ['it under another name', cookie.replace('albumen_review', 'other')],
    ['the secret of the address', `albumen_review=${pass.secret}`],
    ['that of another run', cookieOf(oneTimePass())],
  ])('is not %s', (_, header) => expect(pass.opens(header)).toBe(false));
});
