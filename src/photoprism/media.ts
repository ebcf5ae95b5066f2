/** Pictures and videos of PhotoPrism: no header opens them, but a token in their address. */
import { failed, type Result, success } from '../catalog/result.ts';
import type { Speaker } from '../transport/foreign-text.ts';
import type { OutgoingRequest } from '../transport/transport.ts';
import type { PhotoPrismLibrary, RequestCall } from './connection.ts';
import type { MediaTokens } from './media-tokens.ts';
import { isPictureHash, mostPictureBytes, pictureIn } from './picture.ts';
import { type PathSegments, requestUrl } from './request-url.ts';
import { statusFailure } from './status-failure.ts';
import { videoIn } from './video.ts';

/** What reading them takes. */
export interface MediaParts {
  readonly apiUrl: string;
  readonly speaker: Speaker;
  readonly tokens: MediaTokens;
  send(request: OutgoingRequest, call: RequestCall): Promise<Result<Response>>;
  /** Asks the server for its tokens. */
  renewTokens(call: RequestCall): Promise<Result<unknown>>;
}

/** Where the token of the address stands in it. */
type PathWithToken = (token: string) => PathSegments;

const noHash = failed('invalid_input', 'This is not the hash of a file.');

/** Asks for a token with the first picture or video, and anew where the server refuses it. */
export function openMedia(parts: MediaParts): Pick<PhotoPrismLibrary, 'picture' | 'video'> {
  const { apiUrl, speaker, tokens } = parts;
  const { library } = speaker;

  async function previewToken(call: RequestCall): Promise<Result<string>> {
    if (tokens.current('preview') === undefined) {
      const renewed = await parts.renewTokens(call);
      if (!renewed.ok) return renewed;
    }
    const token = tokens.current('preview');
    return token === undefined
      ? failed('denied', `${library} gives no preview token to this access token.`, 'Give it the scope config.')
      : success(token);
  }

  async function open(pathWith: PathWithToken, headers: Headers, call: RequestCall): Promise<Result<Response>> {
    const token = await previewToken(call);
    if (!token.ok) return token;
    const url = requestUrl(apiUrl, pathWith(token.value));
    return parts.send({ url, method: 'GET', headers, body: undefined }, call);
  }

  /** Reads what the token opens, and nothing else; one that is refused is asked for anew. */
  async function read(pathWith: PathWithToken, headers: Headers, call: RequestCall): Promise<Result<Response>> {
    let answer = await open(pathWith, headers, call);
    if (answer.ok && answer.value.status === 403) {
      tokens.drop('preview');
      answer = await open(pathWith, headers, call);
    }
    if (!answer.ok || answer.value.ok) return answer;
    return statusFailure(answer.value.status, undefined, speaker);
  }

  return {
    picture: async (hash, size, call) => {
      if (!isPictureHash(hash)) return noHash;
      const limits = { ...call, maxBytes: call.maxBytes ?? mostPictureBytes };
      const answer = await read((token) => ['t', hash, token, size], new Headers({ accept: 'image/*' }), limits);
      return answer.ok ? pictureIn(answer.value, library) : answer;
    },
    video: async (hash, format, range, call) => {
      if (!isPictureHash(hash)) return noHash;
      const answer = await read((token) => ['videos', hash, token, format], new Headers({ range }), call);
      return answer.ok ? videoIn(answer.value, library) : answer;
    },
  };
}
