/** The line above the changes: how many there are, and which of them are shown. */
import type { Host } from '../host/connect.ts';
import type { HostContext } from '../host/messages.ts';
import { counted } from '../parts/counted.ts';
import { button, element } from '../parts/element.ts';
import { openSizeButton } from '../parts/size-button.ts';
import { narrowedText } from './narrowed.ts';

export interface Header {
  readonly element: HTMLElement;
  paint(facts: HeaderFacts): void;
}

export interface HeaderFacts {
  readonly total: number;
  readonly isKnown: boolean;
  readonly onlyUndoable: boolean;
  readonly narrowed: Record<string, string>;
  readonly canUndo: boolean;
  readonly context: HostContext;
}

export interface HeaderOptions {
  readonly host: Pick<Host, 'setDisplayMode'>;
  setUndoable(only: boolean): void;
  showAll(): void;
}

export function openHeader({ host, setUndoable, showAll }: HeaderOptions): Header {
  const count = element('p', { class: 'quiet', role: 'status' });
  const all = button('All', () => setUndoable(false));
  const undoable = button('Can be undone', () => setUndoable(true));
  const filters = element('div', { class: 'choices', role: 'group', 'aria-label': 'Which changes' }, all, undoable);
  const size = openSizeButton(host);
  const part = element('span', { dir: 'auto' });
  const chip = element('div', { class: 'chip' }, part, button('Show all', showAll));
  return {
    element: element(
      'header',
      { class: 'toolbar' },
      element('div', { class: 'titles' }, element('h1', {}, 'History'), count),
      filters,
      size.element,
      chip,
    ),
    paint: ({ total, isKnown, onlyUndoable, narrowed, canUndo, context }) => {
      count.textContent = isKnown && total > 0 ? counted(total, 'change') : '';
      filters.hidden = !onlyUndoable && (!canUndo || total === 0);
      all.setAttribute('aria-pressed', String(!onlyUndoable));
      undoable.setAttribute('aria-pressed', String(onlyUndoable));
      part.textContent = narrowedText(narrowed);
      chip.hidden = part.textContent === '';
      size.paint(context);
    },
  };
}
