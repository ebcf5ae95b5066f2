/** Checks the value of one filter, and writes it as PhotoPrism's address takes it. */
import { readInstant } from '../../catalog/instant.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { SearchFilter } from '../reference/search-filters.ts';
import {
  alternatives,
  bounds,
  conjunctions,
  days,
  forms,
  offToo,
  opposites,
  presence,
  ranges,
  wholeNumbers,
  words,
} from './filter-rules.ts';

/**
 * A value as somebody gives it. A text is in PhotoPrism's own notation, with its `|`, `&`, `!` and `*`; a list is
 * alternatives, each of which means just what it says.
 */
export type FilterInput = string | number | boolean | readonly (string | number)[];

const longestValue = 1000;

/** The value as it is sent, or what would be right: PhotoPrism itself says nothing of a wrong one. */
export function readFilter(filter: SearchFilter, input: FilterInput): Result<string> {
  const text = textOf(filter, input);
  if (!text.ok) return text;
  const value = text.value.trim();
  if (value === '' || value.length > longestValue || /\p{Cc}/u.test(value)) {
    return wrong(filter, `must be one line of 1 to ${longestValue} characters`);
  }
  switch (filter.type) {
    case 'switch':
      return readSwitch(filter, value);
    case 'timestamp':
      return readTimestamp(filter, value);
    case 'decimal':
    case 'number':
      return readNumber(filter, value);
    default:
      return readText(filter, value, typeof input === 'boolean');
  }
}

function wrong({ filter, examples }: SearchFilter, rule: string): Result<never> {
  return failed('invalid_input', `The filter ${filter} ${rule}.`, `For example ${examples}.`);
}

/** One text of whatever was given. What stands in a list is taken by the letter, so that it cannot become an operator. */
function textOf(filter: SearchFilter, input: FilterInput): Result<string> {
  if (!isList(input)) return success(String(input));
  if (input.length === 0) return wrong(filter, 'needs a value');
  if (input.length > 1 && !alternatives.has(filter.filter)) return wrong(filter, 'takes one value, not several');
  if (!alternatives.has(filter.filter)) return success(String(input[0]));
  return success(input.map((part) => literal(filter.filter, String(part))).join('|'));
}

function isList(input: FilterInput): input is readonly (string | number)[] {
  return Array.isArray(input);
}

function literal(name: string, part: string): string {
  // A `\` is only an escape before the letters that mean something there.
  const escaped = part.replace(conjunctions.has(name) ? /[\\|&]/g : /[\\|]/g, '\\$&');
  return name === 'label' ? escaped.replace(/^!/, '\\!') : escaped;
}

function truth(text: string): boolean | undefined {
  if (/^(true|yes|on|1)$/i.test(text)) return true;
  return /^(false|no|off|0)$/i.test(text) ? false : undefined;
}

function readSwitch(filter: SearchFilter, text: string): Result<string> {
  const on = truth(text);
  if (on === undefined) return wrong(filter, 'must be yes or no');
  if (on || offToo.has(filter.filter)) return success(String(on));
  const opposite = opposites[filter.filter];
  return failed(
    'invalid_input',
    `The filter ${filter.filter} can only be on: PhotoPrism ignores it when it is off.`,
    opposite === undefined ? 'Leave it out.' : `Leave it out, or use ${opposite}.`,
  );
}

function readTimestamp(filter: SearchFilter, text: string): Result<string> {
  const instant = readInstant(filter.filter, text, false);
  if (!instant.ok) return instant;
  if (!days.has(filter.filter)) return success(instant.value.replace(/\.\d+Z$/, 'Z'));
  const isWhole = filter.filter === 'taken' ? /^\d{4}-\d\d-\d\d$/ : /^\d{4}(-\d\d){0,2}$/;
  return isWhole.test(text) ? success(instant.value.slice(0, 10)) : wrong(filter, 'must be a day');
}

function readNumber(filter: SearchFilter, text: string): Result<string> {
  const [low, high] = bounds[filter.filter] ?? [0, Number.MAX_SAFE_INTEGER];
  const form = filter.type === 'decimal' ? /^-?\d{1,3}(\.\d{1,15})?$|^\d{4}(\.\d+)?$/ : /^-?\d{1,9}$/;
  const number = Number(text);
  if (!form.test(text) || number < low || number > high) {
    return wrong(filter, `must be a ${filter.type === 'decimal' ? '' : 'whole '}number from ${low} to ${high}`);
  }
  // PhotoPrism takes the equator and the meridian for no position.
  const isOnLine = number === 0 && (filter.filter === 'lat' || filter.filter === 'lng');
  return success(isOnLine ? '0.000001' : String(number));
}

function readText(filter: SearchFilter, text: string, wasBoolean: boolean): Result<string> {
  const name = filter.filter;
  if (wasBoolean && !presence.has(name)) return wrong(filter, 'takes a text');
  const range = ranges[name];
  if (range !== undefined) return readRange(filter, text, range);
  if (name === 'latlng') return readBox(filter, text);
  if (conjunctions.has(name) && name !== 'label' && /(^|[|&])\s*!/.test(text)) {
    return failed('invalid_input', `The filter ${name} knows no "not".`, 'Only label does: label:!cat.');
  }
  return readParts(filter, text);
}

/** Each alternative by itself. */
function readParts(filter: SearchFilter, text: string): Result<string> {
  const name = filter.filter;
  const parts = text.split('|').map((part) => part.trim());
  const numbers = wholeNumbers[name];
  if (numbers !== undefined) {
    const [low, high] = numbers;
    const fits = (part: string) => /^\d+$/.test(part) && Number(part) >= low && Number(part) <= high;
    if (parts.every((part) => part === '-1' || fits(part))) return success(parts.join('|'));
    return wrong(filter, `must be whole numbers from ${low} to ${high} with | between them, or -1 for unknown`);
  }
  const known = words[name];
  if (known !== undefined) {
    const lower = parts.map((part) => part.toLowerCase());
    if (lower.every((part) => known.includes(part))) return success(lower.join('|'));
    return wrong(filter, `must be one of ${known.join(', ')}, or several with | between them`);
  }
  const form = forms[name];
  if (form === undefined) return success(text);
  const single = !alternatives.has(name) && parts.length > 1;
  if (single || !parts.every((part) => form[0].test(part))) return wrong(filter, `must be ${form[1]}`);
  return success(parts.join('|'));
}

function readRange(filter: SearchFilter, text: string, kind: 'whole' | 'decimal'): Result<string> {
  const number = kind === 'whole' ? '\\d{1,8}' : '\\d{1,8}(?:\\.\\d{1,4})?';
  const found = new RegExp(`^(${number})(?:\\s*-\\s*(${number}))?$`).exec(text);
  const [low, high] = [found?.[1], found?.[2] ?? found?.[1]];
  if (low === undefined || high === undefined || Number(low) > Number(high)) {
    return wrong(filter, `must be a ${kind === 'whole' ? 'whole ' : ''}number or a range of them, the smaller first`);
  }
  return success(`${low}-${high}`);
}

function readBox(filter: SearchFilter, text: string): Result<string> {
  const numbers = text
    .split(',')
    .map((part) => (/^\s*-?\d{1,3}(\.\d{1,15})?\s*$/.test(part) ? Number(part) : Number.NaN));
  const [north = Number.NaN, east = Number.NaN, south = Number.NaN, west = Number.NaN] = numbers;
  const fits = numbers.length === 4 && north <= 90 && south >= -90 && north > south && east <= 180 && west >= -180;
  if (fits && east > west) return success(numbers.join(','));
  return wrong(filter, 'must be north, east, south, west in degrees, and may not cross the date line');
}
