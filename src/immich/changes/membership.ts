/** Puts assets into an album or under a tag, or takes them away: the requests, and what became of each asset. */
import type { BulkIdResponseDto, BulkIdsDto } from '@immich/sdk';
import type { ItemOutcome } from '../../catalog/change.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import type { ImmichLibrary, SdkOptions } from '../connection.ts';
import { type Check, type CheckedReport, checkAfter } from './check-after.ts';
import { sendInChunks } from './chunks.ts';

export interface MembershipReport extends CheckedReport {
  /** Were as wanted before. Not part of `outcomes`. */
  readonly already: number;
}

export interface Membership extends Pick<Check, 'isSo' | 'otherwise'> {
  /** Of the album or tag. */
  readonly id: string;
  /** The SDK's function for it. */
  send(request: { id: string; bulkIdsDto: BulkIdsDto }, sdk: SdkOptions): Promise<BulkIdResponseDto[]>;
  /** What Immich calls an asset that was as wanted before. */
  readonly already: string;
  /** Immich's other reasons, in words. */
  readonly reasons: Readonly<Record<string, string>>;
}

/** Sends all of `ids` in pieces; what the answers leave open is looked at. */
export async function setMembership(
  library: ImmichLibrary,
  ids: readonly string[],
  { id, send, already, reasons, otherwise, isSo }: Membership,
  call: CallContext,
): Promise<MembershipReport> {
  const sent = await sendInChunks(
    ids,
    async (chunk) => outcomesOf(await library.request((sdk) => send({ id, bulkIdsDto: { ids: chunk } }, sdk), call)),
    call,
  );
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
