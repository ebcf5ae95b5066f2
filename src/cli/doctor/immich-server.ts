/** Checks an Immich server: reachable, Immich, of a supported version, the key, what it may do, what the server can. */
import {
  type ApiKeyResponseDto,
  getMyApiKey,
  getServerFeatures,
  pingServer,
  type ServerFeaturesDto,
} from '@immich/sdk';
import type { ProtectedSet } from '../../catalog/protected-sets.ts';
import type { Failure, Result } from '../../catalog/result.ts';
import { connectImmich, type ImmichLibrary, type RequestCall } from '../../immich/connection.ts';
import { type ScopedTool, scopeLists, scopesOf, toolsLacking } from '../../immich/key-scopes.ts';
import { type LookedForSet, lookForSets } from '../../immich/protection/find-sets.ts';
import { standingOf, supportedVersions } from '../../immich/supported-versions.ts';
import { type CountedSet, protectionFindings, unreadableProtection } from './protected-sets.ts';
import { type DoctorReport, type Finding, fine, type KeyReport, note, problem } from './report.ts';

export interface ServerToCheck {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly timeoutSeconds: number;
  /** The tools that this configuration offers, and all that there are. */
  readonly offered: readonly ScopedTool[];
  readonly all: readonly ScopedTool[];
  /** What the settings protect; nothing unless told. */
  readonly protect?: readonly ProtectedSet[];
  /** What another connected library has of that. */
  readonly foundElsewhere?: readonly CountedSet[] | undefined;
}

/** Seconds that the clocks may differ: more makes expiry dates wrong that are given as "in an hour". */
const clockTolerance = 120;

/** Asks only what changes nothing; stops where the next question makes no sense. */
export async function checkImmich(server: ServerToCheck): Promise<DoctorReport> {
  const library = connectImmich({ ...server, maxRetries: 1 });
  const scopes = scopeLists(server.all);
  try {
    return { library: library.name, scopes, ...(await examine(library, server)) };
  } finally {
    await library.close();
  }
}

async function examine(
  library: ImmichLibrary,
  { offered, protect = [], foundElsewhere }: ServerToCheck,
): Promise<Pick<DoctorReport, 'findings' | 'key'>> {
  const call: RequestCall = { signal: new AbortController().signal };
  const reached = await reach(library, call);
  const version = reached.ok ? await library.dialect(call) : reached;
  if (!version.ok) return { findings: [asProblem(version.failure)] };
  const findings = [
    fine(`${library.name} answers.`),
    ...clockFinding(reached.ok ? reached.value : undefined),
    versionFinding(version.value.version),
  ];
  const key = await library.request((sdk) => getMyApiKey(sdk), call);
  if (!key.ok) return { findings: [...findings, asProblem(key.failure)] };
  const keyReport = reportOfKey(key.value, offered);
  const features = await library.request((sdk) => getServerFeatures(sdk), call);
  const sets = await lookForSets(protect, library, call);
  return {
    key: keyReport,
    findings: [
      ...findings,
      fine('The API key is valid.'),
      ...keyFindings(keyReport, key.value, offered),
      ...(sets.ok ? protectionFindings(sets.value.map(counted), foundElsewhere) : [unreadableProtection(sets.failure)]),
      ...(features.ok ? featureFindings(features.value) : [asProblem(features.failure)]),
    ],
  };
}

function counted({ set, found }: LookedForSet): CountedSet {
  return { set, count: found.length };
}

/** Seconds by which the server's clock is ahead; undefined where it does not tell. */
async function reach(library: ImmichLibrary, call: RequestCall): Promise<Result<number | undefined>> {
  let ahead: number | undefined;
  const pinged = await library.request((sdk) => {
    const { fetch } = sdk;
    if (fetch === undefined) return pingServer(sdk);
    return pingServer({
      ...sdk,
      fetch: async (input, init) => {
        const answer = await fetch(input, init);
        const date = Date.parse(answer.headers.get('date') ?? '');
        ahead = Number.isNaN(date) ? undefined : (date - Date.now()) / 1000;
        return answer;
      },
    });
  }, call);
  return pinged.ok ? { ok: true, value: ahead } : pinged;
}

function clockFinding(ahead: number | undefined): Finding[] {
  if (ahead === undefined || Math.abs(ahead) <= clockTolerance) return [];
  const minutes = Math.round(Math.abs(ahead) / 60);
  const message = `The server's clock is ${minutes} min ${ahead > 0 ? 'ahead of' : 'behind'} this computer's.`;
  return [note(message, 'Dates of uploads and the expiry of shared links will be off by that much.')];
}

function versionFinding(version: string): Finding {
  const standing = standingOf(version);
  if (standing === 'supported') return fine(`Immich ${version} is supported.`);
  return standing === 'newer'
    ? note(`Immich ${version} is newer than what Albumen was made for (${supportedVersions}).`, 'Look for an update.')
    : problem(`Immich ${version} is too old.`, `Update it: Albumen works with ${supportedVersions}.`);
}

function reportOfKey({ permissions }: ApiKeyResponseDto, offered: readonly ScopedTool[]): KeyReport {
  const lacking = toolsLacking(offered, permissions);
  const grant = [...new Set(lacking.flatMap(({ missing }) => missing))].sort();
  return { offered: offered.length, lacking, grant };
}

function keyFindings(
  { lacking, grant }: KeyReport,
  { permissions }: ApiKeyResponseDto,
  offered: readonly ScopedTool[],
): Finding[] {
  const count = offered.length;
  if (lacking.length > 0) {
    const onlyChanges = lacking.every(({ tool }) => offered.find(({ name }) => name === tool)?.effect !== 'read');
    const orReadOnly = onlyChanges ? ', or set ALBUMEN_READ_ONLY=true if it is only to read' : '';
    return [
      problem(
        `With this key ${lacking.length} of ${count} tools do not work, or not in full.`,
        `Grant ${grant.join(', ')} to the key in Immich > Account Settings > API Keys${orReadOnly}.`,
      ),
    ];
  }
  const needed = scopesOf(offered);
  const spare = permissions.filter((permission) => !needed.includes(String(permission)));
  return [
    fine(`The key may do all that ${count} tools need.`),
    ...(permissions.some((permission) => String(permission) === 'all')
      ? [note('The key may do everything in Immich, more than Albumen needs.', 'The scopes below are enough.')]
      : spare.length > 0
        ? [note(`The key may do more than Albumen needs here: ${[...spare].sort().join(', ')}.`)]
        : []),
  ];
}

function featureFindings(features: ServerFeaturesDto): Finding[] {
  return [
    features.trash
      ? fine('The trash is on: what is deleted can be restored for a while.')
      : note('The trash is off on this server: whatever is deleted is gone at once.'),
    ...(features.smartSearch
      ? []
      : [note('Smart search is off: immich_search_smart does not work.', "It needs Immich's machine learning.")]),
    ...(features.duplicateDetection
      ? []
      : [note('Duplicate detection is off: immich_duplicates_list shows only what was found before.')]),
    ...(features.facialRecognition ? [] : [note('Face recognition is off: nobody new is recognised.')]),
  ];
}

function asProblem({ message, hint }: Failure): Finding {
  return problem(message, hint);
}
