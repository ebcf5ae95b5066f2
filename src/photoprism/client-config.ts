/** What PhotoPrism's client configuration says, as far as it matters here. Its field names are PhotoPrism's. */
import * as z from 'zod';

const flags = z.record(z.string(), z.unknown()).transform(onlyBooleans);

function onlyBooleans(values: Record<string, unknown>): Readonly<Record<string, boolean>> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'),
  );
}

function onlyNumbers(values: Record<string, unknown>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}

/** The answer to `GET /config`; the tokens in it are taken out before anybody else sees it. */
export const configAnswer = z.object({
  version: z.string(),
  edition: z.string().optional(),
  mode: z.string().optional(),
  siteUrl: z.string().optional(),
  readonly: z.boolean().default(false),
  public: z.boolean().default(false),
  disable: flags.default({}),
  count: z.record(z.string(), z.unknown()).transform(onlyNumbers).default({}),
  settings: z.looseObject({ features: flags.default({}) }).nullish(),
  previewToken: z.string().optional(),
  downloadToken: z.string().optional(),
});

export interface ClientConfig {
  readonly version: string;
  /** `ce`, `plus`, `pro`, … */
  readonly edition: string | undefined;
  /** Where people reach it, without a slash at the end; links that are shared lead there. */
  readonly siteUrl: string | undefined;
  readonly readOnly: boolean;
  readonly public: boolean;
  /** Features that the settings turn on or off, by PhotoPrism's names: `delete`, `upload`, `import`, `review`, `private`, … */
  readonly features: Readonly<Record<string, boolean>>;
  /** What this server cannot do at all: `faces`, `places`, … */
  readonly disable: Readonly<Record<string, boolean>>;
  /** How much there is, by PhotoPrism's names: `all`, `photos`, `videos`, `archived`, `albums`, `people`, … */
  readonly count: Readonly<Record<string, number>>;
  /** All settings as PhotoPrism has them; empty where the token may not read them. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** The answer without what nobody else needs. */
export function clientConfig(answer: z.infer<typeof configAnswer>): ClientConfig {
  return {
    version: answer.version,
    edition: answer.edition,
    siteUrl: answer.siteUrl?.replace(/\/+$/, '') || undefined,
    readOnly: answer.readonly,
    public: answer.public,
    features: answer.settings?.features ?? {},
    disable: answer.disable,
    count: answer.count,
    settings: answer.settings ?? {},
  };
}

/** The answer to `GET /session`: whose token it is. */
export const sessionAnswer = z.object({ user: z.object({ UID: z.string().optional() }).nullish() });

/** The uid of a user with an account: uids of PhotoPrism's placeholders (nobody, visitors) are zeros but for the end. */
export function accountUid({ user }: z.infer<typeof sessionAnswer>): string | undefined {
  const uid = user?.UID ?? '';
  return /^u[a-z0-9]{15}$/.test(uid) && !/^u0{12}/.test(uid) ? uid : undefined;
}
