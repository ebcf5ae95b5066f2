/** Leaves alone groups of which something would be trashed that is protected. */
import type { ItemOutcome } from '../../../catalog/change.ts';
import { type Result, success } from '../../../catalog/result.ts';
import type { CallContext } from '../../../catalog/tool.ts';
import { lookUpAssets } from '../../changes/asset-lookup.ts';
import type { ImmichLibrary } from '../../connection.ts';
import type { Decided } from './decide.ts';

/** The same decisions without such groups, which are skipped with the reason. Reads nothing where nothing is protected. */
export async function spareProtected(
  library: ImmichLibrary,
  { resolutions, skipped }: Decided,
  call: CallContext,
): Promise<Result<Decided>> {
  if (!library.protection.isUsed) return success({ resolutions, skipped });
  const trashed = resolutions.flatMap(({ trash }) => trash);
  const looked = await lookUpAssets(library, trashed, call);
  if (!looked.ok) return looked;
  const reasons = await library.protection.assetRefusals(looked.value.found, call);
  if (!reasons.ok) return reasons;
  const spared = resolutions.flatMap(({ id, trash }): ItemOutcome[] => {
    const protectedId = trash.find((asset) => reasons.value.has(asset));
    if (protectedId === undefined) return [];
    return [{ id, ok: false, error: `${protectedId} ${reasons.value.get(protectedId)}` }];
  });
  const sparedIds = new Set(spared.map(({ id }) => id));
  return success({
    resolutions: resolutions.filter(({ id }) => !sparedIds.has(id)),
    skipped: [...spared, ...skipped],
  });
}
