/** Carries out a resolve plan: each group in the way that loses least, and looked at afterwards. */
import {
  type AssetResponseDto,
  createStack,
  deleteAssets,
  deleteDuplicates,
  getAssetInfo,
  resolveDuplicates,
  type StackResponseDto,
} from '@immich/sdk';
import type { ItemOutcome } from '../../../catalog/change.ts';
import { type Result, success } from '../../../catalog/result.ts';
import type { CallContext } from '../../../catalog/tool.ts';
import { type CheckedReport, checkAfter } from '../../../changing/check-after.ts';
import { type ChunkReport, type SendChunk, sendInChunks } from '../../../changing/chunks.ts';
import { inParallel } from '../../../changing/in-parallel.ts';
import { isUnclear, lookAgain } from '../../../changing/unclear.ts';
import { stackOf } from '../../changes/stack-of.ts';
import type { ImmichLibrary, RequestCall } from '../../connection.ts';
import { type Resolution, type Way, wayOf } from './resolution.ts';

/** Groups in one request: the server works on them one after the other. */
const groupsAtOnce = 50;
const slow = { timeoutSeconds: 300 };

export interface Applied {
  /** Of groups, by id. */
  readonly report: CheckedReport;
  /** Stacks that were made. */
  readonly stacks: readonly ItemOutcome[];
}

/** Sends every resolution and looks at each group afterwards. */
export async function applyResolutions(
  library: ImmichLibrary,
  resolutions: readonly Resolution[],
  call: CallContext,
): Promise<Result<Applied>> {
  const dialect = await library.dialect(call);
  if (!dialect.ok) return dialect;
  const known = new Map(resolutions.map((resolution) => [resolution.id, resolution]));
  const stacks = new Map<string, ItemOutcome>();
  const sender = senderOf(library, known, stacks, call);
  let report: ChunkReport = { outcomes: [], unclear: [], untried: [] };
  for (const way of ['resolve', 'delete', 'stack', 'dismiss'] as const) {
    const ids = resolutions
      .filter((resolution) => wayOf(resolution, dialect.value.mergesIntoEveryKeeper) === way)
      .map(({ id }) => id);
    report =
      report.stop === undefined
        ? together(report, await sendInChunks(ids, sender[way], call, groupsAtOnce))
        : { ...report, untried: [...report.untried, ...ids] };
  }
  const isSo = (id: string, looking: RequestCall) => isResolved(library, known.get(id), looking);
  const checked = await checkAfter(report, { otherwise: 'is not as planned afterwards', isSo }, call);
  const untried = new Set(checked.untried);
  const missed = resolutions.filter(({ id, stack }) => stack.length > 0 && !stacks.has(id) && !untried.has(id));
  await inParallel(missed, (resolution) => findStack(resolution, library, stacks));
  return success({ report: checked, stacks: [...stacks.values()] });
}

/** One that was made though its answer was lost has to be known, so that it can be taken apart again. */
async function findStack(
  { id, stack }: Resolution,
  library: ImmichLibrary,
  stacks: Map<string, ItemOutcome>,
): Promise<Result<unknown>> {
  const found = await stackOf(stack, library, lookAgain());
  if (found.ok && found.value !== undefined) stacks.set(id, madeStack(found.value, stack));
  return success(undefined);
}

function madeStack({ id, primaryAssetId }: StackResponseDto, assetIds: readonly string[]): ItemOutcome {
  return { id, ok: true, made: { kind: 'stack', after: { primaryAssetId, assetIds } } };
}

function together(one: ChunkReport, other: ChunkReport): ChunkReport {
  return {
    ...other,
    outcomes: [...one.outcomes, ...other.outcomes],
    unclear: [...one.unclear, ...other.unclear],
    untried: [...one.untried, ...other.untried],
  };
}

function senderOf(
  library: ImmichLibrary,
  known: ReadonlyMap<string, Resolution>,
  stacks: Map<string, ItemOutcome>,
  call: CallContext,
): Record<Way, SendChunk> {
  const patient = { ...call, ...slow };
  const plansOf = (ids: readonly string[]) => ids.flatMap((id) => known.get(id) ?? []);
  const dismiss: SendChunk = async (ids) => {
    const answer = await library.request((sdk) => deleteDuplicates({ bulkIdsDto: { ids } }, sdk), patient);
    return answer.ok ? success(allDone(ids)) : answer;
  };
  const trash = (ids: string[]) =>
    library.request((sdk) => deleteAssets({ assetBulkDeleteDto: { ids, force: false } }, sdk), patient);

  async function stackOne({ id, trash: gone, stack }: Resolution): Promise<Result<unknown>> {
    if (gone.length > 0) {
      const trashed = await trash([...gone]);
      if (!trashed.ok) return trashed;
    }
    const assetIds = [...stack];
    const stacked = await library.request((sdk) => createStack({ stackCreateDto: { assetIds } }, sdk), patient);
    if (!stacked.ok) return stacked;
    stacks.set(id, madeStack(stacked.value, assetIds));
    return dismiss([id]);
  }

  return {
    dismiss,
    async resolve(ids) {
      const groups = plansOf(ids).map((plan) => ({
        duplicateId: plan.id,
        keepAssetIds: [...plan.keep],
        trashAssetIds: [...plan.trash],
      }));
      const sent = await library.request((sdk) => resolveDuplicates({ duplicateResolveDto: { groups } }, sdk), patient);
      return sent.ok ? success(outcomesOf(ids, sent.value)) : sent;
    },
    async delete(ids) {
      const trashed = await trash(plansOf(ids).flatMap((plan) => plan.trash));
      return trashed.ok ? dismiss(ids) : trashed;
    },
    async stack(ids) {
      const outcomes: ItemOutcome[] = [];
      for (const plan of plansOf(ids)) {
        const sent = await stackOne(plan);
        // One group that the library refuses must not stop the others.
        if (!sent.ok && isUnclear(sent.failure)) return sent;
        outcomes.push(sent.ok ? { id: plan.id, ok: true } : { id: plan.id, ok: false, error: sent.failure.message });
      }
      return success(outcomes);
    },
  };
}

/** Immich answers 200 and says of each group whether it worked. A group of which it says nothing is looked at. */
function outcomesOf(ids: readonly string[], answers: unknown): ItemOutcome[] {
  const said = new Map<string, ItemOutcome>();
  for (const answer of Array.isArray(answers) ? answers : []) {
    if (typeof answer?.id !== 'string') continue;
    const { id, success: ok, error, errorMessage } = answer;
    const reason = [errorMessage, error].find((text) => typeof text === 'string' && text !== '');
    said.set(
      id,
      ok === true ? { id, ok } : { id, ok: false, error: String(reason ?? 'refused by the library').slice(0, 200) },
    );
  }
  return ids.map((id) => said.get(id) ?? { id, ok: true });
}

function allDone(ids: readonly string[]): ItemOutcome[] {
  return ids.map((id) => ({ id, ok: true }));
}

/** True when everything that was planned for the group is so. */
async function isResolved(
  library: ImmichLibrary,
  plan: Resolution | undefined,
  call: RequestCall,
): Promise<Result<boolean>> {
  if (plan === undefined) return success(false);
  for (const { id } of plan.group.assets) {
    const answer = await library.request((sdk) => getAssetInfo({ id }, sdk), call);
    if (!answer.ok && answer.failure.code !== 'not_found') return answer;
    if (!isAsPlanned(plan, id, answer.ok ? answer.value : undefined)) return success(false);
  }
  return success(true);
}

/** `now` is undefined for an asset that is gone. */
function isAsPlanned({ id: group, trash, stack }: Resolution, id: string, now: AssetResponseDto | undefined): boolean {
  if (trash.includes(id)) return now === undefined || now.isTrashed;
  const isKept = now !== undefined && !now.isTrashed && now.duplicateId !== group;
  return isKept && (!stack.includes(id) || now.stack?.primaryAssetId === stack[0]);
}
