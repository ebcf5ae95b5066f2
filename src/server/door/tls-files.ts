/** The certificate of the server: two files that somebody renews while it runs. */
import { readFile, stat } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { failed, type Result, success } from '../../catalog/result.ts';

/** PEM files; the certificate with its chain. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

interface Pair {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** Reads both, and checks that they belong together. Nothing of what is in them is told. */
export async function readPair({ cert, key }: TlsFiles): Promise<Result<Pair>> {
  try {
    const pair = { cert: await readFile(cert), key: await readFile(key) };
    createSecureContext(pair);
    return success(pair);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return failed(
      'invalid_input',
      `The certificate and its key cannot be used${code}.`,
      'ALBUMEN_TLS_CERT and ALBUMEN_TLS_KEY must name readable PEM files that belong together.',
    );
  }
}

/**
 * Looks every `everyMs` whether one of the files changed, and hands on what is in them then. A pair that cannot be used,
 * because it is being written or because it is wrong, is passed over: `report` is told once per change. Returns how to stop.
 */
export function watchPair(
  files: TlsFiles,
  everyMs: number,
  renew: (pair: Pair) => void,
  report: (outcome: 'renewed' | 'unusable') => void,
): () => void {
  let known = stamp(files);
  let seen = '';
  const look = async () => {
    const now = await stamp(files);
    if (now === (await known) || now === '') return;
    const pair = await readPair(files);
    if (pair.ok) {
      known = Promise.resolve(now);
      renew(pair.value);
    }
    if (pair.ok || seen !== now) report(pair.ok ? 'renewed' : 'unusable');
    seen = now;
  };
  const timer = setInterval(() => void look(), everyMs).unref();
  return () => clearInterval(timer);
}

/** What changes when a file is written anew or a link points elsewhere; empty while one is missing. */
async function stamp({ cert, key }: TlsFiles): Promise<string> {
  try {
    const facts = await Promise.all([cert, key].map((file) => stat(file)));
    return facts.map(({ ino, mtimeMs, size }) => `${ino} ${mtimeMs} ${size}`).join(' ');
  } catch {
    return '';
  }
}
