/** The libraries of the house with their history, and what is shown of them: for every command that serves them. */
import type { BoundTool, Connect } from '../catalog/binding.ts';
import { failed } from '../catalog/result.ts';
import type { Config } from '../config.ts';
import type { Log } from '../server/logging.ts';
import type { ServerParts } from '../server/mcp-server.ts';
import type { Redactor } from '../server/redaction.ts';
import type { Seeing } from '../viewing/eyes.ts';
import type { KeyOf } from './accounts.ts';
import { type Household, householdParts, type PhotoPrismSide } from './household-parts.ts';
import { servedHistory } from './served-history.ts';
import { type ServedLibraries, servedLibraries } from './served-libraries.ts';

export interface HouseholdWish extends Pick<Household, 'questionKey' | 'links'> {
  readonly config: Config;
  readonly log: Log;
  readonly redactor: Redactor;
  /** Without it, nobody acts with a key of their own. */
  readonly keyOf?: KeyOf | undefined;
}

export interface OpenHousehold {
  readonly parts: ServerParts;
  /** Every photo that a caller may look at. */
  readonly look: Connect<Seeing>;
  /** Begins what needs no caller, after the server has started. */
  startWork(): void;
  close(): Promise<void>;
}

/** Puts them together; no library and no journal is opened before the first call that needs it. */
export async function openHousehold(wish: HouseholdWish): Promise<OpenHousehold> {
  const { config, log, redactor, keyOf, questionKey, links } = wish;
  const libraries = servedLibraries(config, log, redactor.learn, keyOf);
  const { library } = libraries;
  const photoprism = await photoprismIn(libraries);
  const history = servedHistory(config, libraries.sources, log);
  const rename = await renamingFor(config);
  const served = { config, log, redact: redactor.redact, library, photoprism, history };
  return {
    parts: householdParts({ ...served, questionKey, links, rename }),
    look: lookingAt(libraries),
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

function lookingAt({ library, photoprism }: ServedLibraries): Connect<Seeing> {
  return async (caller) => {
    if (library === undefined) return (await photoprism?.connect(caller)) ?? noLibrary;
    if (photoprism === undefined) return library.connect(caller);
    const { connectEither } = await import('../both/either-library.ts');
    return connectEither(library.connect, photoprism.connect)(caller);
  };
}

const noLibrary = failed('unavailable', 'There is no library.');

/** Most people have no PhotoPrism: its tools are loaded where there is one. */
async function photoprismIn({ library, photoprism }: ServedLibraries): Promise<PhotoPrismSide | undefined> {
  if (photoprism === undefined) return undefined;
  const { photoprismSide } = await import('./photoprism-tools.ts');
  return photoprismSide(photoprism.connect, library?.connect);
}

/** Most people use Albumen's own names: others are loaded where they are wanted. */
async function renamingFor({ names }: Config): Promise<((tools: readonly BoundTool[]) => BoundTool[]) | undefined> {
  if (names === 'albumen') return undefined;
  const [{ renameTools }, { immichPhotoManager }] = await Promise.all([
    import('../catalog/alias.ts'),
    import('../immich/names/immich-photo-manager.ts'),
  ]);
  return (tools) => renameTools(tools, immichPhotoManager);
}
