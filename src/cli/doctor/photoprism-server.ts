/** Checks a PhotoPrism server: reachable, PhotoPrism, the token, what it may do, what the server can. */
import type { ProtectedSet } from '../../catalog/protected-sets.ts';
import { connectPhotoPrism, type PhotoPrismLibrary, type RequestCall } from '../../photoprism/connection.ts';
import { type LookedForSet, lookForSets } from '../../photoprism/protection/find-sets.ts';
import { type CountedSet, unreadableProtection } from './protected-sets.ts';
import { type Finding, fine, note, problem } from './report.ts';

export interface PhotoPrismToCheck {
  readonly baseUrl: string;
  readonly accessToken: string;
  readonly timeoutSeconds: number;
  /** What the settings protect; nothing unless told. */
  readonly protect?: readonly ProtectedSet[];
}

export interface PhotoPrismReport {
  readonly findings: readonly Finding[];
  /** What it has of what is protected; undefined where that cannot be read, which the findings say. */
  readonly sets: readonly CountedSet[] | undefined;
}

/** What was found; asks only what changes nothing. */
export async function checkPhotoPrism({ protect = [], ...server }: PhotoPrismToCheck): Promise<PhotoPrismReport> {
  const library = connectPhotoPrism({ ...server, maxRetries: 1 });
  const call = { signal: new AbortController().signal };
  try {
    const findings = await examine(library, call);
    // It does not answer, or not to this token.
    if (findings[0]?.level === 'problem') return { findings, sets: undefined };
    const looked = await lookForSets(protect, library, call);
    return looked.ok
      ? { findings, sets: looked.value.map(counted) }
      : { findings: [...findings, unreadableProtection(looked.failure)], sets: undefined };
  } finally {
    await library.close();
  }
}

/** A keyword is protected like a label of that name. */
function counted({ set, found, isKeyword }: LookedForSet): CountedSet {
  return { set, count: found.length === 0 && isKeyword ? 1 : found.length };
}

async function examine(library: PhotoPrismLibrary, call: RequestCall): Promise<Finding[]> {
  const config = await library.config(call);
  if (!config.ok) return [problem(config.failure.message, config.failure.hint)];
  const { version, edition, readOnly } = config.value;
  const user = await library.userUid(call);
  return [
    fine(`${library.name} answers: ${[version, edition].filter(Boolean).join(', ')}.`),
    ...(readOnly ? [note('PhotoPrism is read-only: nothing can be uploaded or imported.')] : []),
    ...(user.ok && user.value === undefined ? [nobodysToken] : []),
    ...(user.ok ? [] : [problem(user.failure.message, user.failure.hint)]),
  ];
}

const nobodysToken = note(
  "PhotoPrism's token belongs to no user: single albums and uploads are refused to it.",
  'Make an app password instead: PhotoPrism > Settings > Account > Apps and Devices.',
);
