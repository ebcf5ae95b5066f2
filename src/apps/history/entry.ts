/** One change in the list. */
import type { HistoryChange } from '../../catalog/pages/history.ts';
import { dayName, localDay, timeName } from '../parts/dates.ts';
import { button, element } from '../parts/element.ts';
import { icon } from '../parts/icons.ts';
import type { ThumbnailShelf } from '../parts/thumbnails.ts';
import { pictureStrip } from './pictures.ts';
import { countOf, deedOf, marksOf } from './words.ts';

export interface EntryOptions {
  readonly locale: string | undefined;
  readonly canUndo: boolean;
  /** Undefined where this caller may see no pictures. */
  readonly thumbs: ThumbnailShelf | undefined;
  /** The change above it, if any: where another day begins, it is said. */
  readonly above: HistoryChange | undefined;
  look(change: HistoryChange, at: number): void;
  show(change: HistoryChange): void;
  undo(change: HistoryChange): void;
}

export function changeEntry(change: HistoryChange, options: EntryOptions): HTMLElement {
  const { locale, canUndo, thumbs, above } = options;
  const title = titleOf(change);
  const day = localDay(change.at);
  const details = button('Details', () => options.show(change), { 'aria-label': `Details: ${title}` });
  const undoing = button('', () => options.undo(change), { class: 'undo', 'aria-label': `Undo: ${title}` });
  undoing.append(icon('undo'), 'Undo');
  const marks = marksOf(change).map(({ text, kind }) => element('span', { class: `mark ${kind}` }, text));
  return element(
    'div',
    { class: 'entry', 'data-change': change.id },
    above === undefined || localDay(above.at) !== day
      ? element('h2', { class: 'day' }, dayName(day, locale))
      : undefined,
    element(
      'article',
      { class: change.undone === 'whole' ? 'card is-undone' : 'card' },
      element('div', { class: 'what' }, titleElement(change), ...marks),
      element('p', { class: 'quiet facts' }, factsOf(change, locale)),
      change.note === undefined ? undefined : element('p', { class: 'note', dir: 'auto' }, change.note),
      thumbs === undefined ? undefined : pictureStrip(change, thumbs, (at) => options.look(change, at)),
      element('div', { class: 'acts' }, details, canUndo && change.undoable ? undoing : undefined),
    ),
  );
}

/** What was done and to what, in one line of text. */
export function titleOf(change: HistoryChange): string {
  return change.name === undefined ? deedOf(change) : `${deedOf(change)} “${change.name}”`;
}

/** The same with the name kept apart, whichever way it is written. */
function titleElement(change: HistoryChange): HTMLElement {
  const { name } = change;
  const called = name === undefined ? [] : [' ', element('bdi', {}, `“${name}”`)];
  return element('h3', {}, deedOf(change), ...called);
}

function factsOf(change: HistoryChange, locale: string | undefined): string {
  const parts = [timeName(change.at, locale), countOf(change), change.caller];
  return parts.filter((part) => part !== undefined).join(' · ');
}

/** What stands in the place of a change that has not come yet. */
export function waitingEntry(): HTMLElement {
  return element(
    'div',
    { class: 'entry', 'aria-hidden': 'true' },
    element(
      'div',
      { class: 'card waiting' },
      element('span', { class: 'line long' }),
      element('span', { class: 'line' }),
      element('span', { class: 'line boxes' }),
    ),
  );
}
