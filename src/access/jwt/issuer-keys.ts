/** Where an issuer's keys are, and which of them can check a signature. */
import type { JWK } from 'jose';
import * as z from 'zod';
import { type Document, DocumentError, fetchDocument } from './documents.ts';
import type { FetchedKeys } from './key-set.ts';

/** How documents are had; `fetchDocument` unless a test says otherwise. */
export type Fetch = typeof fetchDocument;

const mostKeys = 100;

const setShape = z.looseObject({ keys: z.array(z.unknown()).max(mostKeys) });

/** A public key with an id; whatever holds a secret is nobody's business to publish. */
const keyShape = z.looseObject({
  kty: z.enum(['RSA', 'EC', 'OKP']),
  kid: z.string().min(1).max(256),
  alg: z.string().optional(),
  use: z.string().optional(),
  crv: z.string().optional(),
  n: z.string().optional(),
  e: z.string().optional(),
  x: z.string().optional(),
  y: z.string().optional(),
  key_ops: z.array(z.string()).optional(),
  d: z.undefined().optional(),
});

const metadataShape = z.looseObject({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

/** Fetches the keys at a configured address. */
export async function keysAt(
  url: string,
  etag: string | undefined,
  fetch: Fetch = fetchDocument,
): Promise<FetchedKeys> {
  return readKeys(await fetch(url, { etag }), url);
}

/**
 * Finds and fetches the keys of an issuer: OpenID Connect Discovery 1.0, 4, otherwise RFC 8414, 3. The address of the keys
 * is asked for anew where it does not answer.
 */
export function discoveredKeys(issuer: string, fetch: Fetch = fetchDocument) {
  let address: string | undefined;
  return async (etag: string | undefined): Promise<FetchedKeys> => {
    address ??= await keysAddress(issuer, fetch);
    const url = address;
    try {
      // Another host than the issuer's is the issuer's choice, not that of whoever configured this.
      const chosenByOthers = new URL(url).origin !== new URL(issuer).origin;
      return readKeys(await fetch(url, { etag, chosenByOthers }), url);
    } catch (error) {
      address = undefined;
      throw error;
    }
  };
}

/** Both ways to write an issuer mean one: people leave the slash at its end out, or put one there. */
export function withoutSlash(issuer: string): string {
  return issuer.replace(/\/+$/, '');
}

function readKeys({ json, etag }: Document, url: string): FetchedKeys {
  const more = etag === undefined ? {} : { etag };
  if (json === undefined) return { keys: 'unchanged', ...more };
  const set = setShape.safeParse(json);
  if (!set.success) throw new DocumentError(`${url} holds no key set (RFC 7517).`);
  const keys = set.data.keys.flatMap((key): JWK[] => {
    const read = keyShape.safeParse(key);
    return read.success ? [jwkOf(read.data)] : [];
  });
  if (keys.length === 0) throw new DocumentError(`${url} holds no public key with an id.`);
  return { keys, ...more };
}

/** The key without certificates and whatever else it came with. */
function jwkOf({ kty, kid, alg, use, crv, n, e, x, y, key_ops }: z.output<typeof keyShape>): JWK {
  const parts = { kty, kid, alg, use, crv, n, e, x, y, key_ops };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

async function keysAddress(issuer: string, fetch: Fetch): Promise<string> {
  let problem: unknown;
  for (const url of metadataAddresses(issuer)) {
    try {
      return readMetadata((await fetch(url)).json, issuer, url);
    } catch (error) {
      problem ??= error;
    }
  }
  throw problem;
}

function metadataAddresses(issuer: string): string[] {
  const { origin, pathname } = new URL(issuer);
  const path = withoutSlash(pathname);
  return [
    `${origin}${path}/.well-known/openid-configuration`,
    `${origin}/.well-known/oauth-authorization-server${path}`,
  ];
}

function readMetadata(json: unknown, issuer: string, url: string): string {
  const metadata = metadataShape.safeParse(json);
  if (!metadata.success) throw new DocumentError(`${url} names no issuer or no address of keys.`);
  // Otherwise one tenant's document could vouch for another (RFC 8414, 3.3).
  if (withoutSlash(metadata.data.issuer) !== withoutSlash(issuer)) {
    throw new DocumentError(
      `${url} is of another issuer than ALBUMEN_JWT_ISSUER: ${metadata.data.issuer.slice(0, 200)}.`,
    );
  }
  return checkedAddress(metadata.data.jwks_uri, issuer, url);
}

/** Plain http only where the issuer itself is; without it, a forged answer could turn every later one. */
function checkedAddress(keys: string, issuer: string, url: string): string {
  const { protocol, origin, username, password } = new URL(keys);
  const isAllowed = protocol === 'https:' || origin === new URL(issuer).origin;
  if (isAllowed && username === '' && password === '') return keys;
  throw new DocumentError(`${url} names an address of keys that is not used: set ALBUMEN_JWT_JWKS_URL if it is right.`);
}
