/** What libraries show to nobody while its assets are in the trash: it is there, and comes back with them. */
import { type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import { lookUpAsset } from '../changes/asset-lookup.ts';
import type { ImmichLibrary } from '../connection.ts';

/**
 * What something holds, of which the library shows only `shown`: all of `known`, where what is missing of it is in the trash,
 * and nothing else came in.
 */
export async function withTrashed(
  shown: readonly string[],
  known: readonly string[],
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<readonly string[]>> {
  const [inside, wanted] = [new Set(shown), new Set(known)];
  if (shown.some((id) => !wanted.has(id))) return success(shown);
  const trashed = await inParallel(
    known.filter((id) => !inside.has(id)),
    (id) => isTrashed(id, library, call),
  );
  if (!trashed.ok) return trashed;
  return success(trashed.value.every((is) => is) ? known : shown);
}

/** True for an asset in the trash. */
export async function isTrashed(id: string, library: ImmichLibrary, call: CallContext): Promise<Result<boolean>> {
  const asset = await lookUpAsset(library, id, call);
  return asset.ok ? success(asset.value?.trashed === true) : asset;
}
