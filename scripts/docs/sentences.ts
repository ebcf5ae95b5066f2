/** Sentences of descriptions. */

/** The text up to its first full stop. */
export function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
}
