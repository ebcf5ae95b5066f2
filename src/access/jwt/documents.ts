/** Fetches the small public JSON documents of an issuer: its keys, and where they are. */
import { type AddressPolicy, isPrivateAddress, publicAddressesOnly } from '../../transport/address-policy.ts';
import { LibraryFault } from '../../transport/faults.ts';
import { type Speaker, textCleaner } from '../../transport/foreign-text.ts';
import { networkTransport } from '../../transport/network.ts';

/** Largest document that is read. */
const maxBytes = 64 * 1024;
/** Seconds for one try. */
const timeoutSeconds = 5;
/** Three tries, 0.2 and 0.4 seconds apart (PhotoPrism's `jwksFetchMaxRetries`). */
const furtherTries = 2;
const backoffMilliseconds = 200;

export interface Document {
  /** Undefined where that of `etag` is still the one. */
  readonly json: unknown;
  readonly etag?: string;
}

/** Why a document could not be had, in words for whoever runs the server. */
export class DocumentError extends Error {}

/**
 * Fetches `url`: redirects only within its host, at most 64 KiB, 5 seconds a try. A plain http address is connected to only
 * on this machine and on private networks; one that `chosenByOthers` only where it is public. Rejects with a
 * `DocumentError`, or with a `LibraryFault` where there was no answer.
 */
export async function fetchDocument(
  url: string,
  { etag, chosenByOthers = false }: { readonly etag?: string | undefined; readonly chosenByOthers?: boolean } = {},
): Promise<Document> {
  const transport = networkTransport({
    apiUrl: url,
    isRepeatable: () => true,
    maxRetries: furtherTries,
    backoffMilliseconds,
    speaker: speakerFor(url),
    ...policyFor(url, chosenByOthers),
  });
  const headers = new Headers({ accept: 'application/json', 'user-agent': 'albumen' });
  if (etag !== undefined) headers.set('if-none-match', etag);
  const limits = { signal: new AbortController().signal, timeoutSeconds, maxBytes };
  try {
    const answer = await transport.send({ url, method: 'GET', headers, body: undefined }, limits);
    return await read(answer, etag, url);
  } finally {
    await transport.close();
  }
}

function policyFor(url: string, chosenByOthers: boolean): { readonly mayConnect?: AddressPolicy } {
  // Over plain http anybody on the way could put in keys of their own.
  if (new URL(url).protocol === 'http:') return { mayConnect: isPrivateAddress };
  return chosenByOthers ? { mayConnect: publicAddressesOnly() } : {};
}

async function read(answer: Response, asked: string | undefined, url: string): Promise<Document> {
  if (answer.status === 304 && asked !== undefined) return { json: undefined, etag: asked };
  if (answer.status !== 200) throw new DocumentError(`${url} answers with status ${answer.status}.`);
  const etag = answer.headers.get('etag');
  try {
    const json: unknown = await answer.json();
    return etag === null || etag.length > 200 ? { json } : { json, etag };
  } catch {
    throw new DocumentError(`${url} is not valid JSON.`);
  }
}

function speakerFor(url: string): Speaker {
  return {
    library: `The identity provider at ${new URL(url).host}`,
    product: 'the identity provider',
    credential: 'request',
    settings: { address: 'its address', timeout: 'its timeout' },
    clean: textCleaner(''),
  };
}

/** What to tell of a fetch that failed; undefined for a defect. */
export function failureText(error: unknown): string | undefined {
  if (error instanceof DocumentError) return error.message;
  return error instanceof LibraryFault ? error.failure.message : undefined;
}
