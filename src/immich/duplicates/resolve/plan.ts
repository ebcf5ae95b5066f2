/** Plans how duplicate groups are to be resolved, from what the library says now. */
import { getServerFeatures } from '@immich/sdk';
import type { ItemOutcome } from '../../../catalog/change.ts';
import { type Failure, failed, type Result, success } from '../../../catalog/result.ts';
import type { CallContext, Plan } from '../../../catalog/tool.ts';
import type { ImmichLibrary, RequestCall } from '../../connection.ts';
import { albumsOfMembers } from '../album-members.ts';
import { type LibraryGroup, readGroups } from '../read-groups.ts';
import { type Decided, decideAsTold, decideByRule, type Evidence, type OnSuggested, type Wish } from './decide.ts';
import type { KeepRule } from './keep-rule.ts';
import { cautionOfPlan, tellPlan } from './present-plan.ts';
import type { Resolution } from './resolution.ts';
import { spareProtected } from './spare-protected.ts';
import { stateBefore } from './state-before.ts';

/** What the caller wants. */
export interface ResolveWish {
  /** The caller's own decisions; undefined for a rule. */
  readonly wishes: readonly Wish[] | undefined;
  readonly rule: KeepRule | undefined;
  /** Groups that the rule is for; all without. */
  readonly only: readonly string[] | undefined;
  readonly suggested: OnSuggested;
  /** May delete for good where the server has no trash. */
  readonly permanent: boolean;
}

export interface ResolveWork {
  readonly resolutions: readonly Resolution[];
  readonly skipped: readonly ItemOutcome[];
  /** Why none of it may be done; known before. */
  readonly refusal: Failure | undefined;
  readonly permanent: boolean;
}

/** Reads the groups as they are now and decides about each. Fails where there is nothing to decide. */
export async function planResolve(
  library: ImmichLibrary,
  wish: ResolveWish,
  call: CallContext,
): Promise<Result<Plan<ResolveWork>>> {
  const read = await readGroups(library, call);
  if (!read.ok) return read;
  const groups = chosenGroups(read.value, wish);
  const ids = groups.flatMap(({ assets }) => assets.map(({ id }) => id));
  const [membership, userId, trash] = await Promise.all([
    albumsOfMembers(library, ids, call),
    library.userId(call),
    hasTrash(library, call),
  ]);
  if (!membership.ok) return membership;
  if (!trash.ok) return trash;
  const decided = withUnknown(decide(wish, groups, { membership: membership.value, userId }), wish, read.value);
  const spared = await spareProtected(library, decided, call);
  if (!spared.ok) return spared;
  const { resolutions, skipped } = spared.value;
  if (resolutions.length === 0) return nothingToDo(skipped);
  const isPermanent = !trash.value && resolutions.some((resolution) => resolution.trash.length > 0);
  const refusal = isPermanent && !wish.permanent ? noTrash : undefined;
  return success({
    preview: {
      permanent: isPermanent,
      note: noteOn(isPermanent),
      refused: refusal?.message,
      ...tellPlan(resolutions, skipped),
    },
    items: stateBefore(resolutions, membership.value, isPermanent),
    ...cautionOfPlan(resolutions, isPermanent),
    work: { resolutions, skipped, refusal, permanent: isPermanent },
  });
}

/** Whether what is deleted without force can be restored. */
export async function hasTrash(library: ImmichLibrary, call: RequestCall): Promise<Result<boolean>> {
  const features = await library.request((sdk) => getServerFeatures(sdk), call);
  return features.ok ? success(features.value.trash !== false) : features;
}

function chosenGroups(groups: readonly LibraryGroup[], { wishes, only }: ResolveWish): readonly LibraryGroup[] {
  const ids = wishes?.map(({ id }) => id) ?? only;
  if (ids === undefined) return groups;
  const wanted = new Set(ids);
  return groups.filter(({ id }) => wanted.has(id));
}

function decide(wish: ResolveWish, groups: readonly LibraryGroup[], evidence: Evidence): Decided {
  if (wish.wishes !== undefined) return decideAsTold(wish.wishes, groups, evidence);
  return decideByRule(groups, wish.rule ?? { by: 'best' }, wish.suggested, evidence);
}

/** A rule decides about what there is; groups that it was asked for and that are not there are told. */
function withUnknown(
  { resolutions, skipped }: Decided,
  { wishes, only }: ResolveWish,
  groups: readonly LibraryGroup[],
): Decided {
  if (wishes !== undefined || only === undefined) return { resolutions, skipped };
  const known = new Set(groups.map(({ id }) => id));
  const unknown = only.filter((id) => !known.has(id));
  return {
    resolutions,
    skipped: [...unknown.map((id) => ({ id, ok: false, error: 'there is no such group (any more)' })), ...skipped],
  };
}

function nothingToDo(skipped: readonly ItemOutcome[]): Result<never> {
  if (skipped.length === 0) return failed('not_found', 'There are no duplicate groups.');
  const reasons = new Map<string, number>();
  for (const { error = '' } of skipped) reasons.set(error, (reasons.get(error) ?? 0) + 1);
  const told = [...reasons]
    .slice(0, 5)
    .map(([reason, count]) => (count === 1 ? reason : `${reason} (${count} groups)`));
  return failed(
    'conflict',
    `No group can be resolved like this: ${told.join('; ')}.`,
    'Look with immich_duplicates_list.',
  );
}

const noTrash: Failure = {
  code: 'refused',
  message: 'The trash is switched off on this server: this would delete for good, and nothing was changed.',
  hint: 'Pass permanent: true only if the person wants that.',
};

function noteOn(isPermanent: boolean): string {
  return isPermanent
    ? 'The trash is switched off on this server: what is trashed is deleted for good.'
    : 'What is trashed can be restored until the trash is emptied.';
}
