/** Connects to a PhotoPrism server. */
import type * as z from 'zod';
import type { ProtectedElsewhere, ProtectedSet, Protection } from '../catalog/protected-sets.ts';
import { type Result, success } from '../catalog/result.ts';
import { LibraryFault } from '../transport/faults.ts';
import { type Speaker, textCleaner } from '../transport/foreign-text.ts';
import { networkTransport } from '../transport/network.ts';
import type { OutgoingRequest } from '../transport/transport.ts';
import type { UploadSettings } from '../upload/uploads.ts';
import type { Eyes } from '../viewing/eyes.ts';
import type { PictureCache } from '../viewing/picture-cache.ts';
import { outgoing, readAnswer } from './api-answer.ts';
import { accountUid, type ClientConfig, clientConfig, configAnswer, sessionAnswer } from './client-config.ts';
import { openMedia } from './media.ts';
import { mediaTokens } from './media-tokens.ts';
import type { Picture, PictureSize } from './picture.ts';
import { protectionOf } from './protection/protection.ts';
import type { PathSegments, QueryValues } from './request-url.ts';
import type { VideoFormat } from './video.ts';
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
    return sent.ok ? readAnswer(sent.value, wanted, speaker) : sent;
  }

  async function freshConfig(call: RequestCall): Promise<Result<ClientConfig>> {
    const answer = await request({ path: ['config'], answer: configAnswer }, call);
    if (!answer.ok) return answer;
    tokens.take('preview', answer.value.body.previewToken);
    tokens.take('download', answer.value.body.downloadToken);
    known = { config: clientConfig(answer.value.body), since: performance.now() };
    return success(known.config);
  }

  const media = openMedia({ apiUrl, speaker, tokens, send, renewTokens: freshConfig });

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
    picture: media.picture,
    video: media.video,
    close: () => transport.close(),
  };
  return library;
}

function isRepeatable(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}
