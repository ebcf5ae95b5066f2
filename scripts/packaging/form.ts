/** The questions that a form asks before Albumen is started, made from the settings. */
import type { Setting } from '../../src/config/setting.ts';
import { settings } from '../../src/config.ts';

/** A setting that forms ask for. */
export type AskedSetting = Setting<unknown> & Required<Pick<Setting<unknown>, 'form'>>;

function isAsked(setting: Setting<unknown>): setting is AskedSetting {
  return setting.form !== undefined;
}

/** What is asked, in the order of the docs. */
export const askedSettings: readonly AskedSetting[] = Object.values<Setting<unknown>>(settings).filter(isAsked);

const kinds = { text: 'string', folder: 'directory', switch: 'boolean' } as const;

/** One field, as a bundle of Claude Desktop and a plugin of Claude Code both write it. */
export interface FormField {
  readonly type: (typeof kinds)[keyof typeof kinds];
  readonly title: string;
  readonly description: string;
  readonly required: false;
  readonly sensitive?: true;
  readonly default?: boolean;
}

/** The fields by their keys. None is required: which are needed depends on the library. */
export function formFields(): Record<string, FormField> {
  return Object.fromEntries(askedSettings.map((setting) => [keyOf(setting), fieldOf(setting)]));
}

/** The environment in which the program is started, with the host's placeholders for what was filled in. */
export function formEnvironment(): Record<string, string> {
  return Object.fromEntries(askedSettings.map((setting) => [setting.env, `\${user_config.${keyOf(setting)}}`]));
}

function keyOf({ env }: AskedSetting): string {
  return env.toLowerCase();
}

function fieldOf({ form: { title, kind, ask }, fromFile }: AskedSetting): FormField {
  return {
    type: kinds[kind],
    title,
    description: ask,
    required: false,
    ...(fromFile ? { sensitive: true } : {}),
    ...(kind === 'switch' ? { default: false } : {}),
  };
}
