/** Says of every status of PhotoPrism that is no success what it means and what a person can do about it. */
import { failed, type Result } from '../catalog/result.ts';
import type { CleanText, Speaker } from '../transport/foreign-text.ts';

const tokenPlace = 'PhotoPrism > Settings > Account > Apps and Devices';

/** The code of a sign-in that lacks its second factor. */
const passcodeMissing = 32;

/**
 * What an error status means. `body` is what came with it: JSON as parsed (`{code, error, message, details}`), or text.
 * PhotoPrism says its messages in the language it is set to, so that only the hints lean on English words.
 */
export function statusFailure(status: number, body: unknown, speaker: Speaker): Result<never> {
  const words = serverWords(body, speaker.clean);
  const said = words === '' ? '' : `: ${words}`;
  const { library } = speaker;
  switch (status) {
    case 401:
      return refusedToken(body, said, speaker);
    case 403:
      return forbidden(words, said, speaker);
    case 404:
      return missing(words, said, speaker);
    case 409:
      return failed('conflict', `${library} refuses this (409${said}).`, 'There may be such a thing already.');
    case 413:
      return failed('refused', `This is more than ${library} takes at once (413${said}).`, 'Send less at once.');
    case 429:
      return failed('unavailable', `${library} is busy (429${said}).`, 'Nothing was done. Try again in a moment.');
    case 507:
      return failed('unavailable', `${library} has no storage left (507${said}).`, 'Make room for it first.');
    default:
      return status >= 500
        ? broken(status, said, speaker)
        : failed('invalid_input', `${library} rejects this (${status}${said}).`);
  }
}

function refusedToken(body: unknown, said: string, speaker: Speaker): Result<never> {
  const hint =
    fieldOf(body, 'code') === passcodeMissing
      ? `This account has a second factor: make an app password in ${tokenPlace}, and set PHOTOPRISM_ACCESS_TOKEN to it.`
      : `Check PHOTOPRISM_ACCESS_TOKEN; app passwords are made in ${tokenPlace}, and expire.`;
  return failed('unauthorized', `${speaker.library} does not accept the access token (401${said}).`, hint);
}

function forbidden(words: string, said: string, speaker: Speaker): Result<never> {
  const message = `${speaker.library} does not allow this (403${said}).`;
  if (/disabled/i.test(words)) {
    return failed('denied', message, 'The feature is turned off in PhotoPrism > Settings.');
  }
  if (/read-only/i.test(words)) {
    return failed('denied', message, 'PhotoPrism runs in read-only mode (PHOTOPRISM_READONLY), or the feature is off.');
  }
  if (/public/i.test(words)) return failed('denied', message, 'PhotoPrism runs in public mode (PHOTOPRISM_PUBLIC).');
  return failed(
    'denied',
    message,
    "The token's scope or the role of its user does not reach this, the feature is off, or a token without a user is used where one is needed.",
  );
}

function missing(words: string, said: string, speaker: Speaker): Result<never> {
  // What PhotoPrism does not route, it answers with these words or a web page.
  if (words === '' || words === 'Not found') {
    return failed(
      'unsupported',
      `${speaker.library} does not know this request (404${said}).`,
      'Is PHOTOPRISM_BASE_URL right? This PhotoPrism may be too old for it.',
    );
  }
  return failed('not_found', `Not found (404${said}).`, 'Check the uid.');
}

function broken(status: number, said: string, speaker: Speaker): Result<never> {
  const gateway = status === 502 || status === 503 || status === 504;
  const hint = gateway ? 'Is it starting or overloaded? Try again later.' : "PhotoPrism's own log says why.";
  return failed('unavailable', `${speaker.library} failed (${status}${said}).`, hint);
}

/** The server's own words: its error, then the details where there are any. */
function serverWords(body: unknown, clean: CleanText): string {
  const texts = [fieldOf(body, 'error') ?? fieldOf(body, 'message'), fieldOf(body, 'details')];
  return clean(texts.filter((text) => typeof text === 'string' && text !== '').join('; ')).replace(/\.$/, '');
}

function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name)
    ? Object.entries(body).find(([key]) => key === name)?.[1]
    : undefined;
}
