/** Opens a photo or video on the web for upload: public addresses only, whatever a name resolves or redirects to. */
import type { Dispatcher } from 'undici';
import { failed, type Result, success } from '../catalog/result.ts';
import { type AddressPolicy, publicAddressesOnly } from '../transport/address-policy.ts';
import { guardedConnector } from '../transport/guarded-connector.ts';
import { dispositionName, urlName } from './file-name.ts';
import { maxSourceBytes, type OpenSource, SourceError } from './source.ts';

/** Further requests that a chain of redirects may take: picture hosts need one or two. */
const maxRedirects = 5;
/** Milliseconds for a connection, for the headers, and between two pieces of the body. */
const connectTimeout = 10_000;
const headersTimeout = 30_000;
const bodyTimeout = 30_000;

export interface WebSourceOptions {
  readonly signal: AbortSignal;
  /** Which addresses may be connected to. Public ones unless code (never a setting) says otherwise. */
  readonly mayConnect?: AddressPolicy;
}

/**
 * Starts to download `address`. Every address that a name resolves to is checked at the moment of connecting, for the
 * first request and each redirect, so that neither a rebinding name server nor a redirect leads into this network.
 * No cookie, credential or key is ever sent.
 */
export async function openWebSource(address: string, options: WebSourceOptions): Promise<Result<OpenSource>> {
  // The default export: a bundle has no named ones of a CommonJS package that is loaded late.
  const { default: undici } = await import('undici');
  const { Agent, buildConnector, request } = undici;
  const mayConnect = options.mayConnect ?? publicAddressesOnly();
  const connect = guardedConnector(buildConnector, connectTimeout, { mayConnect, refuse: notPublic });
  const agent = new Agent({ connect, headersTimeout, bodyTimeout });
  const close = () => agent.destroy();
  try {
    const opened = await follow(address, (url) =>
      request(url, {
        dispatcher: agent,
        signal: options.signal,
        headers: { accept: 'image/*, video/*', 'accept-encoding': 'identity', 'user-agent': 'albumen' },
      }),
    );
    if (!opened.ok) await close();
    return opened.ok ? success({ ...opened.value, close }) : opened;
  } catch (error) {
    await close();
    if (error instanceof SourceError) return { ok: false, failure: error.failure };
    if (options.signal.aborted) return failed('cancelled', 'The download was cancelled or took too long.');
    return failed('unavailable', `${hostOf(address)} cannot be reached${reason(error)}.`, 'Check the address.');
  }
}

type WebAnswer = Dispatcher.ResponseData;

async function follow(
  address: string,
  ask: (url: URL) => Promise<WebAnswer>,
): Promise<Result<Omit<OpenSource, 'close'>>> {
  let next = readAddress(address);
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    if (!next.ok) return next;
    const url = next.value;
    const answer = await ask(url);
    const location = header(answer, 'location');
    if (answer.statusCode < 300 || answer.statusCode > 399 || location === undefined) return readAnswer(url, answer);
    await answer.body.dump();
    next = readAddress(location, url);
  }
  return failed('refused', `${hostOf(address)} redirects more than ${maxRedirects} times.`);
}

/** Checks what an address says before anything is asked; what it resolves to is checked when connecting. */
export function readAddress(text: string, base?: URL): Result<URL> {
  if (!URL.canParse(text, base?.href)) return failed('invalid_input', 'That is not a valid http(s) address.');
  const url = new URL(text, base);
  const redirected = base === undefined ? '' : `${base.hostname} redirects to an address that is not allowed: `;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return failed('refused', `${redirected}only http and https addresses can be fetched.`);
  }
  if (url.username !== '' || url.password !== '') {
    return failed('refused', `${redirected}addresses with a user name or password are not fetched.`);
  }
  return success(url);
}

function readAnswer(url: URL, answer: WebAnswer): Result<Omit<OpenSource, 'close'>> {
  if (answer.statusCode !== 200) {
    return failed('unavailable', `${url.hostname} answered with status ${answer.statusCode}, not with a file.`);
  }
  const announced = Number(header(answer, 'content-length') ?? Number.NaN);
  if (announced > maxSourceBytes) {
    return failed(
      'refused',
      `The file has ${Math.ceil(announced / 1_000_000)} MB; at most ${maxSourceBytes / 1_000_000} MB are taken.`,
    );
  }
  const modified = new Date(header(answer, 'last-modified') ?? Number.NaN);
  return success({
    bytes: answer.body,
    name: dispositionName(header(answer, 'content-disposition')) ?? urlName(url),
    size: Number.isSafeInteger(announced) ? announced : undefined,
    modifiedAt: Number.isNaN(modified.getTime()) ? undefined : modified,
  });
}

function header(answer: WebAnswer, name: string): string | undefined {
  const value = answer.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function notPublic(hostname: string): SourceError {
  return new SourceError({
    code: 'refused',
    message: `${hostname} is not on the public internet: uploads are not fetched from private or local addresses.`,
    hint: 'Save the file in a folder that ALBUMEN_UPLOAD_DIRS allows and upload it by its path.',
  });
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname : 'The address';
}

/** What the system says of a failed connection, in a few words; other texts may hold anything. */
function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return ': no such host';
  if (code === 'ECONNREFUSED') return ': connection refused';
  if (typeof code === 'string' && code.includes('TIMEOUT')) return ': no answer in time';
  return typeof code === 'string' && /CERT|TLS|SSL/.test(code) ? ': its certificate is not valid' : '';
}
