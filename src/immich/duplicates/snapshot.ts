/** All duplicate groups as they were at one moment, and how changes made since then show in them. */
import * as z from 'zod';
import type { ChangeNote } from './change-notes.ts';
import { memberFacts } from './facts.ts';

export const snapshotSchema = z.strictObject({
  /** When reading began: a change noted later may or may not be in it. Milliseconds since 1970. */
  startedAt: z.number(),
  finishedAt: z.number(),
  /** Null where the key may not say. */
  userId: z.string().nullable(),
  albumsKnown: z.boolean(),
  /** Names by id, of the albums that hold a member. */
  albums: z.record(z.string(), z.string()),
  /** By id. */
  groups: z.array(z.strictObject({ id: z.string(), members: z.array(memberFacts) })),
});
export type Snapshot = z.infer<typeof snapshotSchema>;
export type SnapshotGroup = Snapshot['groups'][number];

/** The snapshot without what the change took out of it; what else the change touched must be read anew. */
export function withoutGone(snapshot: Snapshot, { gone, dissolved }: ChangeNote): Snapshot {
  if (gone.length === 0 && dissolved.length === 0) return snapshot;
  const [assets, groups] = [new Set(gone), new Set(dissolved)];
  const left = snapshot.groups
    .filter(({ id }) => !groups.has(id))
    .map((group) =>
      withMembers(
        group,
        group.members.filter(({ id }) => !assets.has(id)),
      ),
    );
  return { ...snapshot, groups: left.filter(isGroup) };
}

/** The group with these members; the same object where they are the same, so that what is known of it need not be found again. */
export function withMembers(group: SnapshotGroup, members: SnapshotGroup['members']): SnapshotGroup {
  const isSame = members.length === group.members.length && members.every((member, at) => member === group.members[at]);
  return isSame ? group : { id: group.id, members };
}

/** One member alone is no group of duplicates. */
export function isGroup({ members }: SnapshotGroup): boolean {
  return members.length > 1;
}
