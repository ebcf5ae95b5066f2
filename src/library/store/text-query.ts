/** Turns what a person types ("screenshots march", "beach 2023") into an FTS5 expression. What they type is never an operator. */
import { timeWords } from './date-words.ts';
import { foldText } from './fold-text.ts';
import { writeOutRelativeDates } from './relative-dates.ts';

export interface TextQuery {
  /** Every word must be found. */
  all: string;
  /** One of the words suffices, but years, dates, months and the like still restrict. Where that makes no difference, the same as `all`. */
  any: string;
}

/** The same expression, not looking at who is on a picture. */
export function besidesPeople(match: string): string {
  return `- {people} : (${match})`;
}

const maxTerms = 24;
const maxTermLength = 64;

/** Words that say nothing about a picture. They count only when there is nothing else. */
const noise = new Set(
  `a an the and or not of in on at to from for by with my our me i we us is are was were it this that all any some last
  show find get give search please taken made during near around where when which
  photo photos picture pictures pic pics image images shot shots`.split(/\s+/),
);

const abbreviatedMonths: Readonly<Record<string, string>> = {
  jan: 'january',
  feb: 'february',
  apr: 'april',
  jun: 'june',
  jul: 'july',
  aug: 'august',
  sep: 'september',
  sept: 'september',
  oct: 'october',
  nov: 'november',
  dec: 'december',
};

const irregular: Readonly<Record<string, string>> = {
  children: 'child',
  people: 'person',
  men: 'man',
  women: 'woman',
  child: 'children',
  person: 'people',
};

/** Other forms under which a word may have been written: its singular, its plural, its long form. */
function otherForms(word: string): string[] {
  const forms: (string | undefined)[] = [irregular[word], abbreviatedMonths[word]];
  if (word.length > 4 && word.endsWith('ies')) forms.push(`${word.slice(0, -3)}y`, word.slice(0, -1));
  else if (/(ss|sh|ch|x|z)es$/.test(word)) forms.push(word.slice(0, -2));
  else if (word.length > 3 && /[^sui]s$/.test(word)) forms.push(word.slice(0, -1));
  else if (word.length > 2 && /[^aeiou]y$/.test(word)) forms.push(`${word.slice(0, -1)}ies`);
  return forms.filter((form) => form !== undefined);
}

/** Beginnings of words are matched where people and files write, not in the words for dates: `sun` is no Sunday. */
const written = '{name description tags people place camera}';

/** A word in any of its forms, whole or as a beginning. Whole words match twice, so they rank higher. */
function termExpression(word: string): string {
  const forms = [word, ...otherForms(word)].flatMap((form) =>
    form.length < 3 ? [`"${form}"`] : [`"${form}"`, `${written} : "${form}" *`],
  );
  return forms.length === 1 ? forms.join('') : `(${forms.join(' OR ')})`;
}

const isYear = (word: string) => /^(18[3-9]\d|19\d\d|20\d\d)$/.test(word);

const isoDate = /(?<![\p{L}\p{N}])(\d{4})-(\d{2})(?:-(\d{2}))?(?![\p{L}\p{N}])/gu;

/** Takes ISO dates and months out of the text, as phrases of their digits. */
function takeIsoDates(text: string): { rest: string; phrases: string[] } {
  const phrases: string[] = [];
  const rest = text.replace(isoDate, (_, year: string, month: string, day: string | undefined) => {
    phrases.push(`"${[year, month, day].filter((part) => part !== undefined).join(' ')}"`);
    return ' ';
  });
  return { rest, phrases };
}

/** Letters, digits and their marks, beginning with no mark: nothing of FTS5's syntax can be in it. */
const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

function wordsOf(text: string): string[] {
  const words = (text.match(wordPattern) ?? []).map((word) => word.slice(0, maxTermLength));
  const telling = words.filter((word) => !noise.has(word));
  return [...new Set(telling.length > 0 ? telling : words)].slice(0, maxTerms);
}

/**
 * Builds the expressions for a query; undefined when it has no word at all. A bare year, `2023-06` and `2023-06-15` restrict to that
 * time, and so do `yesterday` or `last month`, seen from `now`. Plurals find singulars and the reverse, beginnings find whole words, accents and case do not count.
 */
export function buildTextQuery(query: string, now = new Date()): TextQuery | undefined {
  const { rest, phrases } = takeIsoDates(writeOutRelativeDates(foldText(query.slice(0, 4096)), now));
  const restrictions = phrases.slice(0, maxTerms);
  const words = wordsOf(rest).filter((word) => {
    if (!isYear(word)) return true;
    restrictions.push(`"${word}"`);
    return false;
  });
  // Words that say nothing are not asked for beside a date: "photos 2023".
  const asked = restrictions.length === 0 ? words : words.filter((word) => !noise.has(word));
  const dates = restrictions.length === 0 ? [] : [`{dates} : (${restrictions.join(' OR ')})`];
  const times = asked.filter((word) => timeWords.has(abbreviatedMonths[word] ?? word)).map(termExpression);
  const subjects = asked.filter((word) => !timeWords.has(abbreviatedMonths[word] ?? word)).map(termExpression);
  if (subjects.length + times.length + dates.length === 0) return undefined;
  const anySubject = subjects.length < 2 ? subjects : [`(${subjects.join(' OR ')})`];
  return {
    all: [...subjects, ...times, ...dates].join(' AND '),
    any: [...anySubject, ...times, ...dates].join(' AND '),
  };
}
