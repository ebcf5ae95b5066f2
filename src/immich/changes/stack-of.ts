/** Finds the stack that some assets are in. */
import { getAssetInfo, getStack, type StackResponseDto } from '@immich/sdk';
import { type Result, success } from '../../catalog/result.ts';
import { sameState } from '../../catalog/states.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';

/** The stack of just these assets; undefined where they are in none, or in one with others. */
export async function stackOf(
  assetIds: readonly string[],
  library: ImmichLibrary,
  call: RequestCall,
): Promise<Result<StackResponseDto | undefined>> {
  const [first = ''] = assetIds;
  const asset = await library.request((sdk) => getAssetInfo({ id: first }, sdk), call);
  if (!asset.ok) return asset.failure.code === 'not_found' ? success(undefined) : asset;
  const id = asset.value.stack?.id;
  if (id === undefined) return success(undefined);
  const stack = await library.request((sdk) => getStack({ id }, sdk), call);
  if (!stack.ok) return stack.failure.code === 'not_found' ? success(undefined) : stack;
  const found = stack.value.assets.map((one) => one.id);
  return success(sameState({ assetIds }, { assetIds: found }) ? stack.value : undefined);
}
