/** Logging in to a shared link that has a password: a few tries, then a token in a cookie for a day. */
import { createHmac } from 'node:crypto';
import { parse, serialize } from 'hono/utils/cookie';
import type { SharedLinkRow } from '../store/shared-links.ts';
import { sameSecret } from './api-key-secrets.ts';
import { ApiError, badRequest, unauthorized } from './errors.ts';
import { isPassword } from './shared-link-password.ts';

/** Immich's name, so that its clients send it. */
const cookieName = 'immich_shared_link_token';
const daySeconds = 86_400;
/** Links that one browser can be logged in to at once. */
const mostTokens = 20;

/** Wrong passwords for one link until everybody has to wait. */
const mostTries = 10;
const patience = 15 * 60_000;

interface Tries {
  count: number;
  /** When counting starts anew. */
  until: number;
}

/** By the link's id, which no other link of any library has. */
const tries = new Map<string, Tries>();

/** Counts a try before its outcome is known, so that many at once are not one. */
function countTry(linkId: string, now: number): Tries {
  const known = tries.get(linkId);
  const current = known === undefined || known.until <= now ? { count: 0, until: now + patience } : known;
  if (current.count >= mostTries) {
    const minutes = Math.ceil((current.until - now) / 60_000);
    throw new ApiError(429, {
      message: `Too many wrong passwords: try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
    });
  }
  current.count += 1;
  tries.set(linkId, current);
  return current;
}

/** The hash is salted, so no two links sign alike; a new password ends every login. */
function sign(until: string, passwordHash: string): string {
  return createHmac('sha256', passwordHash).update(until).digest('base64url');
}

/**
 * The token for a link and its password. Throws 400 where the link has none, 401 for a wrong one, and 429 after too many wrong
 * ones.
 */
export async function logIn(link: SharedLinkRow, password: string): Promise<string> {
  const { passwordHash } = link;
  if (passwordHash === null) throw badRequest('Shared link is not password protected');
  const now = Date.now();
  const counted = countTry(link.id, now);
  if (!(await isPassword(password, passwordHash))) throw unauthorized('Invalid password');
  counted.count -= 1;
  const until = Math.floor(now / 1000 + daySeconds).toString(36);
  return `${until}-${sign(until, passwordHash)}`;
}

function tokensIn(cookies: string | undefined): string[] {
  const value = parse(cookies ?? '', cookieName)[cookieName] ?? '';
  return value.split('.').slice(0, mostTokens);
}

/** Whether the cookies of a request hold a valid login; true where the link has no password. */
export function isLoggedIn(link: SharedLinkRow, cookies: string | undefined): boolean {
  const { passwordHash } = link;
  if (passwordHash === null) return true;
  return tokensIn(cookies).some((token) => {
    const [until = '', signature = ''] = token.split(/-(.*)/s);
    const isCurrent = Number.parseInt(until, 36) * 1000 > Date.now();
    return isCurrent && sameSecret(signature, sign(until, passwordHash));
  });
}

/** The `Set-Cookie` that adds a token to those in the request's cookies; `isSecure` where the browser speaks HTTPS. */
export function loginCookie(token: string, cookies: string | undefined, isSecure: boolean): string {
  const others = tokensIn(cookies).filter((other) => other !== '' && other !== token);
  const tokens = [token, ...others].slice(0, mostTokens).join('.');
  return serialize(cookieName, tokens, {
    maxAge: daySeconds,
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    ...(isSecure ? { secure: true } : {}),
  });
}
