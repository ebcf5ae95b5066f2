/** Gathers the pictures of several assets side by side; that one is not there does not keep the others back. */
import { type Failure, failed, type Result, success } from '../catalog/result.ts';
import { inParallel } from '../changing/in-parallel.ts';
import type { LookingCall, SeenAsset } from './eyes.ts';

/** Requests under way at once: twelve thumbnails go together. */
const width = 16;

/**
 * What `look` makes of each asset, or why nothing, in their order. Fails as a whole where the call was given up, and where
 * nothing came that a library could send: then it is the library that is at fault.
 */
export async function gatherPictures<Value>(
  assets: readonly SeenAsset[],
  look: (asset: SeenAsset) => Promise<Result<Value>>,
  call: LookingCall,
): Promise<Result<readonly Result<Value>[]>> {
  const gathered = await inParallel(
    assets,
    async (asset) => {
      if (call.signal.aborted) return failed('cancelled', 'The call was given up.');
      return success(await look(asset));
    },
    width,
  );
  if (!gathered.ok) return gathered;
  const fault = faultOfAll(gathered.value);
  return fault === undefined ? gathered : { ok: false, failure: fault };
}

/** Why nothing came, unless that is how these assets are. */
function faultOfAll(results: readonly Result<unknown>[]): Failure | undefined {
  if (results.some((result) => result.ok)) return undefined;
  const failures = results.flatMap((result) => (result.ok ? [] : [result.failure]));
  return failures.find(({ code }) => code !== 'not_found' && code !== 'unsupported');
}
