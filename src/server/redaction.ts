/** Keeps secrets, and text that could pass for something else, out of logs and error messages. */

const mark = '[secret]';

/** Shorter values are words that would be blotted out everywhere. */
const shortestSecret = 6;

/** Names that are followed by a secret, wherever they occur: headers, query parameters, JSON keys. `password: must …` is a rule. */
const named =
  /((?:x-api-key|api[-_]?key|apikey|authorization|(?:access|refresh|session)?[-_]?token|password|secret|cookie)\\?["']?\s*[:=]\s*\\?["']?(?:bearer\s+|basic\s+)?)(?!must\s)([^\s"'\\&,;}]+)/gi;

/** What opens a picture to whoever has its address. */
const inPicture = /(\/pictures\/)v1\.[\w-]+/g;

/** User name and password inside an address. */
const inAddress = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi;

export type Redact = (text: string) => string;

/** Replaces the given secrets, also percent-encoded or in JSON, and whatever follows a name like `api_key`. */
export function redactor(secrets: readonly (string | undefined)[]): Redact {
  const known = secrets.filter((secret) => secret !== undefined).filter((secret) => secret.length >= shortestSecret);
  const forms = [
    ...new Set(known.flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])),
  ].sort((a, b) => b.length - a.length);
  return (text) => {
    const blotted = forms.reduce((rest, form) => rest.replaceAll(form, mark), text);
    return blotted.replace(named, `$1${mark}`).replace(inAddress, `$1${mark}@`).replace(inPicture, `$1${mark}`);
  };
}

export interface Redactor {
  readonly redact: Redact;
  /** Also blots out this one from now on. */
  learn(secret: string): void;
}

/** A redactor of which not all secrets are known when it begins. */
export function openRedactor(secrets: readonly (string | undefined)[]): Redactor {
  const known = new Set(secrets);
  let current = redactor([...known]);
  return {
    redact: (text) => current(text),
    learn: (secret) => {
      if (known.has(secret)) return;
      known.add(secret);
      current = redactor([...known]);
    },
  };
}

/** Control, format, line-separating and direction-changing characters: a log line must look like what it is. */
const deceiving = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Writes such characters as `\u….` escapes, so that foreign text can neither start a new line nor reorder one. */
export function escapeControls(text: string): string {
  return text.replace(deceiving, (character) => {
    const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
    return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
  });
}
