/** Reads the duplicate groups from the library, all of them: Immich has no other way to ask. */
import { type AssetResponseDto, type DuplicateResponseDto, getAssetDuplicates } from '@immich/sdk';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';

/** A group as the library answers it. */
export interface LibraryGroup {
  readonly id: string;
  readonly assets: readonly AssetResponseDto[];
}

/** Large libraries take minutes, and half a gigabyte is the longest text that JavaScript can hold. */
const patience = { timeoutSeconds: 1800, maxBytes: 500_000_000 };

/** Every group with at least two members, by id. */
export async function readGroups(library: ImmichLibrary, call: RequestCall): Promise<Result<LibraryGroup[]>> {
  const answer = await library.request((sdk) => getAssetDuplicates(sdk), { ...call, ...patience });
  if (!answer.ok) return answer;
  if (!Array.isArray(answer.value) || !answer.value.every(isGroup)) {
    return failed('unexpected', `${library.name} does not list duplicates like Immich.`, 'Check IMMICH_BASE_URL.');
  }
  return success(
    answer.value
      .map(({ duplicateId, assets }) => ({ id: duplicateId, assets }))
      .filter(({ assets }) => assets.length > 1)
      .sort((left, right) => (left.id < right.id ? -1 : 1)),
  );
}

function isGroup(group: DuplicateResponseDto): boolean {
  return (
    typeof group?.duplicateId === 'string' &&
    Array.isArray(group.assets) &&
    group.assets.every((asset) => typeof asset?.id === 'string')
  );
}
