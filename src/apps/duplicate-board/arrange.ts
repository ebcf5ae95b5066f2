/** Which groups are in the list, and in what order. */
import type { BoardIndex } from '../../catalog/pages/duplicates.ts';

export const filters = ['all', 'undecided', 'review', 'decided'] as const;
export type Filter = (typeof filters)[number];

export const sortings = ['saves', 'copies', 'newest', 'oldest'] as const;
export type Sorting = (typeof sortings)[number];

/** As much of a group as its place in the list depends on. */
export interface Entry {
  readonly id: string;
  readonly saves: number;
  readonly assets: number;
  /** Since 1970; 0 where it is not known. */
  readonly day: number;
  readonly isSafe: boolean;
}

/** Reads the columns of the index. */
export function entriesOf({ ids, saves, assets, days, kinds }: BoardIndex): Entry[] {
  return ids.map((id, at) => ({
    id,
    saves: saves[at] ?? 0,
    assets: assets[at] ?? 0,
    day: days[at] ?? 0,
    isSafe: kinds[at] === 's',
  }));
}

type Compare = (one: Entry, other: Entry) => number;

const comparisons: Readonly<Record<Sorting, Compare>> = {
  saves: (one, other) => other.saves - one.saves,
  copies: (one, other) => other.assets - one.assets,
  newest: (one, other) => other.day - one.day,
  oldest: (one, other) => unknownLast(one) - unknownLast(other),
};

function unknownLast({ day }: Entry): number {
  return day === 0 ? Number.POSITIVE_INFINITY : day;
}

/** The groups to show; what is equal stays in the order of the index. `isDecided` tells of an id whether a person has decided. */
export function arrange(
  entries: readonly Entry[],
  filter: Filter,
  sorting: Sorting,
  isDecided: (id: string) => boolean,
): Entry[] {
  const passes: Readonly<Record<Filter, (entry: Entry) => boolean>> = {
    all: () => true,
    undecided: ({ id }) => !isDecided(id),
    review: ({ isSafe }) => !isSafe,
    decided: ({ id }) => isDecided(id),
  };
  // Two groups of an unknown day: infinity without infinity is no number.
  return entries.filter(passes[filter]).sort((one, other) => comparisons[sorting](one, other) || 0);
}
