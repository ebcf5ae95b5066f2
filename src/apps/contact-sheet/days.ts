/** Puts assets in the order in which the sheet shows them, and tells the days apart. */
import type { PageAsset } from '../../catalog/pages/assets.ts';

/** `found` keeps the order of the library or the search; `day` has the newest day first. */
export type Order = 'found' | 'day';

/** Assets of one day, or of a list that has no days. */
export interface Section {
  /** `2024-05-01`; undefined for assets without a date, and where the list is not by day. */
  readonly day: string | undefined;
  /** Position of its first asset. */
  readonly first: number;
  readonly count: number;
}

/** The clock's day at the place where it was taken. */
export function dayOf({ taken }: Pick<PageAsset, 'taken'>): string | undefined {
  return taken?.slice(0, 10);
}

/** True where the list goes through time in one direction, as albums and days do and rankings do not. */
export function isByTime(assets: readonly Pick<PageAsset, 'taken'>[]): boolean {
  const times = assets.flatMap(({ taken }) => (taken === undefined ? [] : [taken]));
  const steps = times.slice(1).map((time, at) => compare(time, times[at] ?? time));
  return steps.every((step) => step >= 0) || steps.every((step) => step <= 0);
}

/** The newest day first, each day from morning to night; what has no date comes last. Equal times keep their order. */
export function byDay<Asset extends Pick<PageAsset, 'taken'>>(assets: readonly Asset[]): Asset[] {
  return assets.toSorted((one, other) => {
    const [day, otherDay] = [dayOf(one), dayOf(other)];
    if (day === otherDay) return compare(one.taken ?? '', other.taken ?? '');
    if (day === undefined || otherDay === undefined) return day === undefined ? 1 : -1;
    return compare(otherDay, day);
  });
}

/** Runs of one day each, in the order of `assets`. */
export function sectionsByDay(assets: readonly Pick<PageAsset, 'taken'>[]): Section[] {
  const sections: { day: string | undefined; first: number; count: number }[] = [];
  for (const [at, asset] of assets.entries()) {
    const day = dayOf(asset);
    const last = sections.at(-1);
    if (last !== undefined && last.day === day) last.count += 1;
    else sections.push({ day, first: at, count: 1 });
  }
  return sections;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
