/** The keys that an issuer signs with, fetched when they are needed and kept for a while. */
import { setTimeout as pause } from 'node:timers/promises';
import { type CryptoKey, createLocalJWKSet, errors, type JWK, type JWSHeaderParameters } from 'jose';

/** What fetching brought: keys, or that those of this `etag` still hold. */
export interface FetchedKeys {
  readonly keys: readonly JWK[] | 'unchanged';
  readonly etag?: string;
}

export interface KeySetOptions {
  /** Asks the issuer; rejects where it has no answer. `etag` is that of the keys that are already here. */
  fetch(etag: string | undefined): Promise<FetchedKeys>;
  /** Told why fetching failed. */
  onFailure(error: unknown): void;
  /** How long keys are taken for current. */
  readonly cacheSeconds: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Milliseconds that a request waits where there are no keys yet. */
  readonly patience?: number;
  /** Milliseconds that a request waits where keys are there that may be old; then it goes on with them. */
  readonly patienceWithKeys?: number;
}

export interface KeySet {
  /**
   * The key for a token's header. `unknown`: the issuer has no such key; `unavailable`: nobody can say at the moment.
   * Never waits much longer than the patience, however long the issuer takes.
   */
  find(header: JWSHeaderParameters): Promise<CryptoKey | 'unknown' | 'unavailable'>;
}

/** Seconds between two fetches for the sake of keys that are not there: whoever makes ids up cannot have more of them. */
const cooldown = 10;
/** Seconds until a fetch is tried again after one failed: soon without keys, later with keys that still serve. */
const retryAfter = { withoutKeys: 10, withKeys: 60 };
/** Seconds that keys are used without the issuer having confirmed them: no token lives longer by default. */
const longestStale = 86_400;

interface KeptKeys {
  readonly lookup: ReturnType<typeof createLocalJWKSet>;
  readonly ids: ReadonlySet<string | undefined>;
  readonly etag: string | undefined;
  readonly fetchedAt: number;
}

/** Nothing is fetched before the first token. One fetch runs at a time, whoever waits for it. */
export function openKeySet(options: KeySetOptions): KeySet {
  const { cacheSeconds, now = Date.now, patience = 5000, patienceWithKeys = 1000 } = options;
  let kept: KeptKeys | undefined;
  let fetching: Promise<void> | undefined;
  let failedAt: number | undefined;
  let forcedAt: number | undefined;

  const isPast = (since: number | undefined, seconds: number) => since === undefined || now() - since >= seconds * 1000;
  const mayTry = () => isPast(failedAt, kept === undefined ? retryAfter.withoutKeys : retryAfter.withKeys);

  async function fetchKeys(): Promise<void> {
    try {
      const { keys, etag } = await options.fetch(kept?.etag);
      if (keys !== 'unchanged') kept = keep(keys, etag, now());
      else if (kept !== undefined) kept = { ...kept, etag: etag ?? kept.etag, fetchedAt: now() };
      failedAt = undefined;
    } catch (error) {
      failedAt = now();
      options.onFailure(error);
    } finally {
      fetching = undefined;
    }
  }

  /** Fetches, or joins the fetch under way. */
  async function refresh(): Promise<void> {
    fetching ??= fetchKeys();
    const stop = new AbortController();
    const wait = kept === undefined ? patience : patienceWithKeys;
    const tired = pause(wait, undefined, { signal: stop.signal, ref: false }).catch(() => {});
    await Promise.race([fetching, tired]);
    stop.abort();
  }

  async function find(header: JWSHeaderParameters): Promise<CryptoKey | 'unknown' | 'unavailable'> {
    const before = kept;
    const isCurrent = kept !== undefined && !isPast(kept.fetchedAt, cacheSeconds);
    if (!isCurrent && mayTry()) await refresh();
    if (kept?.ids.has(header.kid) === false && kept === before && mayTry() && isPast(forcedAt, cooldown)) {
      // It may be new: issuers change their keys whenever they like.
      forcedAt = now();
      await refresh();
    }
    if (kept === undefined || isPast(kept.fetchedAt, longestStale)) return 'unavailable';
    if (kept.ids.has(header.kid)) return keyIn(kept, header);
    return failedAt === undefined && fetching === undefined ? 'unknown' : 'unavailable';
  }

  return { find };
}

function keep(keys: readonly JWK[], etag: string | undefined, fetchedAt: number): KeptKeys {
  return { lookup: createLocalJWKSet({ keys: [...keys] }), ids: new Set(keys.map(({ kid }) => kid)), etag, fetchedAt };
}

async function keyIn({ lookup }: KeptKeys, header: JWSHeaderParameters): Promise<CryptoKey | 'unknown'> {
  try {
    const key = await lookup(header);
    return isTooShort(key) ? 'unknown' : key;
  } catch (error) {
    // A key for something else, two with one id, or one that is damaged: the platform throws what it likes for those.
    if (error instanceof errors.JOSEError || error instanceof DOMException || error instanceof TypeError)
      return 'unknown';
    throw error;
  }
}

/** RFC 7518, 3.3: RSA keys have at least 2048 bits. */
function isTooShort({ algorithm }: CryptoKey): boolean {
  return 'modulusLength' in algorithm && Number(algorithm.modulusLength) < 2048;
}
