/**
 * How a tool looks something up in a table that never changes: the limits, checks and words that all of them share.
 * They are those of PhotoPrism's own MCP server, so that a model finds here what it knows from there.
 */
import type { JsonObject } from './json.ts';
import { failed, type Result, success } from './result.ts';

/** Matches where the caller says nothing, and the most that one answer has. */
const usualMatches = 20;
const mostMatches = 50;

/** The longest text to look for, in bytes of UTF-8. */
const longestText = 200;

/** What a caller asked, as it came. */
export interface Question<Choice extends string, Text extends string> {
  readonly choice?: { readonly name: string; readonly value: string | undefined; readonly choices: readonly Choice[] };
  readonly limit: number | undefined;
  readonly offset?: number | undefined;
  /** Checked in this order. */
  readonly texts: Readonly<Record<Text, string | undefined>>;
}

/** The same, ready to be looked up: texts in lower case and without space around them. */
export interface Lookup<Choice extends string, Text extends string> {
  readonly choice: Choice | 'all';
  readonly limit: number;
  readonly offset: number;
  readonly texts: Readonly<Partial<Record<Text, string>>>;
}

/** Checks the choice, the limit, the offset, then the texts, and fails on the first that is wrong, in one sentence. */
export function readQuestion<Choice extends string, Text extends string>(
  question: Question<Choice, Text>,
): Result<Lookup<Choice, Text>> {
  const choice = readChoice(question.choice);
  if (!choice.ok) return choice;
  const limit = readLimit(question.limit);
  if (!limit.ok) return limit;
  const { offset = 0 } = question;
  if (offset < 0) return failed('invalid_input', 'offset must not be negative');
  const texts = readTexts(question.texts);
  return texts.ok ? success({ choice: choice.value, limit: limit.value, offset, texts: texts.value }) : texts;
}

function readChoice<Choice extends string>(question: Question<Choice, string>['choice']): Result<Choice | 'all'> {
  const wanted = question?.value?.trim().toLowerCase() ?? '';
  if (question === undefined || wanted === '' || wanted === 'all') return success('all');
  const known = question.choices.find((choice) => choice === wanted);
  if (known !== undefined) return success(known);
  return failed('invalid_input', `${question.name} must be one of ${question.choices.join(', ')}, or all`);
}

/** Nothing and 0 mean the usual number; more than the most is lowered without a word. */
function readLimit(limit = 0): Result<number> {
  if (limit < 0) return failed('invalid_input', 'limit must be greater than 0');
  return success(limit === 0 ? usualMatches : Math.min(limit, mostMatches));
}

function readTexts<Text extends string>(given: Readonly<Record<Text, string | undefined>>) {
  const texts: Partial<Record<Text, string>> = {};
  for (const name in given) {
    const text = given[name]?.trim().toLowerCase() ?? '';
    if (Buffer.byteLength(text) > longestText) {
      return failed('invalid_input', `${name} must not exceed ${longestText} characters`);
    }
    texts[name] = text;
  }
  return success(texts);
}

/** Whether any of the fields has `text`, in whatever case; every field has no text at all. */
export function mentions(fields: readonly (string | undefined)[], text = ''): boolean {
  return fields.some((field) => field?.toLowerCase().includes(text));
}

/** What the caller gave, for the answer to repeat; undefined where that was nothing. */
export function applied(text: string | undefined): string | undefined {
  return text?.trim() || undefined;
}

/** One page of what was found, its place among all of it, and what it says of the rest. */
export interface MatchPage {
  readonly found: {
    readonly matches: readonly JsonObject[];
    readonly total_matches: number;
    readonly truncated: boolean;
  };
  readonly warnings: readonly string[];
}

/** The first matches. */
export function firstMatches(all: readonly JsonObject[], { limit }: Lookup<string, string>): MatchPage {
  const matches = all.slice(0, limit);
  const truncated = all.length > matches.length;
  return {
    found: { matches, total_matches: all.length, truncated },
    warnings: truncated ? [`${truncation(matches, all)}; raise the limit parameter (max ${mostMatches})${toSee}`] : [],
  };
}

/** The matches from `offset` on. */
export function matchesFrom(all: readonly JsonObject[], { limit, offset }: Lookup<string, string>): MatchPage {
  const matches = all.slice(offset, offset + limit);
  const next = offset + matches.length;
  const truncated = next < all.length;
  return {
    found: { matches, total_matches: all.length, truncated },
    warnings: truncated ? [`${truncation(matches, all)}; pass offset ${next}${toSee}`] : [],
  };
}

const toSee = ' to retrieve more';

function truncation(matches: readonly unknown[], all: readonly unknown[]): string {
  return `results truncated to ${matches.length} of ${all.length} matches`;
}

/** What an answer says beside its matches; nothing where there is nothing to say. */
export function warned(...warnings: readonly string[]): { readonly warnings?: readonly string[] } {
  return warnings.length === 0 ? {} : { warnings };
}
