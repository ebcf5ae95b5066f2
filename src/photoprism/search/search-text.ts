/** Takes apart what a person would write into PhotoPrism's search field. */
import { failed, type Result, success } from '../../catalog/result.ts';

export interface SearchText {
  /** Words to look for anywhere. */
  readonly text: string;
  /** The filters in it, in order, not checked yet. */
  readonly filters: readonly (readonly [name: string, value: string])[];
}

/** One word: a name with a colon right before its value, either of them in quotes where they hold spaces; or a plain word. */
const word = /([a-z][a-z0-9_]*):("[^"]*"|[^\s"]+)|"([^"]*)"|[^\s"]+/giy;

/**
 * Splits `label:cat color:"red|blue" beach` into filters and words. A colon that follows no name (`12:30`) is part of a word,
 * and so is whatever stands in quotes. Fails where a quote stays open.
 */
export function splitSearchText(input: string): Result<SearchText> {
  const filters: (readonly [string, string])[] = [];
  const words: string[] = [];
  const given = input.trim();
  let at = 0;
  while (at < given.length) {
    word.lastIndex = at;
    const found = word.exec(given);
    if (found === null) {
      return failed('invalid_input', 'The search has a quote that is not closed.', 'Write label:"red car".');
    }
    const [whole, name, value, quoted] = found;
    if (name !== undefined && value !== undefined) filters.push([name.toLowerCase(), value.replaceAll('"', '')]);
    else words.push(plainWord(quoted ?? whole));
    at += whole.length;
    while (/\s/.test(given[at] ?? '')) at += 1;
  }
  return success({ text: words.filter((each) => each !== '').join(' '), filters });
}

/** What PhotoPrism would read something into becomes a space: it looks for words, and finds none in such marks. */
function plainWord(text: string): string {
  return text.replace(/[":\p{Cc}]+/gu, ' ').trim();
}
