/** Connects to a library that speaks Immich's API: an Immich server, or the local library in this process. */
import { join } from 'node:path';
import { getMyUser, getServerVersion, isHttpError, type ServerVersionResponseDto } from '@immich/sdk';
import type { ProtectedElsewhere, ProtectedSet } from '../catalog/protected-sets.ts';
import { failed, type Result, success } from '../catalog/result.ts';
import { brokenJsonFault, LibraryFault } from '../transport/faults.ts';
import { type Speaker, textCleaner } from '../transport/foreign-text.ts';
import { inProcessTransport } from '../transport/in-process.ts';
import { networkTransport } from '../transport/network.ts';
import type { OutgoingRequest, RequestLimits } from '../transport/transport.ts';
import type { UploadSettings } from '../upload/uploads.ts';
import type { Eyes } from '../viewing/eyes.ts';
import type { PictureCache } from '../viewing/picture-cache.ts';
import { type Dialect, dialectOf } from './dialect.ts';
import { cacheFiles } from './duplicates/cache-files.ts';
import type { CacheStore } from './duplicates/cache-store.ts';
import { type DuplicateGroups, duplicateGroups } from './duplicates/duplicate-groups.ts';
import { type AssetProtection, protectionOf } from './protection/protection.ts';
import { isRepeatable } from './repeatable.ts';
import { statusFailure } from './status-failure.ts';
import { immichEyes } from './viewing/eyes.ts';

/** The per-call options of the SDK's functions, its last parameter. */
export type SdkOptions = NonNullable<Parameters<typeof getServerVersion>[0]>;

/** What a request may take; everything but the signal has a default. */
export interface RequestCall {
  readonly signal: AbortSignal;
  /** Longer than IMMICH_TIMEOUT where much is sent. */
  readonly timeoutSeconds?: number;
  /** Greatest answer that is read; 128 MB unless told. */
  readonly maxBytes?: number;
}

/** Addresses in the library's web app. Undefined where it has none: the local library. */
export interface WebLinks {
  asset(id: string): string | undefined;
  album(id: string): string | undefined;
  person(id: string): string | undefined;
}

/** What every Immich tool works with. */
export interface ImmichLibrary {
  /** `Immich at photos.example.com` or `The local library`, for messages. */
  readonly name: string;
  readonly links: WebLinks;
  /** Where people open it in a browser, without a slash at the end; undefined for the local library, which does not know. */
  readonly webAddress: string | undefined;
  /** Where uploads may come from; undefined where nothing can be uploaded. */
  readonly uploads: UploadSettings | undefined;
  /**
   * Runs one function of the SDK with this connection's options: `request((options) => getAlbumInfo({ id }, options), call)`.
   * Every failure of the library or on the way is a value; only defects of our own are thrown.
   */
  request<Value>(send: (options: SdkOptions) => Promise<Value>, call: RequestCall): Promise<Result<Value>>;
  /** What the server's version can do; asked once, and again after the server failed. */
  dialect(call: RequestCall): Promise<Result<Dialect>>;
  /** The id of the key's user; asked once. Undefined where the key may not read it, or the library does not answer. */
  userId(call: RequestCall): Promise<string | undefined>;
  /** Its duplicate groups, read once and kept. */
  readonly duplicates: DuplicateGroups;
  /** What of it no tool may delete. */
  readonly protection: AssetProtection;
  /** How its photos are seen. */
  readonly eyes: Eyes;
  /** Frees the connections; requests under way fail. */
  close(): Promise<void>;
}

export interface ConnectionOptions {
  /** The server's address without `/api`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** Public address, for links; the base URL unless told. */
  readonly externalUrl?: string | undefined;
  readonly timeoutSeconds: number;
  readonly maxRetries: number;
  /** A library in this process instead of one on the network: no pool, no repetition, no web app. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** Wait before the first repetition, in milliseconds. */
  readonly backoffMilliseconds?: number;
  /** Where uploads may come from; nothing can be uploaded without. */
  readonly uploads?: UploadSettings;
  /** What no tool may delete; nothing is protected without. */
  readonly protect?: readonly ProtectedSet[];
  /** Whether another connected library has what is protected and is not here. */
  readonly protectedElsewhere?: ProtectedElsewhere | undefined;
  /** Folder for what is kept between two starts; nothing is kept without it or `cache`. */
  readonly cacheFolder?: string;
  /** What several replicas share instead of such a folder. */
  readonly cache?: CacheStore | undefined;
  /** Tells this library and its user from every other in the cache; its address and key unless told. */
  readonly cacheIdentity?: string;
  /** Where pictures are kept that were shown before; nowhere without. */
  readonly pictureCache?: PictureCache | undefined;
  /** How long a call waits for duplicates to be read, in milliseconds. */
  readonly duplicatesPatience?: number;
}

const defaultMaxBytes = 128_000_000;

/** Requests under way at once: the pictures of one answer, and something beside them. */
const concurrency = 16;

const immich = {
  product: 'Immich',
  credential: 'API key',
  settings: { address: 'IMMICH_BASE_URL', timeout: 'IMMICH_TIMEOUT' },
};

/** Makes the connection. Nothing is sent, opened or loaded before the first request. */
export function connectImmich(options: ConnectionOptions): ImmichLibrary {
  const name = options.fetch === undefined ? `Immich at ${new URL(options.baseUrl).host}` : 'The local library';
  const clean = textCleaner(options.apiKey);
  const speaker: Speaker = { library: name, clean, ...immich };
  const transport =
    options.fetch === undefined
      ? networkTransport({ ...options, apiUrl: `${options.baseUrl}/api`, isRepeatable, speaker, concurrency })
      : inProcessTransport(options.fetch, speaker);
  const webAddress = options.externalUrl ?? (options.fetch === undefined ? options.baseUrl : undefined);
  let known: Dialect | undefined;
  let userId: string | undefined;
  let duplicates: DuplicateGroups | undefined;
  let protection: AssetProtection | undefined;
  let eyes: Eyes | undefined;
  const identity = options.cacheIdentity ?? `${options.baseUrl}\n${options.apiKey}`;

  async function request<Value>(
    send: (options: SdkOptions) => Promise<Value>,
    call: RequestCall,
  ): Promise<Result<Value>> {
    const limits: RequestLimits = {
      signal: call.signal,
      timeoutSeconds: call.timeoutSeconds ?? options.timeoutSeconds,
      maxBytes: call.maxBytes ?? defaultMaxBytes,
    };
    const outcome = await attempt(send, limits);
    // The server may come back as another version.
    const code = outcome.ok ? undefined : outcome.failure.code;
    if (code === 'unavailable' || code === 'unsupported') known = undefined;
    return outcome;
  }

  async function attempt<Value>(
    send: (options: SdkOptions) => Promise<Value>,
    limits: RequestLimits,
  ): Promise<Result<Value>> {
    try {
      const value = await send({
        baseUrl: `${options.baseUrl}/api`,
        headers: { 'x-api-key': options.apiKey },
        signal: limits.signal,
        fetch: async (input, init) => transport.send(outgoing(input, init), limits),
      });
      return success(value);
    } catch (error) {
      if (error instanceof LibraryFault) return { ok: false, failure: error.failure };
      if (isHttpError(error)) return statusFailure(error.status, await errorBody(error.data), speaker);
      if (error instanceof SyntaxError) return { ok: false, failure: brokenJsonFault(speaker).failure };
      throw error;
    }
  }

  const library: ImmichLibrary = {
    name,
    links: {
      asset: (id) => webAddress && `${webAddress}/photos/${encodeURIComponent(id)}`,
      album: (id) => webAddress && `${webAddress}/albums/${encodeURIComponent(id)}`,
      person: (id) => webAddress && `${webAddress}/people/${encodeURIComponent(id)}`,
    },
    webAddress,
    uploads: options.uploads,
    request,
    dialect: async (call) => {
      if (known !== undefined) return success(known);
      const version = await request((sdk) => getServerVersion(sdk), call);
      if (!version.ok) return version;
      if (!isVersion(version.value)) return notImmich(name);
      known = dialectOf(version.value);
      return success(known);
    },
    userId: async (call) => {
      if (userId !== undefined) return userId;
      const user = await request((sdk) => getMyUser(sdk), call);
      if (user.ok) userId = user.value?.id;
      return userId;
    },
    get duplicates() {
      duplicates ??= duplicateGroups(library, {
        cache: options.cache ?? cacheIn(options.cacheFolder),
        identity,
        patience: options.duplicatesPatience,
      });
      return duplicates;
    },
    get protection() {
      protection ??= protectionOf(library, options.protect ?? [], options.protectedElsewhere);
      return protection;
    },
    get eyes() {
      eyes ??= immichEyes(library, { identity, cache: options.pictureCache });
      return eyes;
    },
    close: async () => {
      await duplicates?.close();
      await transport.close();
    },
  };
  return library;
}

function cacheIn(folder: string | undefined): CacheStore | undefined {
  return folder === undefined ? undefined : cacheFiles(join(folder, 'duplicates'));
}

/** The SDK parses an error's JSON only where it expected JSON; where it expected a file or nothing, it is still raw. */
async function errorBody(data: unknown): Promise<unknown> {
  const text = data instanceof Blob ? await data.text() : data;
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isVersion(value: ServerVersionResponseDto | null): value is ServerVersionResponseDto {
  return value !== null && [value.major, value.minor, value.patch].every((number) => Number.isInteger(number));
}

function notImmich(name: string): Result<never> {
  return failed('unsupported', `${name} does not answer like Immich.`, 'Check IMMICH_BASE_URL.');
}

/** What the SDK passes to `fetch`, narrowed to the kinds of body that it makes. */
function outgoing(input: string | URL | Request, init: RequestInit | undefined): OutgoingRequest {
  const body = init?.body ?? undefined;
  if (body !== undefined && typeof body !== 'string' && !(body instanceof FormData) && !(body instanceof Blob)) {
    throw new TypeError('a request body must be a text, a form or a blob');
  }
  const url = input instanceof Request ? input.url : String(input);
  return { url, method: init?.method ?? 'GET', headers: new Headers(init?.headers), body };
}
