/** What bringing an item back means for the thing: that it goes, that it is kept and altered, or that it is made again. */
import type { ChangeItem } from '../catalog/change.ts';

export function isGone({ after }: ChangeItem): boolean {
  return after === null || after === undefined;
}

export function isMade(item: ChangeItem): boolean {
  return !isGone(item) && item.before === null;
}

export function isKept(item: ChangeItem): boolean {
  return !isGone(item) && item.before !== null;
}

/** The items in an order in which whatever is in the way of a name goes first. */
export function inTurn(items: readonly ChangeItem[]): readonly ChangeItem[] {
  return [...items.filter(isGone), ...items.filter(isKept), ...items.filter(isMade)];
}
