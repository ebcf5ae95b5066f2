/** How the text of a setting is read: each fails with what would be right, never with the value, which may be a secret. */
import { homedir } from 'node:os';
import { delimiter, resolve } from 'node:path';
import * as z from 'zod';
import { failed, type Result, success } from '../catalog/result.ts';

const truthy = new Set(['1', 'true', 'yes', 'on']);
const falsy = new Set(['0', 'false', 'no', 'off', '']);

/** A text that the schema accepts; an empty one counts as absent. */
export function text(schema: z.ZodType<string | undefined>) {
  return (value: string | undefined): Result<string | undefined> => {
    const checked = schema.safeParse(value === '' ? undefined : value);
    return checked.success
      ? success(checked.data)
      : failed('invalid_input', checked.error.issues[0]?.message ?? 'invalid');
  };
}

/** A number between two bounds, both included. */
export function number(fallback: number, low: number, high: number) {
  return (value: string | undefined): Result<number> => {
    const parsed = value === undefined || value === '' ? fallback : Number(value);
    const fits = Number.isFinite(parsed) && parsed >= low && parsed <= high;
    return fits ? success(parsed) : failed('invalid_input', `must be a number from ${low} to ${high}`);
  };
}

/** A whole number of things, up to `most`. */
export function count(fallback: number, most = 10_000_000) {
  return (value: string | undefined): Result<number> => {
    const read = number(fallback, 0, most)(value);
    if (read.ok && Number.isInteger(read.value)) return read;
    return failed('invalid_input', `must be a whole number from 0 to ${most}`);
  };
}

/** One word of a list. */
export function oneOf<Word extends string>(words: readonly Word[], fallback: Word) {
  return (value: string | undefined): Result<Word> => {
    const word = value === undefined || value === '' ? fallback : words.find((known) => known === value);
    return word === undefined ? failed('invalid_input', `must be one of: ${words.join(', ')}`) : success(word);
  };
}

/** A comma-separated list, each of whose entries `fits`; `rule` says what is right. */
export function entries(rule: string, fits: (entry: string) => boolean) {
  return (value: string | undefined): Result<string[]> => {
    const given = (value ?? '').split(',').map((entry) => entry.trim());
    const wanted = given.filter((entry) => entry !== '');
    return wanted.every(fits) ? success(wanted) : failed('invalid_input', rule);
  };
}

/** The same, lower-cased. */
export function words(rule: string, fits: (word: string) => boolean) {
  return (value: string | undefined): Result<string[]> => entries(rule, fits)(value?.toLowerCase());
}

/** `true`, `yes`, `on`, `1` and their opposites; absent is false. */
export function flag(value: string | undefined): Result<boolean> {
  const word = (value ?? '').toLowerCase();
  if (truthy.has(word)) return success(true);
  return falsy.has(word) ? success(false) : failed('invalid_input', 'must be true or false');
}

/** The whole path of a folder or file; `~` is the home folder, also where no shell has put it in its place. */
export function wholePath(name: string): string {
  return resolve(name.replace(/^~(?=$|[/\\])/, homedir()));
}

/** Folders, separated as in PATH. */
export function folders(value: string | undefined): Result<string[]> {
  const names = (value ?? '').split(delimiter).filter((name) => name.trim() !== '');
  return success(names.map(wholePath));
}

const webUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' })
  .refine((address) => !/^\w+:\/\/[^/]*@/.test(address), 'must not contain a user name or password')
  .optional();

/** `IMMICH_BASE_URL` works with or without `/api` and trailing slashes; this is the server's address without either. */
export function serverAddress(value: string | undefined): Result<string | undefined> {
  const read = text(webUrl)(value);
  return read.ok
    ? success(
        read.value
          ?.replace(/\/+$/, '')
          .replace(/\/api$/, '')
          .replace(/\/+$/, ''),
      )
    : read;
}
