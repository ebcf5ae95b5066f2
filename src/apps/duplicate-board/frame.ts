/** What stands around the list of groups: title, filter, order, totals, and what can be done with all groups together. */
import { counted } from '../parts/counted.ts';
import { button, element } from '../parts/element.ts';
import { type Filter, filters, type Sorting, sortings } from './arrange.ts';
import type { Totals } from './totals.ts';
import { sizeInWords } from './words.ts';

export interface FrameActs {
  arrange(filter: Filter, sorting: Sorting): void;
  decideAllSafe(): void;
  apply(): void;
  undo(): void;
  reload(): void;
  help(): void;
  fullScreen(): void;
}

export interface BoardFrame {
  readonly header: HTMLElement;
  readonly footer: HTMLElement;
  /** What scrolls. */
  readonly main: HTMLElement;
  showLibrary(text: string): void;
  showNotes(notes: readonly string[]): void;
  /** `open` is how many groups are not decided, `safe` how many of them are safe. */
  showTotals(totals: Totals, open: number, safe: number): void;
  showUndo(isPossible: boolean): void;
  showFullScreen(isPossible: boolean): void;
  /** Leaves out what this caller cannot do. */
  showAbilities(can: { readonly change: boolean }): void;
}

const filterNames = {
  all: 'All',
  undecided: 'Undecided',
  review: 'To look at first',
  decided: 'Decided',
} as const satisfies Record<Filter, string>;

const sortingNames = {
  saves: 'Most space first',
  copies: 'Most copies first',
  newest: 'Newest first',
  oldest: 'Oldest first',
} as const satisfies Record<Sorting, string>;

/** Makes the frame, with nothing in it. */
export function makeFrame(acts: FrameActs): BoardFrame {
  const filter = picker('Show', filters, filterNames, changed);
  const sorting = picker('Order', sortings, sortingNames, changed);
  const safe = button('Agree to all safe ones', acts.decideAllSafe, { disabled: true });
  const fullScreen = button('⤢', acts.fullScreen, { 'aria-label': 'Full screen', title: 'Full screen', hidden: true });
  const reload = button('↻', acts.reload, { 'aria-label': 'Read the list anew', title: 'Read the list anew' });
  const help = button('?', acts.help, { 'aria-label': 'Keys', title: 'Keys' });
  const library = element('p', { class: 'quiet' });
  const notes = element('ul', { class: 'notes', role: 'status', hidden: true });
  const sum = element('p', { class: 'sum', role: 'status' });
  const unapplied = element('p', { class: 'quiet', hidden: true }, 'Not applied yet: lost when this board is closed.');
  const apply = button('Apply …', acts.apply, { class: 'primary', disabled: true });
  const undo = button('Undo', acts.undo, { hidden: true });
  const title = element('div', { class: 'title' }, element('h1', { tabindex: -1 }, 'Duplicates'), library);

  function changed(): void {
    acts.arrange(filter.value(), sorting.value());
  }

  return {
    header: element(
      'header',
      {},
      element('div', { class: 'top' }, title, element('div', { class: 'tools' }, reload, help, fullScreen)),
      element('div', { class: 'controls' }, filter.element, sorting.element, safe),
      notes,
    ),
    footer: element(
      'footer',
      {},
      element('div', {}, sum, unapplied),
      element('div', { class: 'footer-buttons' }, undo, apply),
    ),
    main: element('main', {}),
    showLibrary: (text) => {
      library.textContent = text;
    },
    showNotes: (texts) => {
      notes.replaceChildren(...texts.map((text) => element('li', {}, element('bdi', {}, text))));
      notes.hidden = texts.length === 0;
    },
    showTotals: (totals, open, safeOnes) => {
      sum.textContent = totalsInWords(totals, open);
      unapplied.hidden = totals.ready + totals.broken === 0;
      apply.disabled = totals.ready === 0;
      safe.textContent = safeOnes === 0 ? 'Agree to all safe ones' : `Agree to ${counted(safeOnes, 'safe one')}`;
      safe.disabled = safeOnes === 0;
    },
    showUndo: (isPossible) => {
      undo.hidden = !isPossible;
    },
    showFullScreen: (isPossible) => {
      fullScreen.hidden = !isPossible;
    },
    showAbilities: ({ change }) => {
      for (const each of [safe, apply]) each.hidden = !change;
    },
  };
}

function totalsInWords({ ready, broken, trashed, bytes }: Totals, open: number): string {
  const parts = [
    `${ready.toLocaleString('en')} decided`,
    ...(trashed === 0 ? [] : [`${counted(trashed, 'file')} to the trash`, `${sizeInWords(bytes)} saved`]),
    ...(broken === 0 ? [] : [`${broken.toLocaleString('en')} not possible yet`]),
    `${open.toLocaleString('en')} open`,
  ];
  return parts.join(' · ');
}

function picker<Value extends string>(
  text: string,
  values: readonly Value[],
  names: Readonly<Record<Value, string>>,
  changed: () => void,
) {
  const options = values.map((value) => element('option', { value }, names[value]));
  const select = element('select', {}, ...options);
  select.addEventListener('change', changed);
  return {
    element: element('label', { class: 'picker' }, `${text} `, select),
    value: (): Value => values[select.selectedIndex] ?? values[0] ?? ('' as Value),
  };
}
