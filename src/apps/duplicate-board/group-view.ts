/** One group in the list: its copies side by side, their facts compared, and what is decided. */
import type { BoardGroup } from '../../catalog/pages/duplicates.ts';
import { button, element } from '../parts/element.ts';
import type { ThumbnailShelf } from '../parts/thumbnails.ts';
import { type Card, makeCard } from './card.ts';
import { type Choice, choicesOf, type Decision, isAsSuggested, problemWith, standingOf } from './decisions.ts';
import { factRows } from './fact-rows.ts';
import { compare } from './facts.ts';

/** Copies that are shown at once; more are asked for. */
const shownAtOnce = 12;

/** What the person does with a group. */
export interface GroupActs {
  choose(id: string, choice: Choice): void;
  follow(): void;
  dismiss(): void;
  skip(): void;
  zoom(index: number): void;
}

export interface GroupView {
  readonly element: HTMLElement;
  /** Shows the facts as soon as they are there. */
  fill(group: BoardGroup): void;
  /** Shows what is decided, and why it did not work the last time. */
  show(decision: Decision | undefined, failure: string | undefined): void;
}

export interface GroupWish {
  readonly title: string;
  readonly acts: GroupActs;
  readonly can: { readonly resolve: boolean; readonly dismiss: boolean };
  readonly thumbnails: ThumbnailShelf;
}

/** Begins without facts. */
export function makeGroupView({ title, acts, can, thumbnails }: GroupWish): GroupView {
  const chip = element('span', { class: 'chip' }, '…');
  const heading = element('h2', {}, title);
  const why = element('p', { class: 'why' }, 'Loading…');
  const follow = button('Take the suggestion', acts.follow, { 'aria-pressed': 'false' });
  const dismiss = button('Not duplicates', acts.dismiss, { 'aria-pressed': 'false' });
  const skip = button('Later', acts.skip, { 'aria-pressed': 'false' });
  const problem = element('p', { class: 'problem' });
  const body = element('div', { class: 'group-body' });
  const buttons = [
    ...(can.resolve ? [follow] : []),
    ...(can.dismiss ? [dismiss] : []),
    ...(can.resolve || can.dismiss ? [skip] : []),
  ];
  const head = element('div', { class: 'group-head' }, element('div', { class: 'group-title' }, heading, chip), why);
  const made = element(
    'section',
    { class: 'group', tabindex: -1, 'aria-label': title, 'data-standing': 'loading' },
    element('div', { class: 'group-top' }, head, element('div', { class: 'group-buttons' }, ...buttons)),
    body,
    problem,
  );
  let known: BoardGroup | undefined;
  let cards: ReadonlyMap<string, Card> = new Map();

  function fill(group: BoardGroup, most = shownAtOnce): void {
    known = group;
    made.dataset.copies = String(group.assets.length);
    const shown = group.assets.slice(0, most);
    const { keep } = group.suggestion;
    cards = new Map(
      shown.map((asset, at) => [
        asset.id,
        makeCard({
          asset,
          number: at + 1,
          isSuggested: asset.id === keep && group.suggestion.suggest === undefined,
          thumbnails,
          zoom: () => acts.zoom(at),
          choose: (choice) => acts.choose(asset.id, choice),
        }),
      ]),
    );
    why.replaceChildren(...reasons(group));
    follow.textContent = followText(group);
    const comparison = compare(group.assets);
    const table = element(
      'table',
      {},
      ...tableOf([...cards.values()], can.resolve),
      factRows(comparison, shown.length),
    );
    const same = comparison.same.map(({ label, value }) => `${label} ${value}`).join(' · ');
    body.replaceChildren(
      element('div', { class: 'compare', tabindex: 0, role: 'group', 'aria-label': `Copies of ${title}` }, table),
      ...(group.assets.length > most ? [moreButton(group, () => fill(group, group.assets.length))] : []),
      ...(same === ''
        ? []
        : [element('p', { class: 'same' }, element('b', {}, 'Same in all: '), element('bdi', {}, same))]),
    );
    refresh();
  }

  let shownDecision: Decision | undefined;
  let shownFailure: string | undefined;

  function refresh(): void {
    if (known === undefined) return;
    const choices = choicesOf(known, shownDecision);
    for (const [id, card] of cards) card.show(choices[id]);
    const standing = standingOf(known, shownDecision);
    const isProposed = standing === 'undecided' && Object.keys(choices).length > 0;
    made.dataset.standing = isProposed ? 'proposed' : standing;
    chip.textContent = chipText(standing, isProposed, shownDecision);
    problem.textContent = shownFailure ?? problemWith(known, shownDecision) ?? '';
    problem.hidden = problem.textContent === '';
    dismiss.setAttribute('aria-pressed', String(shownDecision?.kind === 'dismissed'));
    skip.setAttribute('aria-pressed', String(shownDecision?.kind === 'skipped'));
    follow.setAttribute('aria-pressed', String(isAsSuggested(known, shownDecision)));
  }

  return {
    element: made,
    fill: (group) => fill(group),
    show: (decision, failure) => {
      shownDecision = decision;
      shownFailure = failure;
      refresh();
    },
  };
}

function tableOf(cards: readonly Card[], canResolve: boolean): HTMLElement[] {
  const heads = cards.map(({ head }) => element('th', { scope: 'col' }, head));
  const decision = element(
    'tr',
    { class: 'decision' },
    element('th', { scope: 'row' }, 'Decision'),
    ...cards.map(({ choices }) => element('td', {}, choices.element)),
  );
  return [
    element('thead', {}, element('tr', {}, element('td', { class: 'corner' }), ...heads)),
    ...(canResolve ? [element('tbody', {}, decision)] : []),
  ];
}

function moreButton({ assets, more_assets: more = 0 }: BoardGroup, showAll: () => void): HTMLElement {
  const text =
    more === 0 ? `Show all ${assets.length} copies` : `Show ${assets.length} of ${assets.length + more} copies`;
  return button(text, showAll, { class: 'more' });
}

/** Why that one, and what speaks against it. */
function reasons({ suggestion }: BoardGroup): HTMLElement[] {
  const { why, caution, suggest } = suggestion;
  const start = suggest === undefined ? 'Keep 1: ' : suggest === 'stack' ? 'Better stacked: ' : 'Better keep all: ';
  const lines = [element('span', {}, element('b', {}, start), why)];
  if (caution !== undefined) lines.push(element('span', { class: 'caution' }, `⚠ But ${caution}`));
  else if (suggestion.needs_review === true && suggest === undefined) {
    lines.push(
      element(
        'span',
        { class: 'caution' },
        '⚠ Look first: one that would go is a favourite, in albums or somebody else’s.',
      ),
    );
  }
  return lines;
}

function followText({ suggestion }: BoardGroup): string {
  if (suggestion.suggest === 'stack') return 'Stack them';
  return suggestion.suggest === 'keep_all' ? 'Keep all' : 'Keep 1 only';
}

function chipText(standing: string, isProposed: boolean, decision: Decision | undefined): string {
  if (isProposed) return 'Suggested';
  if (decision?.kind === 'dismissed') return '✓ Not duplicates';
  return { ready: '✓ Decided', broken: '✕ Not possible', skipped: 'Later' }[standing] ?? 'Undecided';
}
