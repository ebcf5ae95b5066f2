/** Gathers the pictures of several assets side by side; that one is not there does not keep the others back. */
import type { Failure, Result } from '../catalog/result.ts';
import { failed, success } from '../catalog/result.ts';
import { inParallel } from '../changing/in-parallel.ts';
import type { Eyes, LookingCall, Picture, PictureSize, SeenAsset } from './eyes.ts';
import { readPicture } from './read-picture.ts';

/** Requests under way at once: twelve thumbnails go together. */
const width = 16;

/** What became of one asset's picture. */
export type Gathered<Value> = Result<Value>;

/**
 * What `make` makes of each picture, in the order of `assets`. Fails as a whole where no picture is there and that is not because
 * the library has none, and where the call was given up.
 */
export async function gatherPictures<Value>(
  eyes: Eyes,
  assets: readonly SeenAsset[],
  size: PictureSize,
  make: (picture: Picture, asset: SeenAsset) => Promise<Result<Value>>,
  call: LookingCall,
): Promise<Result<readonly Gathered<Value>[]>> {
  const gathered = await inParallel(
    assets,
    async (asset) => {
      if (call.signal.aborted) return failed('cancelled', 'The call was given up.');
      const picture = await readPicture(eyes, asset, size, call);
      return success(picture.ok ? await make(picture.value, asset) : picture);
    },
    width,
  );
  if (!gathered.ok) return gathered;
  const fault = faultOfAll(gathered.value);
  return fault === undefined ? gathered : { ok: false, failure: fault };
}

/** Why nothing came, where that is a fault and not the state of each asset. */
function faultOfAll(results: readonly Result<unknown>[]): Failure | undefined {
  if (results.some((result) => result.ok)) return undefined;
  const failures = results.flatMap((result) => (result.ok ? [] : [result.failure]));
  return failures.find(({ code }) => code !== 'not_found' && code !== 'unsupported');
}
