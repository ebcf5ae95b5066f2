/** What all decisions come to. */
import type { BoardGroup } from '../../catalog/pages/duplicates.ts';
import { choicesOf, type Decision, standingOf } from './decisions.ts';

export interface Totals {
  /** Groups that can be applied. */
  readonly ready: number;
  readonly broken: number;
  readonly trashed: number;
  readonly bytes: number;
}

/** What one group adds to the totals. */
export function totalsOf(group: BoardGroup, decision: Decision | undefined): Totals {
  const standing = standingOf(group, decision);
  if (standing !== 'ready') return { ...noTotals, broken: standing === 'broken' ? 1 : 0 };
  const choices = choicesOf(group, decision);
  const going = group.assets.filter(({ id }) => choices[id] === 'trash');
  const bytes = going.reduce((sum, asset) => sum + (asset.bytes ?? 0), 0);
  return { ready: 1, broken: 0, trashed: going.length, bytes };
}

export const noTotals: Totals = { ready: 0, broken: 0, trashed: 0, bytes: 0 };

/** Both together; with `sign` -1, the first without the second. */
export function together(one: Totals, other: Totals, sign: 1 | -1 = 1): Totals {
  return {
    ready: one.ready + sign * other.ready,
    broken: one.broken + sign * other.broken,
    trashed: one.trashed + sign * other.trashed,
    bytes: one.bytes + sign * other.bytes,
  };
}
