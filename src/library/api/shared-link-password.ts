/** Passwords of shared links: only a salted scrypt hash is stored, so that a stolen database tells none. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import pLimit from 'p-limit';

/** What stands for a password in answers; sent back, it means the password that is set. No person chooses it. */
export const passwordStandIn = '••••••••';

/** Hashing takes time with the length: longer ones are of no use. */
export const longestPassword = 1000;

/** Cost 2^14 with blocks of 8: Node's default, 16 MiB and some tens of milliseconds (RFC 7914, section 2). */
const cost = { N: 16_384, r: 8, p: 1 };
const hashBytes = 32;

/** Guesses from the network must not take all memory and threads. */
const oneAtATime = pLimit(1);

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return oneAtATime(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        // The same letter can be typed in two forms of Unicode.
        scrypt(password.normalize('NFC'), salt, hashBytes, cost, (error, hash) =>
          error === null ? resolve(hash) : reject(error),
        );
      }),
  );
}

/** What is stored of a password: `scrypt.<salt>.<hash>`, both base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return ['scrypt', salt.toString('base64url'), (await derive(password, salt)).toString('base64url')].join('.');
}

/** Whether `password` is the one that `stored` was made of; takes the same time wherever they differ. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [, salt = '', hash = ''] = stored.split('.');
  const expected = Buffer.from(hash, 'base64url');
  const derived = await derive(password, Buffer.from(salt, 'base64url'));
  return expected.length === derived.length && timingSafeEqual(expected, derived);
}
