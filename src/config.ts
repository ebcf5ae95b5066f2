/**
 * Albumen's settings: one record each, from which the environment variables, the flags, their checks and the docs table
 * all come. A flag wins over the environment.
 */
import { delimiter } from 'node:path';
import { failed, type Result, success } from './catalog/result.ts';
import { accessSettings } from './config/access-settings.ts';
import { changeSettings } from './config/change-settings.ts';
import { databaseSettings } from './config/database-settings.ts';
import { doorSettings } from './config/door-settings.ts';
import { exposureSettings } from './config/exposure-settings.ts';
import { jwtContradictions, jwtSettings } from './config/jwt-settings.ts';
import { librarySettings } from './config/library-settings.ts';
import { misspeltIn } from './config/misspelt.ts';
import { photoprismSettings } from './config/photoprism-settings.ts';
import { wholePath } from './config/read.ts';
import { textOf } from './config/secret-file.ts';
import type { Setting } from './config/setting.ts';

/** Every setting, in the order of the docs. */
export const settings = {
  ...librarySettings,
  ...photoprismSettings,
  ...changeSettings,
  ...exposureSettings,
  ...doorSettings,
  ...accessSettings,
  ...jwtSettings,
  ...databaseSettings,
};

type Settings = typeof settings;
type SettingName = keyof Settings;

/** Every setting, checked. */
export type Config = {
  readonly [Name in SettingName]: Settings[Name] extends Setting<infer Value> ? Value : never;
};

/** What of the configuration must never be seen: whatever can come from a file of its own. */
export function secretsIn(config: Config): string[] {
  const values = new Map<string, unknown>(Object.entries(config));
  return Object.entries<Setting<unknown>>(settings).flatMap(([name, { fromFile }]) => {
    const value = values.get(name);
    return fromFile && typeof value === 'string' ? [value] : [];
  });
}

/** What the command line gave, by setting name; true for a bare flag. */
export type Flags = Partial<Record<SettingName, string | boolean>>;

/**
 * Reads every setting from flags and environment. Fails with one message that names each wrong setting and what would
 * be right, never its value: it may be a secret.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, flags: Flags = {}): Result<Config> {
  const given = new Map<string, string | boolean | undefined>(Object.entries(flags));
  const values: Record<string, unknown> = {};
  const problems = misspelt(env);
  for (const [name, record] of Object.entries<Setting<unknown>>(settings)) {
    const value = readSetting(record, env, given.get(name));
    if (value.ok) values[name] = value.value;
    else problems.push([record.env, value.failure.message, value.failure.hint].filter(Boolean).join(' '));
  }
  if (problems.length > 0) return wrong(problems);
  // Each value was read by the setting that has its name.
  const config = values as Config;
  const contradictions = contradictionsIn(config);
  return contradictions.length === 0 ? success(config) : wrong(contradictions);
}

/** What another program that is started over stdio needs, to work on the same libraries by the same rules. */
const passedOn: Readonly<Record<string, Setting<unknown>>> = {
  ...librarySettings,
  ...photoprismSettings,
  ...changeSettings,
  toolsets: exposureSettings.toolsets,
  names: exposureSettings.names,
  readOnly: exposureSettings.readOnly,
};

/**
 * Every such setting that is given otherwise than it is without being given, as environment variables; folders and addresses as
 * they were understood. No secret is among them, but the names of files that hold one.
 */
export function givenSettings(
  env: Readonly<Record<string, string | undefined>>,
  flags: Flags = {},
): Record<string, string> {
  const flagged = new Map<string, string | boolean | undefined>(Object.entries(flags));
  const given: Record<string, string> = {};
  for (const [name, record] of Object.entries(passedOn)) {
    if (record.fromFile) Object.assign(given, fileOf(record, env));
    const raw = record.fromFile ? undefined : (flagged.get(name) ?? givenIn(env, record.env));
    if (raw === undefined) continue;
    const [value, usual] = [record.read(String(raw)), record.read(undefined)];
    if (!value.ok || JSON.stringify(value) === JSON.stringify(usual)) continue;
    given[record.env] = understood(record, value.value) ?? String(raw);
  }
  return given;
}

/** The variable that names the file of a secret, where that is how it was given. */
function fileOf({ env: name }: Setting<unknown>, env: Readonly<Record<string, string | undefined>>): object {
  const file = givenIn(env, name) === undefined ? givenIn(env, `${name}_FILE`) : undefined;
  return file === undefined ? {} : { [`${name}_FILE`]: wholePath(file) };
}

function understood(record: Setting<unknown>, value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return record.folders && Array.isArray(value) ? value.join(delimiter) : undefined;
}

/** Variables that were given and are nearly settings, in words. */
function misspelt(env: Readonly<Record<string, string | undefined>>): string[] {
  const known = Object.values<Setting<unknown>>(settings).flatMap(({ env: name, fromFile }) =>
    fromFile ? [name, `${name}_FILE`] : [name],
  );
  return misspeltIn(
    Object.keys(env).filter((name) => givenIn(env, name) !== undefined),
    known,
  );
}

function wrong(problems: readonly string[]): Result<never> {
  return failed('invalid_input', `${problems.join('; ')}.`);
}

/** What is wrong although each setting by itself is right. */
function contradictionsIn(config: Config): string[] {
  const { immichBaseUrl, immichApiKey, photoprismBaseUrl, photoprismAccessToken, tlsCert, tlsKey } = config;
  return [
    ...(immichBaseUrl !== undefined && immichApiKey === undefined
      ? ['IMMICH_BASE_URL is set but IMMICH_API_KEY (or IMMICH_API_KEY_FILE) is not']
      : []),
    ...(photoprismBaseUrl !== undefined && photoprismAccessToken === undefined
      ? ['PHOTOPRISM_BASE_URL is set but PHOTOPRISM_ACCESS_TOKEN (or PHOTOPRISM_ACCESS_TOKEN_FILE) is not']
      : []),
    ...((tlsCert === undefined) === (tlsKey === undefined)
      ? []
      : ['ALBUMEN_TLS_CERT and ALBUMEN_TLS_KEY must be set together']),
    ...jwtContradictions(config),
  ];
}

function readSetting(
  record: Setting<unknown>,
  env: Readonly<Record<string, string | undefined>>,
  given: string | boolean | undefined,
): Result<unknown> {
  const raw = rawValue(record, env, given);
  return raw.ok ? record.read(raw.value) : raw;
}

/**
 * A variable as it was given. Hosts hand on fields that nobody filled in as blank, or as the placeholder itself, such as
 * `${user_config.immich_api_key}` or `${env:IMMICH_API_KEY}`: neither was given.
 */
function givenIn(env: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
  const value = env[name];
  return value === undefined || /^\s*(\$\{[^{}]*\})?\s*$/.test(value) ? undefined : value;
}

/** Without the blanks and line breaks that come along when something is pasted into a form; a folder may have them in its name. */
function pasted({ folders }: Setting<unknown>, value: string | undefined): string | undefined {
  return folders ? value : value?.trim();
}

function rawValue(
  record: Setting<unknown>,
  env: Readonly<Record<string, string | undefined>>,
  given: string | boolean | undefined,
): Result<string | undefined> {
  if (given !== undefined) return success(String(given));
  const direct = pasted(record, givenIn(env, record.env));
  const file = record.fromFile ? givenIn(env, `${record.env}_FILE`) : undefined;
  if (direct !== undefined || file === undefined) return success(direct);
  return textOf(file, record.env);
}
