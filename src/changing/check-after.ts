/** Looks, after a change was sent, whether it really happened: counts are of what is so, not of what was asked. */
import type { ItemOutcome } from '../catalog/change.ts';
import type { Result } from '../catalog/result.ts';
import type { CallContext } from '../catalog/tool.ts';
import { advanceByItem } from './advance.ts';
import type { ChunkReport } from './chunks.ts';
import { inParallel } from './in-parallel.ts';
import type { Looking } from './unclear.ts';

/** Milliseconds that the looking may take; it goes on after a call was cancelled, because its outcome must be told. */
const patience = 60_000;

export interface CheckedReport extends ChunkReport {
  /** The check itself failed: the outcomes are what the library said, not what was seen. */
  readonly unchecked?: true;
}

export interface Check {
  /** True when this item is as the change wanted it. */
  isSo(id: string, call: Looking): Promise<Result<boolean>>;
  /** What is wrong with an item that is not. */
  readonly otherwise: string;
  /** The library answers item by item, so that only what it left unclear is looked at. */
  readonly onlyUnclear?: true;
}

/** Looks at every item that the library said it changed, and at those of which it said nothing clear. */
export async function checkAfter(report: ChunkReport, check: Check, call: CallContext): Promise<CheckedReport> {
  const looksAt = (outcome: ItemOutcome) => outcome.ok && check.onlyUnclear !== true;
  const ids = [...report.outcomes.filter(looksAt).map(({ id }) => id), ...report.unclear];
  const signal = AbortSignal.timeout(patience);
  const step = advanceByItem(call, ids.length, 'checking');
  const looked = await inParallel(ids, async (id) => {
    const isSo = await check.isSo(id, { signal });
    step();
    return isSo;
  });
  if (!looked.ok) return { ...report, unchecked: true };
  const seen = ids.map((id, position): ItemOutcome => {
    return looked.value[position] ? { id, ok: true } : { id, ok: false, error: check.otherwise };
  });
  return { ...report, outcomes: [...seen, ...report.outcomes.filter((outcome) => !looksAt(outcome))], unclear: [] };
}
