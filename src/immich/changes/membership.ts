/** Puts assets into an album or under a tag, or takes them away: the requests, and what became of each asset. */
import type { BulkIdResponseDto, BulkIdsDto } from '@immich/sdk';
import type { ItemOutcome } from '../../catalog/change.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { type Check, type CheckedReport, checkAfter } from '../../changing/check-after.ts';
import { sendInChunks } from '../../changing/chunks.ts';
import type { ImmichLibrary, RequestCall, SdkOptions } from '../connection.ts';

export interface MembershipReport extends CheckedReport {
  /** Were as wanted before. Not part of `outcomes`. */
  readonly already: number;
}

/** What holds assets: an album, a tag. */
interface Holder {
  /** Immich's reasons, in words; `not_found` is that the asset is not in it. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly put: Move;
  readonly take: Move;
  /** True when the asset is in it. */
  isIn(library: ImmichLibrary, assetId: string, holderId: string, call: RequestCall): Promise<Result<boolean>>;
}

interface Move extends Pick<Check, 'otherwise'> {
  /** The SDK's function for it. */
  send(request: { id: string; bulkIdsDto: BulkIdsDto }, sdk: SdkOptions): Promise<BulkIdResponseDto[]>;
}

/** Sends all of `ids` in pieces; what the answers leave open is looked at. */
export type MoveAssets = (
  library: ImmichLibrary,
  holderId: string,
  ids: readonly string[],
  call: CallContext,
) => Promise<MembershipReport>;

/** The two ways to change what something holds; those that are as wanted already are counted apart. */
export function membershipIn(holder: Holder): { readonly put: MoveAssets; readonly take: MoveAssets } {
  return {
    put: (...asked) => setMembership({ ...holder, ...holder.put, already: 'duplicate', inside: true }, ...asked),
    take: (...asked) => setMembership({ ...holder, ...holder.take, already: 'not_found', inside: false }, ...asked),
  };
}

interface Membership extends Holder, Move {
  /** What Immich calls an asset that was as wanted before. */
  readonly already: string;
  /** Whether the assets are to be in it. */
  readonly inside: boolean;
}

async function setMembership(
  { send, already, reasons, otherwise, inside, isIn }: Membership,
  library: ImmichLibrary,
  id: string,
  ids: readonly string[],
  call: CallContext,
): Promise<MembershipReport> {
  const sent = await sendInChunks(
    ids,
    async (chunk) => outcomesOf(await library.request((sdk) => send({ id, bulkIdsDto: { ids: chunk } }, sdk), call)),
    call,
  );
  const isSo: Check['isSo'] = async (assetId, looking) => {
    const found = await isIn(library, assetId, id, looking);
    return found.ok ? success(found.value === inside) : found;
  };
  const report = await checkAfter(sent, { otherwise, onlyUnclear: true, isSo }, call);
  const others = report.outcomes.filter((outcome) => outcome.error !== already);
  return {
    ...report,
    outcomes: others.map((outcome) => inWords(outcome, reasons)),
    already: report.outcomes.length - others.length,
  };
}

/** A failed request keeps its failure, but one about the album or tag must not look like one about an asset. */
function outcomesOf(answer: Result<BulkIdResponseDto[]>): Result<readonly ItemOutcome[]> {
  if (answer.ok) {
    return success(
      answer.value.map(({ id, success: ok, error }) => ({ id, ok, ...(ok ? {} : { error: `${error ?? 'unknown'}` }) })),
    );
  }
  return answer.failure.code === 'not_found' ? { ok: false, failure: { ...answer.failure, code: 'conflict' } } : answer;
}

function inWords(outcome: ItemOutcome, reasons: Readonly<Record<string, string>>): ItemOutcome {
  const { error } = outcome;
  return error === undefined ? outcome : { ...outcome, error: reasons[error] ?? error };
}
