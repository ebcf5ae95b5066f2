/** Makes text that a server sent fit to be shown in a message: no key, no control characters, no flood. */

/** Longest piece of a server's own words that a message carries. */
const longest = 300;

/** C0 and C1 controls, line separators, and the marks that reverse or hide text. */
const unprintable = /[\p{Cc}\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** Cleans one piece of foreign text; `cut` is its greatest length in characters. */
export type CleanText = (text: string, cut?: number) => string;

/** What a connection says about itself in messages, and how it cleans what others say. */
export interface Speaker {
  /** `Immich at photos.example.com` or `The local library`. */
  readonly library: string;
  /** The name of the program that should answer: `Immich`. */
  readonly product: string;
  /** What it asks for before it answers: `API key`. */
  readonly credential: string;
  /** The settings to look at: of its address, and of how long an answer may take. */
  readonly settings: { readonly address: string; readonly timeout: string };
  readonly clean: CleanText;
}

/**
 * Makes the cleaner for a connection: its secrets are blacked out plain, encoded, and as a query parameter. They are given
 * as a function where the server hands out new ones.
 */
export function textCleaner(secrets: string | (() => readonly string[])): CleanText {
  const current = typeof secrets === 'string' ? () => [secrets] : secrets;
  return (text, cut = longest) => {
    const forms = current()
      .flatMap((secret) => [secret, encodeURIComponent(secret)])
      .filter((form) => form !== '')
      .sort((a, b) => b.length - a.length);
    const longestForm = forms[0]?.length ?? 0;
    // Everything beyond is dropped before the work.
    const enough = cut * 4 + longestForm;
    let clean = text.slice(0, enough);
    for (const form of forms) clean = clean.replaceAll(form, '<key>');
    // At that edge half a key may stand, which is none of the forms.
    if (text.length > enough) clean = clean.slice(0, -longestForm || undefined);
    clean = clean
      .replace(/(api_?key|key|token|password)=[^\s&"']+/gi, '$1=<secret>')
      .replace(unprintable, ' ')
      .trim();
    return clean.length <= cut ? clean : `${clean.slice(0, cut - 1).trimEnd()}…`;
  };
}
