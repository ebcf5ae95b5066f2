/** How many assets fit into one answer. */
import type { Detail } from '../present/asset.ts';

/** So many of the longest assets of each form stay below 10,000 tokens. */
const largest = { compact: 100, full: 10 } as const satisfies Record<Detail, number>;

/** The size that is really used: the same for every page of one listing, so that pages neither overlap nor skip. */
export function fittingPageSize(wanted: number, detail: Detail): number {
  return Math.min(wanted, largest[detail]);
}
