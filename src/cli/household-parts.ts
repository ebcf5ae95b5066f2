/** What the server shows to the people of the house: their library, its history, and the references. */
import { bindLazily, bindTools } from '../catalog/binding.ts';
import type { Exposure } from '../catalog/exposure.ts';
import { listingControls } from '../catalog/plan-controls.ts';
import { bindPrompts } from '../catalog/prompt.ts';
import type { Config } from '../config.ts';
import { immichPrompts } from '../immich/prompts/all.ts';
import { immichTools } from '../immich/tools/all.ts';
import { historyTools } from '../journal/tools/all.ts';
import { photoprismTools } from '../photoprism/tools/all.ts';
import { listAssetsTool } from '../photoprism/tools/list-assets.ts';
import { type QuestionCodec, questionCodec } from '../server/asking.ts';
import { openCallGate, ownGateLimits, sharedGateLimits } from '../server/call-gate.ts';
import type { PlaceLimits } from '../server/fair-places.ts';
import type { Log } from '../server/logging.ts';
import type { ServerParts } from '../server/mcp-server.ts';
import type { Redact } from '../server/redaction.ts';
import { openViews } from '../server/views.ts';
import { allReferenceResources, allReferenceTools } from './reference.ts';
import type { ServedHistory } from './served-history.ts';
import type { ServedLibrary } from './served-library.ts';
import type { ServedPhotoPrism } from './served-photoprism.ts';

/** What the parts are made of. */
export interface Household {
  readonly config: Config;
  readonly log: Log;
  /** Takes known secrets out of a text. */
  readonly redact: Redact;
  /** Undefined where PhotoPrism is the only library. */
  readonly library: ServedLibrary | undefined;
  readonly photoprism: ServedPhotoPrism | undefined;
  readonly history: ServedHistory;
  /** Undefined where no other process has to understand this one's questions. */
  readonly questionKey?: Uint8Array | undefined;
}

/** The parts of the household's server. */
export function householdParts(household: Household): ServerParts {
  const { config, log, redact, library, photoprism, history, questionKey } = household;
  const bound = [
    ...(library === undefined ? [] : bindLazily(immichTools, library.connect)),
    ...(photoprism === undefined ? [] : bindLazily(photoprismToolsBeside(library), photoprism.connect)),
    ...bindLazily(historyTools, history.connect),
    ...bindTools(allReferenceTools, undefined),
  ];
  return {
    viewOf: openViews({
      tools: listingControls(bound, config.confirm),
      prompts: library === undefined ? [] : bindPrompts(immichPrompts, library.connect),
      resources: allReferenceResources,
      exposure: exposureOf(household),
    }),
    desk: {
      audit: log.audit,
      reportDefect: log.defect,
      clean: redact,
      deadlineSeconds: Math.max(config.toolDeadline, config.immichTimeout + 5),
      recorder: history.recorder,
      reviewer: history.reviewer,
    },
    gate: openCallGate(gateLimits(config)),
    questions: questions(questionKey),
  };
}

/** `list_assets` is there once: it works on the first library. */
function photoprismToolsBeside(library: ServedLibrary | undefined) {
  return library === undefined ? [...photoprismTools, listAssetsTool] : photoprismTools;
}

/** With two libraries, the tools of PhotoPrism have to be chosen: both at once would be too much for most models. */
function exposureOf({ config, library }: Pick<Household, 'config' | 'library'>): Exposure {
  const { toolsets, readOnly } = config;
  const names = new Set(photoprismTools.map(({ toolset }) => toolset));
  return { toolsets, readOnly, ...(library === undefined ? {} : { second: [...names] }) };
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
