/** Puts assets into an album or takes them out: the requests, and what became of each asset. */
import { addAssetsToAlbum, type BulkIdResponseDto, removeAssetFromAlbum } from '@immich/sdk';
import type { ItemOutcome } from '../../catalog/change.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import type { ImmichLibrary } from '../connection.ts';
import { isInAlbum } from './album-membership.ts';
import { type Check, type CheckedReport, checkAfter } from './check-after.ts';
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
export function addToAlbum(
  library: ImmichLibrary,
  albumId: string,
  ids: readonly string[],
  call: CallContext,
): Promise<AlbumReport> {
  const adding: Membership = { inside: true, otherwise: 'was not added', already: 'duplicate', send: addAssetsToAlbum };
  return setMembership(library, albumId, ids, adding, call);
}

/** Takes all of `ids` out of the album; those that were not in it are counted apart. */
export function removeFromAlbum(
  library: ImmichLibrary,
  albumId: string,
  ids: readonly string[],
  call: CallContext,
): Promise<AlbumReport> {
  const removing: Membership = {
    inside: false,
    otherwise: 'was not removed',
    already: 'not_found',
    send: removeAssetFromAlbum,
  };
  return setMembership(library, albumId, ids, removing, call);
}

interface Membership {
  /** Whether the assets are to be in the album. */
  readonly inside: boolean;
  /** What is wrong with an asset that is not as wanted. */
  readonly otherwise: string;
  /** What Immich calls an asset that was as wanted before. */
  readonly already: string;
  readonly send: typeof addAssetsToAlbum;
}

async function setMembership(
  library: ImmichLibrary,
  albumId: string,
  ids: readonly string[],
  { inside, otherwise, already, send }: Membership,
  call: CallContext,
): Promise<AlbumReport> {
  const sent = await sendInChunks(
    ids,
    async (chunk) =>
      outcomesOf(await library.request((sdk) => send({ id: albumId, bulkIdsDto: { ids: chunk } }, sdk), call)),
    call,
  );
  const isSo: Check['isSo'] = async (id, looking) => {
    const found = await isInAlbum(library, id, albumId, looking);
    return found.ok ? success(found.value === inside) : found;
  };
  return apart(await checkAfter(sent, { otherwise, onlyUnclear: true, isSo }, call), already);
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
