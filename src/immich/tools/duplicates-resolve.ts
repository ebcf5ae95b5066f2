/** The tool that resolves duplicate groups: as told, or by one rule over many. */
import * as z from 'zod';
import type { ItemOutcome } from '../../catalog/change.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { CallContext, ChangeOutcome } from '../../catalog/tool.ts';
import { someOf, tellOutcome } from '../changes/tell.ts';
import type { ImmichLibrary } from '../connection.ts';
import { readGroups } from '../duplicates/read-groups.ts';
import { applyResolutions } from '../duplicates/resolve/apply-plan.ts';
import { readKeepRule } from '../duplicates/resolve/keep-rule.ts';
import { readCovers, whatPassedOn } from '../duplicates/resolve/passed-on.ts';
import { hasTrash, planResolve, type ResolveWork, tellLeftAlone } from '../duplicates/resolve/plan.ts';
import { type Resolution, trashedMembers, whatMoved } from '../duplicates/resolve/resolution.ts';
import { id, mostIds } from './arguments.ts';
import { defineChange } from './define.ts';

const ids = z.array(id).optional();

const input = z.strictObject({
  groups: z
    .array(z.strictObject({ duplicate_id: id, keep: ids, trash: ids, stack: ids }))
    .refine((groups) => groups.length > 0 && groups.length <= mostIds, `must name 1 to ${mostIds} groups`)
    .optional()
    .describe('Each asset in one list; stack: cover first'),
  keep: z
    .string()
    .refine((text) => readKeepRule(text) !== undefined, 'must be best, largest, oldest, newest or in:<folder or album>')
    .optional()
    .describe('Or a rule: best, largest, oldest, newest, in:<folder/album>'),
  duplicate_ids: z.array(id).optional().describe('For the rule; omit for all'),
  suggested: z.enum(['skip', 'stack', 'trash']).default('skip').describe('RAW+JPEG, bursts, edits under the rule'),
  permanent: z.boolean().default(false).describe('If the server has no trash'),
});

export const duplicatesResolve = defineChange({
  name: 'immich_duplicates_resolve',
  title: 'Resolve duplicates',
  description:
    'Keeps, trashes or stacks copies in duplicate groups, as told or by a rule. Albums, favourite, tags, rating, description and place pass to a single kept copy; people do not. Previews by default: show it first.',
  toolset: 'duplicates',
  effect: 'remove',
  permission: 'delete',
  scopes: [
    'duplicate.read',
    'duplicate.delete',
    'asset.read',
    'asset.delete',
    'asset.update',
    'album.read',
    'stack.create',
  ],
  deadlineSeconds: 600,
  input,
  output: z.looseObject({ groups: z.int().optional(), resolved: z.int().optional() }),
  async plan({ groups, keep, duplicate_ids, suggested, permanent }, library, call) {
    const rule = keep === undefined ? undefined : readKeepRule(keep);
    if ((groups === undefined) === (rule === undefined)) return eitherOr;
    const wishes = groups?.map(({ duplicate_id, keep: kept = [], trash = [], stack = [] }) => ({
      id: duplicate_id,
      keep: kept,
      trash,
      stack,
    }));
    const wish = { wishes, rule, only: duplicate_ids, suggested, permanent };
    return planResolve(library, wish, call);
  },
  async apply(work, library, call) {
    if (work.refusal !== undefined) return { ok: false, failure: work.refusal };
    const still = await stillAsPlanned(work, library, call);
    if (!still.ok) return still;
    const { standing, moved } = still.value;
    const covers = await readCovers(standing, library, call);
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
        ...tellLeftAlone(work),
      }),
      { refused: moved, look: 'immich_duplicates_list' },
    );
    if (!told.ok) return told;
    const gains = await whatPassedOn(resolved, covers, library);
    return success(withMembers(told.value, standing, [...stacks, ...gains]));
  },
});

const eitherOr: Result<never> = {
  ok: false,
  failure: {
    code: 'invalid_input',
    message: 'Give either groups, with what becomes of each asset, or keep, the rule for many groups.',
  },
};

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
