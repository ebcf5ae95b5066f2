/** Connects to a PhotoPrism server. */
import * as z from 'zod';
import type { ProtectedElsewhere, ProtectedSet, Protection } from '../catalog/protected-sets.ts';
import { failed, type Result, success } from '../catalog/result.ts';
import { brokenJsonFault, LibraryFault } from '../transport/faults.ts';
import { type Speaker, textCleaner } from '../transport/foreign-text.ts';
import { networkTransport } from '../transport/network.ts';
import type { OutgoingRequest } from '../transport/transport.ts';
import type { UploadSettings } from '../upload/uploads.ts';
import type { Eyes } from '../viewing/eyes.ts';
import type { PictureCache } from '../viewing/picture-cache.ts';
import { accountUid, type ClientConfig, clientConfig, configAnswer, sessionAnswer } from './client-config.ts';
import { type MediaTokenKind, mediaTokens } from './media-tokens.ts';
import { isPictureHash, mostPictureBytes, type Picture, type PictureSize, pictureIn } from './picture.ts';
import { protectionOf } from './protection/protection.ts';
import { type PathSegments, type QueryValues, requestUrl } from './request-url.ts';
import { statusFailure } from './status-failure.ts';
import { type VideoFormat, videoIn } from './video.ts';
import { photoprismEyes } from './viewing/eyes.ts';
import { type WebLinks, webLinks } from './web-links.ts';

/** What a request may take; everything but the signal has a default. */
export interface RequestCall {
  readonly signal: AbortSignal;
  /** Longer than PHOTOPRISM_TIMEOUT where the server works until it is done: import, index, uploads. */
  readonly timeoutSeconds?: number;
  /** Greatest answer that is read; 128 MB unless told. */
  readonly maxBytes?: number;
}

/** One request to PhotoPrism's API. */
export interface PhotoPrismRequest<Answer> {
  /** `GET` unless told. Only that is sent again after a passing fault. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api/v1`, each part encoded: `['photos', uid, 'like']`. */
  readonly path: PathSegments;
  readonly query?: QueryValues;
  /** Sent as JSON, unless it is a form. */
  readonly body?: object;
  /** What a success must look like. Let it be loose: versions add fields. */
  readonly answer: z.ZodType<Answer>;
}

/** Which part of a list an answer says it is: PhotoPrism's X-Count, X-Limit and X-Offset. */
export interface ListHeaders {
  /** How many rows were read; for pictures these are files, several of which may be one of the answer's entries. */
  readonly count: number;
  /** How many were asked for; fewer were there where `count` is smaller. */
  readonly limit: number;
  readonly offset: number;
}

export interface PhotoPrismAnswer<Answer> {
  readonly body: Answer;
  /** Undefined where the answer is no list. */
  readonly page: ListHeaders | undefined;
}

/** What every PhotoPrism tool works with. */
export interface PhotoPrismLibrary {
  /** `PhotoPrism at photos.example.com`, for messages. */
  readonly name: string;
  /** Where people open it in a browser, without a slash at the end. */
  readonly webAddress: string;
  readonly links: WebLinks;
  /** Every failure of the server or on the way is a value, also an answer of another shape; only our own defects are thrown. */
  request<Answer>(wanted: PhotoPrismRequest<Answer>, call: RequestCall): Promise<Result<PhotoPrismAnswer<Answer>>>;
  /** What the server is and may do; asked again after half a minute, after the server failed, and for its counts (`fresh`). */
  config(call: RequestCall, wanted?: { readonly fresh: boolean }): Promise<Result<ClientConfig>>;
  /** The uid of the token's user; asked once. Undefined for an access token that belongs to nobody, as `clients add` makes them. */
  userUid(call: RequestCall): Promise<Result<string | undefined>>;
  /** What nobody may delete here. */
  readonly protection: Protection;
  /** Where uploads may come from; undefined where nothing can be uploaded. */
  readonly uploads: UploadSettings | undefined;
  /** How its photos are seen. */
  readonly eyes: Eyes;
  /** A picture of the file with this hash. */
  picture(hash: string, size: PictureSize, call: RequestCall): Promise<Result<Picture>>;
  /** A part of the video file with this hash: `range` is the value of HTTP's Range header, which may be ignored (200). */
  video(hash: string, format: VideoFormat, range: string, call: RequestCall): Promise<Result<Response>>;
  /** Frees the connections; requests under way fail. */
  close(): Promise<void>;
}

export interface ConnectionOptions {
  /** The server's address without `/api/v1`. */
  readonly baseUrl: string;
  /** An app password, or an access token. */
  readonly accessToken: string;
  readonly timeoutSeconds: number;
  readonly maxRetries: number;
  /** Wait before the first repetition, in milliseconds. */
  readonly backoffMilliseconds?: number;
  /** Told of each secret that the server hands out, which nobody may be told of. */
  readonly learnSecret?: (secret: string) => void;
  /** What nobody may delete; nothing unless told. */
  readonly protect?: readonly ProtectedSet[];
  /** Where uploads may come from; nothing can be uploaded without. */
  readonly uploads?: UploadSettings;
  /** Whether another connected library has what is protected and is not here. */
  readonly protectedElsewhere?: ProtectedElsewhere | undefined;
  /** Where pictures are kept that were shown before; nowhere without. */
  readonly pictureCache?: PictureCache | undefined;
}

/** Where a token of the address stands in it. */
type PathWithToken = (token: string) => PathSegments;

const defaultMaxBytes = 128_000_000;
const configMilliseconds = 30_000;

const photoprism = {
  product: 'PhotoPrism',
  credential: 'access token',
  settings: { address: 'PHOTOPRISM_BASE_URL', timeout: 'PHOTOPRISM_TIMEOUT' },
};

/** Makes the connection. Nothing is sent, opened or loaded before the first request. */
export function connectPhotoPrism(options: ConnectionOptions): PhotoPrismLibrary {
  const name = `PhotoPrism at ${new URL(options.baseUrl).host}`;
  const tokens = mediaTokens(options.learnSecret ?? (() => {}));
  const clean = textCleaner(() => [options.accessToken, ...tokens.secrets()]);
  const speaker: Speaker = { library: name, clean, ...photoprism };
  const apiUrl = `${options.baseUrl}/api/v1`;
  const transport = networkTransport({ ...options, apiUrl, isRepeatable, speaker });
  let known: { readonly config: ClientConfig; readonly since: number } | undefined;
  let protection: Protection | undefined;
  let eyes: Eyes | undefined;
  let user: { readonly uid: string | undefined } | undefined;

  async function send(request: OutgoingRequest, call: RequestCall): Promise<Result<Response>> {
    try {
      const answer = await transport.send(request, {
        signal: call.signal,
        timeoutSeconds: call.timeoutSeconds ?? options.timeoutSeconds,
        maxBytes: call.maxBytes ?? defaultMaxBytes,
      });
      if (answer.ok) tokens.takeHeaders(answer.headers);
      // The server may come back as another version, and with other tokens.
      if (answer.status >= 500 || answer.status === 401) known = undefined;
      return success(answer);
    } catch (error) {
      if (!(error instanceof LibraryFault)) throw error;
      known = undefined;
      return { ok: false, failure: error.failure };
    }
  }

  async function request<Answer>(
    wanted: PhotoPrismRequest<Answer>,
    call: RequestCall,
  ): Promise<Result<PhotoPrismAnswer<Answer>>> {
    const sent = await send(outgoing(apiUrl, options.accessToken, wanted), call);
    if (!sent.ok) return sent;
    const text = await sent.value.text();
    if (!sent.value.ok) return statusFailure(sent.value.status, parsedOr(text, text), speaker);
    const parsed = parsedOr(text, undefined);
    if (parsed === undefined) return { ok: false, failure: brokenJsonFault(speaker).failure };
    const checked = wanted.answer.safeParse(parsed);
    if (!checked.success) return unknownShape(checked.error, wanted.path, speaker);
    return success({ body: checked.data, page: listHeaders(sent.value.headers) });
  }

  async function freshConfig(call: RequestCall): Promise<Result<ClientConfig>> {
    const answer = await request({ path: ['config'], answer: configAnswer }, call);
    if (!answer.ok) return answer;
    tokens.take('preview', answer.value.body.previewToken);
    tokens.take('download', answer.value.body.downloadToken);
    known = { config: clientConfig(answer.value.body), since: performance.now() };
    return success(known.config);
  }

  async function mediaToken(kind: MediaTokenKind, call: RequestCall): Promise<Result<string>> {
    if (tokens.current(kind) === undefined) {
      const config = await freshConfig(call);
      if (!config.ok) return config;
    }
    const token = tokens.current(kind);
    return token === undefined
      ? failed('denied', `${name} gives no ${kind} token to this access token.`, 'Give it the scope config.')
      : success(token);
  }

  async function openWithToken(
    pathWith: PathWithToken,
    headers: Headers,
    call: RequestCall,
  ): Promise<Result<Response>> {
    const token = await mediaToken('preview', call);
    if (!token.ok) return token;
    const url = requestUrl(apiUrl, pathWith(token.value));
    return send({ url, method: 'GET', headers, body: undefined }, call);
  }

  /** Reads what a token in the address opens, and nothing else; one that is refused is asked for anew. */
  async function media(pathWith: PathWithToken, headers: Headers, call: RequestCall): Promise<Result<Response>> {
    let answer = await openWithToken(pathWith, headers, call);
    if (answer.ok && answer.value.status === 403) {
      tokens.drop('preview');
      answer = await openWithToken(pathWith, headers, call);
    }
    if (!answer.ok || answer.value.ok) return answer;
    return statusFailure(answer.value.status, undefined, speaker);
  }

  const library: PhotoPrismLibrary = {
    name,
    webAddress: options.baseUrl,
    links: webLinks(options.baseUrl),
    request,
    config: async (call, wanted) => {
      const isFresh = known !== undefined && performance.now() - known.since < configMilliseconds;
      return isFresh && known !== undefined && !wanted?.fresh ? success(known.config) : freshConfig(call);
    },
    userUid: async (call) => {
      if (user !== undefined) return success(user.uid);
      const session = await request({ path: ['session'], answer: sessionAnswer }, call);
      if (!session.ok) return session;
      user = { uid: accountUid(session.value.body) };
      return success(user.uid);
    },
    uploads: options.uploads,
    get protection() {
      const { protect = [], protectedElsewhere: elsewhere } = options;
      protection ??= protectionOf(library, { protect, elsewhere });
      return protection;
    },
    get eyes() {
      const identity = `${options.baseUrl}\n${options.accessToken}`;
      eyes ??= photoprismEyes(library, { identity, cache: options.pictureCache });
      return eyes;
    },
    picture: async (hash, size, call) => {
      if (!isPictureHash(hash)) return failed('invalid_input', 'This is not the hash of a file.');
      const limits = { ...call, maxBytes: call.maxBytes ?? mostPictureBytes };
      const answer = await media((token) => ['t', hash, token, size], new Headers({ accept: 'image/*' }), limits);
      if (!answer.ok) return answer;
      return pictureIn(answer.value, name);
    },
    video: async (hash, format, range, call) => {
      if (!isPictureHash(hash)) return failed('invalid_input', 'This is not the hash of a file.');
      const answer = await media((token) => ['videos', hash, token, format], new Headers({ range }), call);
      return answer.ok ? videoIn(answer.value, name) : answer;
    },
    close: () => transport.close(),
  };
  return library;
}

function isRepeatable(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

function outgoing(
  apiUrl: string,
  accessToken: string,
  { method = 'GET', path, query, body }: PhotoPrismRequest<unknown>,
): OutgoingRequest {
  const headers = new Headers({ accept: 'application/json', 'x-auth-token': accessToken });
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers.set('content-type', 'application/json');
  return {
    url: requestUrl(apiUrl, path, query),
    method,
    headers,
    body: body === undefined || isForm ? body : JSON.stringify(body),
  };
}

function parsedOr<Fallback>(text: string, fallback: Fallback): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return fallback;
  }
}

/** Names the place that is not as it should be, never what stands there: it may be a token. */
function unknownShape(error: z.ZodError, path: PathSegments, speaker: Speaker): Result<never> {
  const [issue] = error.issues;
  const at = issue?.path.map(String).join('.') ?? '';
  const place = at === '' ? '' : ` at ${speaker.clean(at, 80)}`;
  return failed(
    'unexpected',
    `${speaker.library} answered ${String(path[0])} in a form that is not known${place}.`,
    'This PhotoPrism may be older or newer than what is supported; or is PHOTOPRISM_BASE_URL another program?',
  );
}

const wholeNumber = z.coerce.number().int().min(0);

function listHeaders(headers: Headers): ListHeaders | undefined {
  const [count, limit, offset] = ['x-count', 'x-limit', 'x-offset'].map((name) => {
    const text = headers.get(name);
    return text === null ? undefined : wholeNumber.safeParse(text).data;
  });
  if (count === undefined || limit === undefined) return undefined;
  return { count, limit, offset: offset ?? 0 };
}
