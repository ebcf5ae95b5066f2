/** Finds out which assets this caller may look at. */
import { type AssetResponseDto, getAssetInfo } from '@immich/sdk';
import { type Result, success } from '../../catalog/result.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import type { Looked } from '../../viewing/eyes.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { isInSight, seenAsset } from './seen-asset.ts';

/** Requests under way at once: as many as there are assets in an answer of pictures, so that none waits for another. */
const width = 16;

/** Asks for each of `ids`, side by side: Immich has no request for several. */
export async function lookUp(
  library: ImmichLibrary,
  ids: readonly string[],
  call: RequestCall,
): Promise<Result<Looked>> {
  const looked = await inParallel(ids, (id) => readAsset(library, id, call), width);
  if (!looked.ok) return looked;
  const reached = looked.value.filter((asset) => asset !== undefined);
  return success({
    found: reached.filter(isInSight).map(seenAsset),
    missing: ids.filter((_, at) => looked.value[at] === undefined),
    hidden: reached.filter((asset) => !isInSight(asset)).map(({ id }) => id),
  });
}

async function readAsset(
  library: ImmichLibrary,
  id: string,
  call: RequestCall,
): Promise<Result<AssetResponseDto | undefined>> {
  const answer = await library.request((sdk) => getAssetInfo({ id }, sdk), call);
  if (answer.ok) return success(answer.value);
  // Immich calls an id that this key cannot reach invalid.
  const unknown = answer.failure.code === 'not_found' || answer.failure.code === 'invalid_input';
  return unknown ? success(undefined) : answer;
}
