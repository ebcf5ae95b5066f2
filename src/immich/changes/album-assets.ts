/** Puts assets into an album or takes them out: the requests, and what became of each asset. */
import { addAssetsToAlbum, type BulkIdResponseDto, removeAssetFromAlbum } from '@immich/sdk';
import type { ItemOutcome } from '../../catalog/change.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import type { ImmichLibrary } from '../connection.ts';
import { isInAlbum } from './album-membership.ts';
import { type CheckedReport, checkAfter } from './check-after.ts';
import { sendInChunks } from './chunks.ts';

/** Immich's reasons, in words. */
const reasons: Readonly<Record<string, string>> = {
  no_permission: 'does not exist, or the user of the API key may not share it',
  not_found: 'is not in the album',
};

export interface AlbumReport extends CheckedReport {
  /** Were as wanted before: in the album already, or not in it. Not part of `outcomes`. */
  readonly already: number;
}

/** Adds all of `ids`; those that are in the album already are counted apart. */
export async function addToAlbum(
  library: ImmichLibrary,
  albumId: string,
  ids: readonly string[],
  call: CallContext,
): Promise<AlbumReport> {
  const sent = await sendInChunks(
    ids,
    async (chunk) => {
      const bulkIdsDto = { ids: chunk };
      return outcomesOf(await library.request((sdk) => addAssetsToAlbum({ id: albumId, bulkIdsDto }, sdk), call));
    },
    call,
  );
  const report = await checkAfter(
    sent,
    {
      otherwise: 'was not added',
      onlyUnclear: true,
      isSo: (id, looking) => isInAlbum(library, id, albumId, looking),
    },
    call,
  );
  return apart(report, 'duplicate');
}

/** Takes all of `ids` out of the album; those that were not in it are counted apart. */
export async function removeFromAlbum(
  library: ImmichLibrary,
  albumId: string,
  ids: readonly string[],
  call: CallContext,
): Promise<AlbumReport> {
  const sent = await sendInChunks(
    ids,
    async (chunk) => {
      const bulkIdsDto = { ids: chunk };
      return outcomesOf(await library.request((sdk) => removeAssetFromAlbum({ id: albumId, bulkIdsDto }, sdk), call));
    },
    call,
  );
  const report = await checkAfter(
    sent,
    {
      otherwise: 'was not removed',
      onlyUnclear: true,
      isSo: async (id, looking) => {
        const inside = await isInAlbum(library, id, albumId, looking);
        return inside.ok ? success(!inside.value) : inside;
      },
    },
    call,
  );
  return apart(report, 'not_found');
}

/** A failed request keeps its failure, but one about the album must not look like one about an asset. */
function outcomesOf(answer: Result<BulkIdResponseDto[]>): Result<readonly ItemOutcome[]> {
  if (answer.ok) {
    return success(
      answer.value.map(({ id, success: ok, error }) => ({ id, ok, ...(ok ? {} : { error: `${error ?? 'unknown'}` }) })),
    );
  }
  return answer.failure.code === 'not_found' ? { ok: false, failure: { ...answer.failure, code: 'conflict' } } : answer;
}

function apart(report: CheckedReport, reason: string): AlbumReport {
  const others = report.outcomes.filter((outcome) => outcome.error !== reason);
  return {
    ...report,
    outcomes: others.map((outcome) => {
      const { error } = outcome;
      return error === undefined ? outcome : { ...outcome, error: reasons[error] ?? error };
    }),
    already: report.outcomes.length - others.length,
  };
}
