/** What the server shows to the people of the house: their library, its history, and the references. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type BoundTool, bindLazily, bindTools, noticed } from '../catalog/binding.ts';
import type { Exposure } from '../catalog/exposure.ts';
import { listingLinks, type PictureLinks } from '../catalog/picture-link.ts';
import { listingControls } from '../catalog/plan-controls.ts';
import { bindPrompts } from '../catalog/prompt.ts';
import type { Tool } from '../catalog/tool.ts';
import type { Config } from '../config.ts';
import { immichPrompts } from '../immich/prompts/all.ts';
import { immichTools } from '../immich/tools/all.ts';
import { historyTools } from '../journal/tools/all.ts';
import type { PhotoPrismLibrary } from '../photoprism/connection.ts';
import { type QuestionCodec, questionCodec } from '../server/asking.ts';
import { openCallGate, ownGateLimits, sharedGateLimits } from '../server/call-gate.ts';
import type { PlaceLimits } from '../server/fair-places.ts';
import type { Log } from '../server/logging.ts';
import type { ServerParts } from '../server/mcp-server.ts';
import type { Redact } from '../server/redaction.ts';
import { openViews } from '../server/views.ts';
import { allPages } from './pages.ts';
import { allReferenceResources, allReferenceTools } from './reference.ts';
import type { ServedHistory } from './served-history.ts';
import { nothingChosen, type ServedLibrary } from './served-library.ts';
import type { ServedPhotoPrism } from './served-photoprism.ts';

/** A PhotoPrism server, and the tools that work on it. */
export interface PhotoPrismSide extends Pick<ServedPhotoPrism, 'connect'> {
  readonly tools: readonly Tool<PhotoPrismLibrary>[];
  /** Those that work on both libraries: they take the place of Immich's that have the same names. */
  readonly shared: readonly BoundTool[];
}

/** What the parts are made of. */
export interface Household {
  readonly config: Config;
  readonly log: Log;
  /** Takes known secrets out of a text. */
  readonly redact: Redact;
  /** Undefined where PhotoPrism is the only library. */
  readonly library: ServedLibrary | undefined;
  readonly photoprism: PhotoPrismSide | undefined;
  readonly history: ServedHistory;
  /** Undefined where no other process has to understand this one's questions. */
  readonly questionKey?: Uint8Array | undefined;
  /** Undefined where pictures have no addresses. */
  readonly links?: PictureLinks | undefined;
  /** Puts tools under the names of another project; undefined where they keep theirs. */
  readonly rename?: ((tools: readonly BoundTool[]) => readonly BoundTool[]) | undefined;
}

/** The parts of the household's server. */
export function householdParts(household: Household): ServerParts {
  const { config, log, redact, library, photoprism, history, questionKey, links, rename } = household;
  const shared = new Set(photoprism?.shared.map(({ name }) => name));
  const own = library === undefined ? [] : bindLazily(immichTools, library.connect);
  const onLibrary = [...own.filter(({ name }) => !shared.has(name)), ...(photoprism?.shared ?? [])];
  const bound = [
    ...(library === undefined ? onLibrary : noticed(onLibrary, library.notice)),
    ...(photoprism === undefined ? [] : bindLazily(photoprism.tools, photoprism.connect)),
    ...bindLazily(historyTools, history.connect),
    ...bindTools(allReferenceTools, undefined),
  ];
  const listed = listingLinks(listingControls(bound, config.confirm), links !== undefined);
  return {
    viewOf: openViews({
      tools: rename?.(listed) ?? listed,
      prompts: library === undefined ? [] : bindPrompts(immichPrompts, library.connect),
      resources: [...allReferenceResources, ...allPages],
      exposure: exposureOf(household),
      note: () => unlessChosen(household),
    }),
    desk: {
      audit: log.audit,
      reportDefect: log.defect,
      clean: redact,
      deadlineSeconds: Math.max(config.toolDeadline, config.immichTimeout + 5),
      recorder: history.recorder,
      reviewer: history.reviewer,
      ...(links === undefined ? {} : { links }),
    },
    gate: openCallGate(gateLimits(config)),
    questions: questions(questionKey),
  };
}

/** What has to be said from the start where no library is chosen; no database is opened to know it. */
function unlessChosen({ config, photoprism }: Household): string | undefined {
  const { immichBaseUrl, photos, dataDir } = config;
  if (immichBaseUrl !== undefined || photoprism !== undefined || photos.length > 0) return undefined;
  if (existsSync(join(dataDir, 'library.db'))) return undefined;
  return nothingChosen;
}

/** With two libraries, the tools of PhotoPrism have to be chosen: both at once would be too much for most models. */
function exposureOf({ config, library, photoprism }: Household): Exposure {
  const { toolsets, readOnly } = config;
  if (library === undefined || photoprism === undefined) return { toolsets, readOnly };
  return { toolsets, readOnly, second: [...new Set(photoprism.tools.map(({ toolset }) => toolset))] };
}

function questions(key: Uint8Array | undefined): QuestionCodec {
  return key === undefined ? questionCodec() : questionCodec(key);
}

/** The one client of stdio may use all there is; over HTTP many share it. */
function gateLimits({ transport, callsAtOnce, callsAtOncePerCaller, toolDeadline }: Config): PlaceLimits {
  if (transport === 'stdio') return { ...ownGateLimits, running: callsAtOnce, runningPerOwner: callsAtOnce };
  return {
    ...sharedGateLimits,
    running: callsAtOnce,
    runningPerOwner: callsAtOncePerCaller,
    patienceMs: toolDeadline * 1000,
  };
}
