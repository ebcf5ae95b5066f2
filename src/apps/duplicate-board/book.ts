/** What is known of the groups, and what the person has decided about them; the totals are always those of both. */
import type { BoardGroup } from '../../catalog/pages/duplicates.ts';
import type { Entry } from './arrange.ts';
import { type Decision, type Order, orderOf } from './decisions.ts';
import { noTotals, type Totals, together, totalsOf } from './totals.ts';

export interface Book {
  /** In the order of the index. */
  readonly entries: readonly Entry[];
  readonly totals: Totals;
  /** Groups that a person has decided about or put off. */
  readonly decided: number;
  /** Undefined until its facts have come. */
  group(id: string): BoardGroup | undefined;
  decision(id: string): Decision | undefined;
  /** Undefined takes the decision back. */
  decide(id: string, decision: Decision | undefined): void;
  /** Agrees to the suggestion for each group where it is safe and nothing is decided; returns how many those are. */
  decideAllSafe(): number;
  /** Takes in the facts of groups. */
  learn(groups: readonly BoardGroup[]): void;
  /** Takes groups out that are gone. */
  forget(ids: readonly string[]): void;
  /** What a new index says: decisions stay for groups that are still there, their facts are fetched again. */
  renew(entries: readonly Entry[]): void;
  /** Decided groups of which the facts have not come. */
  unknown(): string[];
  /** What can be applied. */
  orders(): Order[];
}

/** Begins with the index, and with no decision. */
export function openBook(first: readonly Entry[]): Book {
  let entries = first;
  let byId = new Map(entries.map((entry) => [entry.id, entry]));
  const groups = new Map<string, BoardGroup>();
  const decisions = new Map<string, Decision>();
  const parts = new Map<string, Totals>();
  let totals = noTotals;

  function count(id: string): void {
    const now = partOf(byId.get(id), groups.get(id), decisions.get(id));
    totals = together(together(totals, parts.get(id) ?? noTotals, -1), now);
    parts.set(id, now);
  }

  function forget(ids: Iterable<string>): void {
    for (const id of ids) {
      decisions.delete(id);
      count(id);
      groups.delete(id);
      parts.delete(id);
      byId.delete(id);
    }
    entries = entries.filter(({ id }) => byId.has(id));
  }

  return {
    get entries() {
      return entries;
    },
    get totals() {
      return totals;
    },
    get decided() {
      return decisions.size;
    },
    group: (id) => groups.get(id),
    decision: (id) => decisions.get(id),
    decide: (id, decision) => {
      if (decision === undefined) decisions.delete(id);
      else if (byId.has(id)) decisions.set(id, decision);
      count(id);
    },
    decideAllSafe: () => {
      const open = entries.filter(({ id, isSafe }) => isSafe && !decisions.has(id));
      for (const { id } of open) {
        decisions.set(id, { kind: 'suggested' });
        count(id);
      }
      return open.length;
    },
    learn: (told) => {
      for (const group of told) {
        if (!byId.has(group.id)) continue;
        groups.set(group.id, group);
        count(group.id);
      }
    },
    forget,
    renew: (now) => {
      const here = new Set(now.map(({ id }) => id));
      forget([...byId.keys()].filter((id) => !here.has(id)));
      groups.clear();
      entries = now;
      byId = new Map(now.map((entry) => [entry.id, entry]));
      for (const { id } of now) count(id);
    },
    unknown: () => [...decisions].flatMap(([id, { kind }]) => (kind !== 'skipped' && !groups.has(id) ? [id] : [])),
    orders: () =>
      entries.flatMap(({ id }) => {
        const group = groups.get(id);
        return (group && orderOf(group, decisions.get(id))) ?? [];
      }),
  };
}

/** What a group adds; before its facts have come, what the index says of its suggestion. */
function partOf(entry: Entry | undefined, group: BoardGroup | undefined, decision: Decision | undefined): Totals {
  if (entry === undefined || decision === undefined) return noTotals;
  if (group !== undefined) return totalsOf(group, decision);
  if (decision.kind === 'skipped') return noTotals;
  if (decision.kind !== 'suggested') return { ...noTotals, ready: 1 };
  return { ready: 1, broken: 0, trashed: entry.assets - 1, bytes: entry.saves };
}
