/** What `albumen doctor` found. */

/** `note`: worth knowing; `problem`: something does not work. */
export type Level = 'ok' | 'note' | 'problem';

export interface Finding {
  readonly level: Level;
  /** One sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
}

/** Tools of this configuration that the key does not do, and what would help. */
export interface KeyReport {
  readonly offered: number;
  readonly lacking: readonly { readonly tool: string; readonly missing: readonly string[] }[];
  /** Scopes to grant so that nothing of this configuration is lacking. */
  readonly grant: readonly string[];
}

export interface DoctorReport {
  /** `Immich at photos.example.com` or `The local library in <folder>`; undefined where the settings name none. */
  readonly library?: string;
  readonly findings: readonly Finding[];
  readonly key?: KeyReport;
  /** Scopes of an API key, ready to tick; for an Immich server. */
  readonly scopes?: { readonly everything: readonly string[]; readonly readOnly: readonly string[] };
}

/** True where nothing is wrong. */
export function isHealthy({ findings }: DoctorReport): boolean {
  return findings.every(({ level }) => level !== 'problem');
}

/** A finding that all is well. */
export function fine(message: string): Finding {
  return { level: 'ok', message };
}

/** A finding that is worth knowing. */
export function note(message: string, hint?: string): Finding {
  return hint === undefined ? { level: 'note', message } : { level: 'note', message, hint };
}

/** A finding that something does not work. */
export function problem(message: string, hint?: string): Finding {
  return hint === undefined ? { level: 'problem', message } : { level: 'problem', message, hint };
}
