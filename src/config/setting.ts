/** What one of Albumen's settings is. */
import type { Result } from '../catalog/result.ts';

/** One setting: how it is given, what it means, and how its text is read. */
export interface Setting<Value> {
  readonly env: string;
  /** Command-line flag with its placeholder, as commander reads it; secrets have none. */
  readonly flag?: string;
  readonly describe: string;
  /** Shown in the docs; what `read` makes of an absent value. */
  readonly fallback?: string;
  /** The value may also come from a file named by `<env>_FILE`. */
  readonly fromFile?: true;
  /** Several folders, so that another start elsewhere needs them as they were understood here. */
  readonly folders?: true;
  /** How a form asks for it, of people who have read nothing; a setting without one is left to those who read the docs. */
  readonly form?: { readonly title: string; readonly kind: 'text' | 'folder' | 'switch'; readonly ask: string };
  read(text: string | undefined): Result<Value>;
}

/** Keeps the type of the value that the setting has. */
export function setting<Value>(record: Setting<Value>): Setting<Value> {
  return record;
}
