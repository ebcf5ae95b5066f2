/** Writes what a person decides into the book, as far as this caller may, and says it. */
import type { BoardAbilities, BoardGroup } from '../../catalog/pages/duplicates.ts';
import type { Book } from './book.ts';
import {
  type Choice,
  choose,
  type Decision,
  followSuggestion,
  isAsSuggested,
  keepOnly,
  stackAll,
} from './decisions.ts';

export interface Decider {
  choose(id: string, asset: string, choice: Choice): void;
  /** Takes the suggestion, or takes that back. */
  follow(id: string): void;
  dismiss(id: string): void;
  skip(id: string): void;
  /** Keeps the copy of this number, from 1, and trashes the others. */
  keep(id: string, number: number): void;
  stack(id: string): void;
  clear(id: string): void;
}

export interface DeciderWish {
  readonly book: Book;
  can(): BoardAbilities;
  /** Told of every group about which something was decided, and in words what. */
  decided(id: string, said: string): void;
  say(text: string): void;
}

/** What is not allowed, or is about a group whose facts have not come, does nothing. */
export function openDecider({ book, can, decided, say }: DeciderWish): Decider {
  const known = (id: string): BoardGroup | undefined => (can().resolve ? book.group(id) : undefined);

  function decide(id: string, decision: Decision | undefined, said: string): void {
    book.decide(id, decision);
    decided(id, said);
  }

  function toggle(id: string, kind: 'dismissed' | 'skipped', said: string): void {
    const isSo = book.decision(id)?.kind === kind;
    decide(id, isSo ? undefined : { kind }, isSo ? 'Undecided.' : said);
  }

  return {
    choose: (id, asset, choice) => {
      const group = known(id);
      if (group === undefined) return;
      const at = group.assets.findIndex((each) => each.id === asset);
      if (choice === 'trash' && group.assets[at]?.stays !== undefined) say('This one cannot go.');
      else decide(id, choose(group, book.decision(id), asset, choice), `Copy ${at + 1}: ${choice}.`);
    },
    follow: (id) => {
      const group = known(id);
      if (group === undefined) return;
      const decision = followSuggestion(group);
      if (isAsSuggested(group, book.decision(id))) decide(id, undefined, 'Undecided.');
      else if (decision.kind !== 'dismissed' || can().dismiss) decide(id, decision, 'Decided as suggested.');
    },
    dismiss: (id) => {
      if (can().dismiss) toggle(id, 'dismissed', 'Not duplicates.');
    },
    skip: (id) => toggle(id, 'skipped', 'Left for later.'),
    keep: (id, number) => {
      const group = known(id);
      const asset = group?.assets[number - 1];
      if (group !== undefined && asset !== undefined) {
        decide(id, keepOnly(group, asset.id), `Copy ${number} is kept, the others go.`);
      }
    },
    stack: (id) => {
      const group = known(id);
      if (group !== undefined) decide(id, stackAll(group), 'All are stacked.');
    },
    clear: (id) => decide(id, undefined, 'Undecided.'),
  };
}
