/** What is known of a PhotoPrism setting. */

/** Editions that have more than the Community Edition. */
export type PaidEdition = 'plus' | 'pro' | 'portal';

export interface ConfigOption {
  /** Its environment variables, separated by a comma and a space. */
  readonly environment: string;
  readonly cliFlag: string;
  /** As compiled in; a secret has none. */
  readonly default: string;
  readonly description: string;
  /** The only editions that have it; all have it where there are none. */
  readonly editions: readonly PaidEdition[];
  /** Never listed by PhotoPrism itself. */
  readonly hidden: boolean;
}

export interface ConfigSection {
  readonly title: string;
  readonly options: readonly ConfigOption[];
}

interface Particulars {
  /** Where it is not just the flag in capitals, or not the only variable. */
  readonly environment?: string;
  readonly editions?: readonly PaidEdition[];
  readonly hidden?: boolean;
}

/** The option with this flag (without its dashes). */
export function option(
  flag: string,
  byDefault: string,
  description: string,
  { environment, editions = [], hidden = false }: Particulars = {},
): ConfigOption {
  return {
    environment: environment ?? `PHOTOPRISM_${flag.replaceAll('-', '_').toUpperCase()}`,
    cliFlag: `--${flag}`,
    default: byDefault,
    description,
    editions,
    hidden,
  };
}
