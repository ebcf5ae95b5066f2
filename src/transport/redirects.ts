/** Follows redirects, as far as they may be followed. */
import { redirectFault } from './faults.ts';
import type { Speaker } from './foreign-text.ts';
import type { OutgoingRequest } from './transport.ts';

const redirects = new Set([301, 302, 303, 307, 308]);
const mostRedirects = 5;

/** What of an answer says where it leads. */
interface Redirecting {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: { cancel(): Promise<void> } | null;
}

/** Follows redirects that stay on the server: elsewhere neither the key nor the request may go. */
export async function followRedirects<Answer extends Redirecting>(
  request: OutgoingRequest,
  fetchOnce: (request: OutgoingRequest) => Promise<Answer>,
  speaker: Speaker,
): Promise<Answer> {
  let next = request;
  for (let hops = 0; ; hops++) {
    const answer = await fetchOnce(next);
    if (!redirects.has(answer.status)) return answer;
    await answer.body?.cancel();
    const target = redirectTarget(answer.headers.get('location'), next.url);
    const keepsMethod = answer.status === 307 || answer.status === 308;
    const reads = next.method === 'GET' || next.method === 'HEAD';
    const stays = target !== undefined && target.origin === new URL(request.url).origin;
    if (!stays || !(reads || keepsMethod) || hops === mostRedirects) {
      throw redirectFault(answer.status, target, speaker);
    }
    next = { ...next, url: target.href };
  }
}

function redirectTarget(location: string | null, from: string): URL | undefined {
  return location !== null && URL.canParse(location, from) ? new URL(location, from) : undefined;
}
