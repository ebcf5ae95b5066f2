/** Ids, secrets and tokens in PhotoPrism's formats, and how they are kept and compared. */
import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

const lowerAlphanumeric = 'abcdefghijklmnopqrstuvwxyz0123456789';
const base62 = `${lowerAlphanumeric}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;

/** Each character is as likely as any other: `randomInt` leaves no bias. */
function randomText(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** 16 characters that begin with `c`. */
export function newClientId(): string {
  return `c${randomText(lowerAlphanumeric, 15)}`;
}

/** 32 characters, 190 random bits. */
export function newClientSecret(): string {
  return randomText(base62, 32);
}

/** 48 hexadecimal digits, 192 random bits. */
export function newAccessToken(): string {
  return randomBytes(24).toString('hex');
}

/** True for what looks like a client's id. */
export function isClientId(text: string): boolean {
  return /^c[a-z0-9]{15}$/.test(text);
}

/** True for what looks like a client's secret. */
export function isClientSecret(text: string): boolean {
  return /^[A-Za-z0-9]{32}$/.test(text);
}

/** True for what looks like an access token. */
export function isAccessToken(text: string): boolean {
  return /^[0-9a-f]{48}$/.test(text);
}

/**
 * What is stored in place of a secret: SHA-256, in hexadecimal. A slow hash protects what people choose; nobody can try 2^190
 * secrets or 2^192 tokens, however fast each try is, and these are checked with every request.
 */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares two hashes of `hashOf` in a time that says nothing about where they differ. */
export type CompareHashes = (a: string, b: string) => boolean;

/** The comparison that is used everywhere outside of tests. */
export const sameHash: CompareHashes = (a, b) => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};
