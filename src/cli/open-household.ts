/** The libraries of the house with their history, and what is shown of them: for every command that serves them. */
import type { Config } from '../config.ts';
import type { Log } from '../server/logging.ts';
import type { ServerParts } from '../server/mcp-server.ts';
import type { Redactor } from '../server/redaction.ts';
import type { KeyOf } from './accounts.ts';
import { type Household, householdParts, type PhotoPrismSide } from './household-parts.ts';
import { servedHistory } from './served-history.ts';
import { type ServedLibraries, servedLibraries } from './served-libraries.ts';

export interface HouseholdWish extends Pick<Household, 'questionKey'> {
  readonly config: Config;
  readonly log: Log;
  readonly redactor: Redactor;
  /** Without it, nobody acts with a key of their own. */
  readonly keyOf?: KeyOf | undefined;
}

export interface OpenHousehold {
  readonly parts: ServerParts;
  readonly libraries: ServedLibraries;
  /** Begins what needs no caller, after the server has started. */
  startWork(): void;
  close(): Promise<void>;
}

/** Puts them together; no library and no journal is opened before the first call that needs it. */
export async function openHousehold(wish: HouseholdWish): Promise<OpenHousehold> {
  const { config, log, redactor, keyOf, questionKey } = wish;
  const libraries = servedLibraries(config, log, redactor.learn, keyOf);
  const { library } = libraries;
  const photoprism = await photoprismIn(libraries);
  const history = servedHistory(config, libraries.sources, log);
  return {
    parts: householdParts({ config, log, redact: redactor.redact, library, photoprism, history, questionKey }),
    libraries,
    startWork: () => {
      library?.startWork();
      history.startWork();
    },
    close: async () => {
      await history.close();
      await libraries.close();
    },
  };
}

/** Most people have no PhotoPrism: its tools are loaded where there is one. */
async function photoprismIn({ library, photoprism }: ServedLibraries): Promise<PhotoPrismSide | undefined> {
  if (photoprism === undefined) return undefined;
  const { photoprismSide } = await import('./photoprism-tools.ts');
  return photoprismSide(photoprism.connect, library?.connect);
}
