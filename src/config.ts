/**
 * Albumen's settings: one record each, from which the environment variables, the flags, their checks and the docs table
 * all come. A flag wins over the environment.
 */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import * as z from 'zod';
import { readToolsetChoice, type ToolsetChoice } from './catalog/exposure.ts';
import { type ProtectedSet, readProtectedSets } from './catalog/protected-sets.ts';
import { failed, type Result, success } from './catalog/result.ts';
import { type ConfirmPolicy, confirmPolicies } from './catalog/reviewer.ts';

interface Setting<Value> {
  readonly env: string;
  /** Command-line flag with its placeholder, as commander reads it; secrets have none. */
  readonly flag?: string;
  readonly describe: string;
  /** Shown in the docs; what `read` makes of an absent value. */
  readonly fallback?: string;
  /** The value may also come from a file named by `<env>_FILE`. */
  readonly fromFile?: true;
  read(text: string | undefined): Result<Value>;
}

const truthy = new Set(['1', 'true', 'yes', 'on']);
const falsy = new Set(['0', 'false', 'no', 'off', '']);

function text(schema: z.ZodType<string | undefined>) {
  return (value: string | undefined): Result<string | undefined> => {
    const checked = schema.safeParse(value === '' ? undefined : value);
    return checked.success
      ? success(checked.data)
      : failed('invalid_input', checked.error.issues[0]?.message ?? 'invalid');
  };
}

function number(fallback: number, low: number, high: number) {
  return (value: string | undefined): Result<number> => {
    const parsed = value === undefined || value === '' ? fallback : Number(value);
    const fits = Number.isFinite(parsed) && parsed >= low && parsed <= high;
    return fits ? success(parsed) : failed('invalid_input', `must be a number from ${low} to ${high}`);
  };
}

/** A whole number of things. */
function count(fallback: number) {
  return (value: string | undefined): Result<number> => {
    const read = number(fallback, 0, 10_000_000)(value);
    if (!read.ok || Number.isInteger(read.value)) return read;
    return failed('invalid_input', 'must be a whole number');
  };
}

function oneOf<Word extends string>(words: readonly Word[], fallback: Word) {
  return (value: string | undefined): Result<Word> => {
    const word = value === undefined || value === '' ? fallback : words.find((known) => known === value);
    return word === undefined ? failed('invalid_input', `must be one of: ${words.join(', ')}`) : success(word);
  };
}

function flag(value: string | undefined): Result<boolean> {
  const word = (value ?? '').toLowerCase();
  if (truthy.has(word)) return success(true);
  return falsy.has(word) ? success(false) : failed('invalid_input', 'must be true or false');
}

/** Folders, separated as in PATH; `~` is the home folder. */
function folders(value: string | undefined): Result<string[]> {
  const names = (value ?? '').split(delimiter).filter((name) => name.trim() !== '');
  return success(names.map((name) => resolve(name.replace(/^~(?=$|[/\\])/, homedir()))));
}

const webUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' })
  .refine((address) => !/^\w+:\/\/[^/]*@/.test(address), 'must not contain a user name or password')
  .optional();

/** `IMMICH_BASE_URL` works with or without `/api` and trailing slashes; this is the server's address without either. */
function serverAddress(value: string | undefined): Result<string | undefined> {
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

function setting<Value>(record: Setting<Value>): Setting<Value> {
  return record;
}

export const settings = {
  immichBaseUrl: setting({
    env: 'IMMICH_BASE_URL',
    flag: '--immich-base-url <url>',
    describe: 'Address of the Immich server; without it the local library is used',
    read: serverAddress,
  }),
  immichApiKey: setting({
    env: 'IMMICH_API_KEY',
    describe: 'API key of the Immich user',
    fromFile: true,
    read: text(
      z
        .string()
        .regex(/^[\x21-\x7e]+$/, 'must be one line without spaces')
        .optional(),
    ),
  }),
  immichExternalUrl: setting({
    env: 'IMMICH_EXTERNAL_URL',
    flag: '--immich-external-url <url>',
    describe: 'Public address of Immich, used in links',
    fallback: 'IMMICH_BASE_URL',
    read: serverAddress,
  }),
  immichTimeout: setting({
    env: 'IMMICH_TIMEOUT',
    flag: '--immich-timeout <seconds>',
    describe: 'Seconds to wait for one answer of the library',
    fallback: '30',
    read: number(30, 0.1, 3600),
  }),
  immichMaxRetries: setting({
    env: 'IMMICH_MAX_RETRIES',
    flag: '--immich-max-retries <count>',
    describe: 'Further tries after a passing fault, for requests that are safe to repeat',
    fallback: '3',
    read: number(3, 0, 10),
  }),
  publicUrl: setting({
    env: 'ALBUMEN_PUBLIC_URL',
    flag: '--public-url <url>',
    describe:
      'Public address at which `albumen library serve` can be reached, used in shared links of the local library',
    read: serverAddress,
  }),
  dataDir: setting({
    env: 'ALBUMEN_DATA_DIR',
    flag: '--data-dir <folder>',
    describe: "Where Albumen keeps its own data: the local library's database, previews, uploads",
    fallback: '~/.albumen',
    read: (value) => success(resolve((value ?? join(homedir(), '.albumen')).replace(/^~(?=$|[/\\])/, homedir()))),
  }),
  photos: setting({
    env: 'ALBUMEN_PHOTOS',
    flag: '--photos <folders>',
    describe: 'Folders of the local library, indexed in place and never written to',
    read: folders,
  }),
  uploadDirs: setting({
    env: 'ALBUMEN_UPLOAD_DIRS',
    flag: '--upload-dirs <folders>',
    describe: 'Folders that immich_assets_upload may read files from; none by default',
    read: folders,
  }),
  confirm: setting<ConfirmPolicy>({
    env: 'ALBUMEN_CONFIRM',
    flag: '--confirm <policy>',
    describe:
      'Which changes need an agreed preview: `preview` (what cannot be undone, favourites and album members that would be deleted, much at once), `always`, `ask` (the person, through the client), `off`',
    fallback: 'preview',
    read: oneOf(confirmPolicies, 'preview'),
  }),
  confirmAbove: setting({
    env: 'ALBUMEN_CONFIRM_ABOVE',
    flag: '--confirm-above <count>',
    describe: 'Items above which a change is much at once',
    fallback: '100',
    read: count(100),
  }),
  protect: setting<readonly ProtectedSet[]>({
    env: 'ALBUMEN_PROTECT',
    flag: '--protect <sets>',
    describe:
      'What no tool may delete, whoever agrees: a comma-separated list of `favorites`, `album:<name or id>`, `tag:<path or id>`, `person:<name or id>`',
    read: (value) => readProtectedSets(value ?? ''),
  }),
  maxDeleted: setting({
    env: 'ALBUMEN_MAX_DELETED',
    flag: '--max-deleted <count>',
    describe: 'Assets that one change may delete, trash included',
    fallback: '1000',
    read: count(1000),
  }),
  maxDeletedPerHour: setting({
    env: 'ALBUMEN_MAX_DELETED_PER_HOUR',
    flag: '--max-deleted-per-hour <count>',
    describe: 'Assets that all changes of an hour may delete',
    fallback: '3000',
    read: count(3000),
  }),
  maxChanged: setting({
    env: 'ALBUMEN_MAX_CHANGED',
    flag: '--max-changed <count>',
    describe: 'Items that one change may touch',
    fallback: '10000',
    read: count(10_000),
  }),
  maxChangedPerHour: setting({
    env: 'ALBUMEN_MAX_CHANGED_PER_HOUR',
    flag: '--max-changed-per-hour <count>',
    describe: 'Items that all changes of an hour may touch',
    fallback: '50000',
    read: count(50_000),
  }),
  journalDays: setting({
    env: 'ALBUMEN_JOURNAL_DAYS',
    flag: '--journal-days <days>',
    describe: 'How long changes stay in the journal and can be taken back',
    fallback: '365',
    read: number(365, 1, 36_500),
  }),
  journalMegabytes: setting({
    env: 'ALBUMEN_JOURNAL_MB',
    flag: '--journal-mb <megabytes>',
    describe: 'How large the journal may grow before the oldest changes are forgotten; those of the last day stay',
    fallback: '500',
    read: number(500, 1, 1_000_000),
  }),
  toolsets: setting<ToolsetChoice>({
    env: 'ALBUMEN_TOOLSETS',
    flag: '--toolsets <choice>',
    describe: 'default, slim, all, or a comma-separated list',
    fallback: 'default',
    read: (value) => readToolsetChoice(value === undefined || value === '' ? 'default' : value),
  }),
  readOnly: setting({
    env: 'ALBUMEN_READ_ONLY',
    flag: '--read-only',
    describe: 'Offer only tools that change nothing',
    fallback: 'false',
    read: flag,
  }),
};

type Settings = typeof settings;
type SettingName = keyof Settings;

/** Every setting, checked. */
export type Config = {
  readonly [Name in SettingName]: Settings[Name] extends Setting<infer Value> ? Value : never;
};

/** What the command line gave, by setting name; true for a bare flag. */
export type Flags = Partial<Record<SettingName, string | boolean>>;

/**
 * Reads every setting from flags and environment. Fails with one message that names each wrong setting and what would
 * be right, never its value: it may be a secret.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, flags: Flags = {}): Result<Config> {
  const problems: string[] = [];
  function take<Value>(name: SettingName, record: Setting<Value>, otherwise: Value): Value {
    const given = rawValue(record, env, flags[name]);
    const value = given.ok ? record.read(given.value) : given;
    if (value.ok) return value.value;
    problems.push(
      `${record.env} ${value.failure.message}${value.failure.hint === undefined ? '' : ` ${value.failure.hint}`}`,
    );
    return otherwise;
  }
  const config: Config = {
    immichBaseUrl: take('immichBaseUrl', settings.immichBaseUrl, undefined),
    immichApiKey: take('immichApiKey', settings.immichApiKey, undefined),
    immichExternalUrl: take('immichExternalUrl', settings.immichExternalUrl, undefined),
    immichTimeout: take('immichTimeout', settings.immichTimeout, 30),
    immichMaxRetries: take('immichMaxRetries', settings.immichMaxRetries, 3),
    publicUrl: take('publicUrl', settings.publicUrl, undefined),
    dataDir: take('dataDir', settings.dataDir, ''),
    photos: take('photos', settings.photos, []),
    uploadDirs: take('uploadDirs', settings.uploadDirs, []),
    confirm: take('confirm', settings.confirm, 'always'),
    confirmAbove: take('confirmAbove', settings.confirmAbove, 0),
    protect: take('protect', settings.protect, []),
    maxDeleted: take('maxDeleted', settings.maxDeleted, 0),
    maxDeletedPerHour: take('maxDeletedPerHour', settings.maxDeletedPerHour, 0),
    maxChanged: take('maxChanged', settings.maxChanged, 0),
    maxChangedPerHour: take('maxChangedPerHour', settings.maxChangedPerHour, 0),
    journalDays: take('journalDays', settings.journalDays, 365),
    journalMegabytes: take('journalMegabytes', settings.journalMegabytes, 500),
    toolsets: take('toolsets', settings.toolsets, 'default'),
    readOnly: take('readOnly', settings.readOnly, true),
  };
  if (config.immichBaseUrl !== undefined && config.immichApiKey === undefined && problems.length === 0) {
    problems.push('IMMICH_BASE_URL is set but IMMICH_API_KEY (or IMMICH_API_KEY_FILE) is not');
  }
  return problems.length === 0 ? success(config) : failed('invalid_input', `${problems.join('; ')}.`);
}

function rawValue(
  record: Setting<unknown>,
  env: Readonly<Record<string, string | undefined>>,
  given: string | boolean | undefined,
): Result<string | undefined> {
  if (given !== undefined) return success(String(given));
  const direct = env[record.env];
  const file = record.fromFile ? env[`${record.env}_FILE`] : undefined;
  if (direct !== undefined || file === undefined || file === '') return success(direct);
  try {
    return success(readFileSync(file, 'utf8').trim());
  } catch {
    return failed('invalid_input', `cannot be read from the file that ${record.env}_FILE names`);
  }
}
