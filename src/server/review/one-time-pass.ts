/** How one person's browser gets in: by an address that works once, and from then on by a cookie. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export interface OneTimePass {
  /** Stands in the address; 256 random bits. */
  readonly secret: string;
  /** Where everything is from then on. The cookie is sent nowhere else, so that no other program behind a port of this machine gets it. */
  readonly room: string;
  /** The value of `Set-Cookie` for whoever shows the secret first; `used` for everybody after that, undefined for another secret. */
  redeem(secret: string): string | 'used' | undefined;
  /** Whether this `Cookie` header came from the browser that was first. */
  opens(cookie: string | null): boolean;
}

const cookieName = 'albumen_review';

/** Makes one. `learn` is told of both secrets, so that no log shows them. */
export function oneTimePass(learn: (secret: string) => void = () => {}): OneTimePass {
  const [secret, session] = [randomSecret(), randomSecret()];
  const room = `/${randomBytes(16).toString('base64url')}/`;
  learn(secret);
  learn(session);
  let used = false;
  return {
    secret,
    room,
    redeem: (given) => {
      if (!isSame(given, secret)) return undefined;
      if (used) return 'used';
      used = true;
      return `${cookieName}=${session}; Path=${room}; HttpOnly; SameSite=Strict`;
    },
    opens: (cookie) => cookiesIn(cookie).some((value) => isSame(value, session)),
  };
}

function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** In a time that says nothing about where they differ. */
function isSame(given: string, wanted: string): boolean {
  const [left, right] = [given, wanted].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}

function cookiesIn(header: string | null): string[] {
  const start = `${cookieName}=`;
  return (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(start))
    .map((pair) => pair.slice(start.length));
}
