/** Analyses the groups of snapshots, each group once. */
import { type AnalysedGroup, analyseGroup } from './analysis.ts';
import type { Snapshot, SnapshotGroup } from './snapshot.ts';

/** Remembers the analysis of each group; a group that changes is another object. */
export function openAnalyser(): (snapshot: Snapshot) => readonly AnalysedGroup[] {
  const known = new WeakMap<SnapshotGroup, AnalysedGroup>();
  let last: { readonly of: Snapshot; readonly groups: readonly AnalysedGroup[] } | undefined;

  function analyse(group: SnapshotGroup, { userId, albumsKnown }: Snapshot): AnalysedGroup | undefined {
    const before = known.get(group);
    if (before !== undefined) return before;
    const analysed = analyseGroup(group, { userId: userId ?? undefined, albumsKnown });
    if (analysed !== undefined) known.set(group, analysed);
    return analysed;
  }

  return (snapshot) => {
    if (last?.of !== snapshot) {
      last = { of: snapshot, groups: snapshot.groups.flatMap((group) => analyse(group, snapshot) ?? []) };
    }
    return last.groups;
  };
}
