/** Says of every status that is no success what it means and what a person can do about it. */
import { failed, type Result } from '../catalog/result.ts';
import type { CleanText, Speaker } from '../transport/foreign-text.ts';

const keyPlace = 'Immich > Account Settings > API Keys';

/**
 * What an error status means. `body` is what came with it: JSON as parsed (`{message, errors}` of Immich 3, whose 2.x
 * sends `message` also as a list), or text.
 */
export function statusFailure(status: number, body: unknown, speaker: Speaker): Result<never> {
  const words = serverWords(body, speaker.clean);
  const said = words === '' ? '' : `: ${words}`;
  if (status === 401) return refusedKey(words, speaker);
  if (status === 403) return forbidden(words, speaker);
  if (status === 404 && /^Cannot [A-Z]+ |^$/.test(words)) {
    return failed(
      'unsupported',
      `${speaker.library} does not know this request (404${said}).`,
      'Is IMMICH_BASE_URL right? Immich 2.7 to 3.2 is supported.',
    );
  }
  if (status === 404) return failed('not_found', `Not found (404${said}).`, 'Check the id.');
  if (status === 400 && words.startsWith('Not found or no ')) {
    return failed('not_found', `${words}.`, 'Check the id, and that it belongs to the user of the API key.');
  }
  if (status === 409) return failed('conflict', `${speaker.library} refuses this (409${said}).`);
  if (status >= 500 || status === 429) return overloaded(status, said, speaker);
  return failed('invalid_input', `${speaker.library} rejects this (${status}${said}).`);
}

function refusedKey(words: string, speaker: Speaker): Result<never> {
  if (words.startsWith('Elevated permission')) {
    return failed('denied', `${speaker.library} does not open locked assets to an API key (401: ${words}).`);
  }
  const said = words === '' ? '' : `: ${words}`;
  return failed(
    'unauthorized',
    `${speaker.library} does not accept the API key (401${said}).`,
    `Check IMMICH_API_KEY; keys are made in ${keyPlace}.`,
  );
}

function forbidden(words: string, speaker: Speaker): Result<never> {
  const scope = /Missing required permission: ([\w.]{1,60})/.exec(words)?.[1];
  if (scope !== undefined) {
    return failed('denied', `The API key lacks the permission ${scope}.`, `Grant ${scope} to the key in ${keyPlace}.`);
  }
  const said = words === '' ? '' : `: ${words}`;
  return failed('denied', `${speaker.library} does not allow this (403${said}).`);
}

function overloaded(status: number, said: string, speaker: Speaker): Result<never> {
  if (status === 429) {
    return failed('unavailable', `${speaker.library} got too many requests (429${said}).`, 'Try again later.');
  }
  const gateway = status === 502 || status === 503 || status === 504;
  const hint = gateway ? 'Is it starting or overloaded? Try again later.' : "Immich's own log says why.";
  return failed('unavailable', `${speaker.library} failed (${status}${said}).`, hint);
}

/** The server's own words: its message, then each complaint about a field. */
function serverWords(body: unknown, clean: CleanText): string {
  if (typeof body !== 'object' || body === null) return '';
  const parts: string[] = [];
  if ('message' in body) parts.push(...textsOf(body.message));
  if ('errors' in body && Array.isArray(body.errors)) parts.push(...body.errors.slice(0, 5).map(describeIssue));
  return clean(parts.filter((part) => part !== '').join('; ')).replace(/\.$/, '');
}

function textsOf(message: unknown): string[] {
  if (typeof message === 'string') return [message];
  return Array.isArray(message) ? message.filter((part) => typeof part === 'string').slice(0, 5) : [];
}

function describeIssue(issue: unknown): string {
  if (typeof issue !== 'object' || issue === null) return '';
  const message = 'message' in issue && typeof issue.message === 'string' ? issue.message : '';
  const path = 'path' in issue && Array.isArray(issue.path) ? issue.path.map(String).join('.') : '';
  return path === '' ? message : `${path}: ${message}`;
}
