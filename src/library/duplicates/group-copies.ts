/**
 * Which copies make a group. Being alike is not handed on: of A like B and B like C it does not follow that A is like C. So a
 * group forms around its best copy, and every member is like that one: copies are mostly made from one original, which is the
 * best of them. Exact copies are alike in any case.
 */

/** An asset that may be a copy of another one. */
export interface Copy {
  readonly id: string;
  /** Exact copies share their content. */
  readonly content: number;
  /** The group that it is in already; it stays there. */
  readonly duplicateId: string | null;
  /** Copies that share a dismissal were told apart. */
  readonly dismissals: readonly string[];
}

/** The contents that are alike to a content, each way round. */
export type Alike = ReadonlyMap<number, ReadonlySet<number>>;

/** A group to make, or one to add to. */
export interface GroupPlan {
  /** Null for a new group. */
  readonly duplicateId: string | null;
  /** Members that the group has. */
  readonly present: readonly Copy[];
  /** Members that it gets. */
  readonly added: readonly Copy[];
}

/** Lists by key, each in the order of the items. */
function listsBy<Key, Item>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const lists = new Map<Key, Item[]>();
  for (const item of items) {
    const list = lists.get(keyOf(item));
    if (list === undefined) lists.set(keyOf(item), [item]);
    else list.push(item);
  }
  return lists;
}

class Grouping {
  readonly #alike: Alike;
  readonly #rank: ReadonlyMap<Copy, number>;
  readonly #byContent: ReadonlyMap<number, readonly Copy[]>;
  readonly #byGroup: ReadonlyMap<string | null, readonly Copy[]>;
  /** Copies that have got a group, and groups that have got their turn. */
  readonly #settled = new Set<Copy>();
  readonly #extended = new Set<string>();

  constructor(copies: readonly Copy[], alike: Alike) {
    this.#alike = alike;
    this.#rank = new Map(copies.map((copy, rank) => [copy, rank]));
    this.#byContent = listsBy(copies, ({ content }) => content);
    this.#byGroup = listsBy(copies, ({ duplicateId }) => duplicateId);
  }

  #membersOf(duplicateId: string): readonly Copy[] {
    return this.#byGroup.get(duplicateId) ?? [];
  }

  #isAlike(left: Copy, right: Copy): boolean {
    return left.content === right.content || (this.#alike.get(left.content)?.has(right.content) ?? false);
  }

  /** All copies that are alike to this one, the best first; itself among them. */
  #likes({ content }: Copy): Copy[] {
    const contents = new Set([content, ...(this.#alike.get(content) ?? [])]);
    const copies = [...contents].flatMap((other) => this.#byContent.get(other) ?? []);
    return copies.sort((left, right) => this.#rankOf(left) - this.#rankOf(right));
  }

  /** 0 for the best. */
  #rankOf(copy: Copy): number {
    return this.#rank.get(copy) ?? 0;
  }

  /** The group that a copy, better than all its members, may lead: all of them are like it. The one with the best members. */
  #groupToLead(copy: Copy): string | undefined {
    const near = this.#likes(copy).flatMap(({ duplicateId }) => duplicateId ?? []);
    return [...new Set(near)].find((duplicateId) => {
      if (this.#extended.has(duplicateId)) return false;
      const members = this.#membersOf(duplicateId);
      const dismissals = new Set(members.flatMap((member) => member.dismissals));
      return members.every((member) => this.#isAlike(copy, member)) && !isApart(copy, dismissals);
    });
  }

  /** The group that a copy is the best of, with what comes to it; null when it is not the best of any. */
  planAround(copy: Copy): GroupPlan | null {
    if (this.#settled.has(copy)) return null;
    const duplicateId = copy.duplicateId ?? this.#groupToLead(copy) ?? null;
    const present = duplicateId === null ? [] : this.#membersOf(duplicateId);
    if (duplicateId !== null) {
      if (this.#extended.has(duplicateId)) return null;
      this.#extended.add(duplicateId);
    }
    const added = this.#comingTo(copy, present);
    if (added.length === 0 || present.length + added.length < 2) return null;
    for (const member of added) this.#settled.add(member);
    return { duplicateId, present, added };
  }

  /** Those without a group that are like `leader` and not better, itself first, and were told apart from nothing in the group. */
  #comingTo(leader: Copy, present: readonly Copy[]): Copy[] {
    const dismissals = new Set(present.flatMap((member) => member.dismissals));
    const added: Copy[] = [];
    for (const copy of this.#likes(leader)) {
      if (this.#rankOf(copy) < this.#rankOf(leader)) continue;
      if (copy.duplicateId !== null || this.#settled.has(copy) || isApart(copy, dismissals)) continue;
      added.push(copy);
      for (const dismissal of copy.dismissals) dismissals.add(dismissal);
    }
    return added;
  }
}

function isApart(copy: Copy, dismissals: ReadonlySet<string>): boolean {
  return copy.dismissals.some((dismissal) => dismissals.has(dismissal));
}

/**
 * Groups `copies`, which come best first, together with all members of every group that any of them is in. Nothing leaves the
 * group it is in, and no two groups become one. The same copies and likenesses give the same groups, whatever the order of the
 * contents.
 */
export function groupCopies(copies: readonly Copy[], alike: Alike): GroupPlan[] {
  const grouping = new Grouping(copies, alike);
  return copies.flatMap((copy) => grouping.planAround(copy) ?? []);
}
