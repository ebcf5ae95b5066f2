/** Carries out a resolve plan, after another look at what it is about, and tells what became of it. */
import type { ItemOutcome } from '../../../catalog/change.ts';
import { type Result, success } from '../../../catalog/result.ts';
import type { CallContext, ChangeOutcome } from '../../../catalog/tool.ts';
import { someOf, tellOutcome } from '../../../changing/tell.ts';
import type { ImmichLibrary } from '../../connection.ts';
import { readGroups } from '../read-groups.ts';
import { applyResolutions } from './apply-plan.ts';
import { readCoversOf, whatPassedOn } from './passed-on.ts';
import { hasTrash, type ResolveWork } from './plan.ts';
import { tellSkipped } from './present-plan.ts';
import { type Resolution, trashedMembers, whatMoved } from './resolution.ts';

/** Sends what still stands, looks at every group afterwards, and counts what is so. */
export async function carryOut(
  work: ResolveWork,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<ChangeOutcome>> {
  if (work.refusal !== undefined) return { ok: false, failure: work.refusal };
  const still = await stillAsPlanned(work, library, call);
  if (!still.ok) return still;
  const { standing, moved } = still.value;
  const covers = await readCoversOf(standing, library, call);
  const sent = await applyResolutions(library, standing, call);
  if (!sent.ok) return sent;
  const { report, stacks } = sent.value;
  const done = new Set(report.outcomes.flatMap(({ id: group, ok }) => (ok ? [group] : [])));
  const resolved = standing.filter((resolution) => done.has(resolution.id));
  const trashed = resolved.flatMap(trashedMembers);
  const told = tellOutcome(
    report,
    (count) => ({
      resolved: count,
      trashed: trashed.length,
      stacked: someOf(resolved.reduce((sum, { stack }) => sum + stack.length, 0)),
      bytes_freed: trashed.reduce((sum, { bytes }) => sum + bytes, 0),
      permanent: work.permanent,
      ...tellSkipped(work.skipped),
    }),
    { refused: moved, look: 'immich_duplicates_list' },
  );
  if (!told.ok) return told;
  const gains = await whatPassedOn(resolved, covers, library);
  return success(withMembers(told.value, standing, [...stacks, ...gains]));
}

interface Standing {
  readonly standing: readonly Resolution[];
  readonly moved: readonly ItemOutcome[];
}

/** Between a plan and its deed a person may have thought for a while: groups that moved since are left alone. */
async function stillAsPlanned(
  { resolutions, permanent }: ResolveWork,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<Standing>> {
  const [groups, trash] = await Promise.all([readGroups(library, call), hasTrash(library, call)]);
  if (!groups.ok) return groups;
  if (!trash.ok) return trash;
  if (!trash.value && !permanent && resolutions.some((resolution) => resolution.trash.length > 0)) {
    const message = 'The trash was switched off on the server since this was planned. Nothing was changed.';
    return { ok: false, failure: { code: 'conflict', message, hint: 'Preview again.' } };
  }
  const now = new Map(groups.value.map((group) => [group.id, group]));
  const standing: Resolution[] = [];
  const moved: ItemOutcome[] = [];
  for (const resolution of resolutions) {
    const error = whatMoved(resolution, now.get(resolution.id));
    if (error === undefined) standing.push(resolution);
    else moved.push({ id: resolution.id, ok: false, error: `moved since it was planned: ${error}` });
  }
  return success({ standing, moved });
}

/** What became of a group became of its assets, unless more is known of them; stacks are new. */
function withMembers(
  outcome: ChangeOutcome,
  resolutions: readonly Resolution[],
  seen: readonly ItemOutcome[],
): ChangeOutcome {
  const known = new Set(seen.filter(({ made }) => made === undefined).map((item) => item.id));
  const assets = new Map(resolutions.map(({ id: group, members }) => [group, members]));
  const more = outcome.items.flatMap((item) =>
    (assets.get(item.id) ?? [])
      .map((member) => ({ ...item, id: member.id }))
      .filter(({ id: member }) => !known.has(member)),
  );
  return { ...outcome, items: [...outcome.items, ...more, ...seen] };
}
