/** What history_undo answers, as far as the page shows it. */
import type { ListedItem } from './listed-item.ts';

export interface LeftAlone {
  readonly kind: string;
  readonly id: string;
  readonly why: string;
}

interface Left {
  readonly changed_since?: readonly LeftAlone[];
  readonly changed_since_count?: number;
  readonly cannot_come_back?: readonly LeftAlone[];
  readonly cannot_come_back_count?: number;
  readonly already_as_before?: number;
  readonly notes?: readonly string[];
}

export interface UndoPreview extends Left {
  /** The first of those that are taken back, and how many more. */
  readonly changes?: readonly string[];
  readonly more_changes?: number;
  readonly affected_count: number;
  readonly items: readonly {
    readonly kind: string;
    readonly id: string;
    readonly now: unknown;
    readonly restored_to: unknown;
  }[];
  readonly more_items?: number;
  readonly plan_id?: string;
  readonly would_be_refused?: string;
}

export interface UndoOutcome extends Left {
  readonly restored: number;
  readonly failed?: readonly { readonly id: string; readonly error?: string }[];
  readonly failed_count?: number;
  readonly unclear?: readonly { readonly id: string }[];
  readonly unclear_count?: number;
  readonly stopped?: string;
}

/** What stays as it is, by why: how many, and the first reasons. */
export interface LeftGroup {
  readonly what: 'lost' | 'since';
  readonly count: number;
  readonly items: readonly LeftAlone[];
}

export function leftGroups(left: Left): LeftGroup[] {
  const { changed_since: since = [], cannot_come_back: lost = [] } = left;
  const groups: LeftGroup[] = [
    { what: 'lost', count: left.cannot_come_back_count ?? lost.length, items: lost },
    { what: 'since', count: left.changed_since_count ?? since.length, items: since },
  ];
  return groups.filter(({ count }) => count > 0);
}

/** The items of a preview as a list shows them. */
export function previewItems({ items }: UndoPreview): ListedItem[] {
  return items.map(({ kind, id, now, restored_to }) => ({ kind, id, before: now, after: restored_to }));
}

/** True where a refusal can be got over by taking back what somebody has changed since, too. */
export function couldBeForced(message: string): boolean {
  return message.includes('force: true');
}

/** The refusal without its advice to a model. */
export function withoutAdvice(message: string): string {
  return message.replace(/\s*force: true takes back[^.]*\./, '').replace(/\s*Take the id from history_list\./, '');
}
