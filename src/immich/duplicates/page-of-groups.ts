/** Cuts the groups into pages that fit into an answer. */

/** Tokens that the groups of one page may take, by estimate: the answer's own fields come on top. */
const pageRoom = 9_300;

/**
 * The largest size, up to `wanted`, with which every page fits: one size for all pages, so that they neither overlap nor
 * skip. `costs` are tokens, group by group. A page of one is allowed, whatever it costs.
 */
export function fittingGroupCount(costs: readonly number[], wanted: number): number {
  const sums = [0];
  for (const cost of costs) sums.push((sums.at(-1) ?? 0) + cost);
  if (pagesFit(sums, wanted)) return wanted;
  for (let size = Math.min(wanted, costs.length) - 1; size > 1; size -= 1) {
    if (pagesFit(sums, size)) return size;
  }
  return 1;
}

function pagesFit(sums: readonly number[], size: number): boolean {
  const last = sums.length - 1;
  for (let start = 0; start < last; start += size) {
    const end = Math.min(start + size, last);
    if ((sums[end] ?? 0) - (sums[start] ?? 0) > pageRoom) return false;
  }
  return true;
}
