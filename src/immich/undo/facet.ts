/** What the facets of an Immich library have in common. */
import type { ChangeItem } from '../../catalog/change.ts';
import type { ChunkReport } from '../../changing/chunks.ts';
import type { Facet } from '../../restoring/facet.ts';
import type { ImmichLibrary } from '../connection.ts';

/** One kind of state of an Immich library. */
export type ImmichFacet = Facet<ImmichLibrary>;

/** Notes what a request for many said of each, or why it stopped before them. */
export function noteErrors(items: readonly ChangeItem[], report: ChunkReport, errors: Map<ChangeItem, string>): void {
  const why = new Map(report.outcomes.map(({ id, error }) => [id, error]));
  const stopped = new Set([...report.untried, ...report.unclear]);
  for (const item of items) {
    const error = stopped.has(item.id) ? report.stop?.message : why.get(item.id);
    if (error !== undefined) errors.set(item, error);
  }
}
