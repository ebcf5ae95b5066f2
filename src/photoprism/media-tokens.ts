/** The tokens of PhotoPrism that stand in addresses of pictures and downloads: kept in memory only, and never told. */

/** Which of them a request answers with, and where. */
const headerNames = { preview: 'x-preview-token', download: 'x-download-token' } as const;

export type MediaTokenKind = keyof typeof headerNames;

/** Instead of a token, public servers say this; it is no secret. */
const publicToken = 'public';

/** Tokens stay valid for a while after they were replaced: this many are kept from being told. */
const mostKept = 50;

export interface MediaTokens {
  current(kind: MediaTokenKind): string | undefined;
  /** Takes up what an answer's headers say. */
  takeHeaders(headers: Headers): void;
  take(kind: MediaTokenKind, token: string | undefined): void;
  /** Forgets the current one, which was refused. */
  drop(kind: MediaTokenKind): void;
  /** Everything that must not be told. */
  secrets(): readonly string[];
}

/** Keeps them; `learn` is told of each that was not seen before. */
export function mediaTokens(learn: (secret: string) => void): MediaTokens {
  const current = new Map<MediaTokenKind, string>();
  const seen = new Set<string>();

  function take(kind: MediaTokenKind, token: string | undefined): void {
    // It becomes part of a path, so that it must be a word. Servers that have none yet say so in asterisks.
    if (token === undefined || !/^[\x21-\x7e]{1,2000}$/.test(token) || /^[.*]+$/.test(token)) return;
    current.set(kind, token);
    if (token === publicToken || seen.has(token)) return;
    seen.add(token);
    const [oldest] = seen;
    if (seen.size > mostKept && oldest !== undefined) seen.delete(oldest);
    learn(token);
  }

  return {
    current: (kind) => current.get(kind),
    takeHeaders: (headers) => {
      take('preview', headers.get(headerNames.preview) ?? undefined);
      take('download', headers.get(headerNames.download) ?? undefined);
    },
    take,
    drop: (kind) => {
      current.delete(kind);
    },
    secrets: () => [...seen],
  };
}
