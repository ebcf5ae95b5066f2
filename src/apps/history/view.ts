/** The whole page: a list of changes of any length, each to be looked at and taken back. */
import type { HistoryChange } from '../../catalog/pages/history.ts';
import type { Host } from '../host/connect.ts';
import { openAnnouncer } from '../parts/announcer.ts';
import { instantName } from '../parts/dates.ts';
import { button, element } from '../parts/element.ts';
import { failureNote } from '../parts/failure.ts';
import { openLightbox } from '../parts/lightbox.ts';
import { openThumbnails } from '../parts/thumbnails.ts';
import { openVirtualList } from '../parts/virtual-list.ts';
import { openChangeList } from './change-list.ts';
import { openDetails } from './details.ts';
import { changeEntry, titleOf, waitingEntry } from './entry.ts';
import { openHeader } from './header.ts';
import { nameFiles } from './item-list.ts';
import { narrowedBy } from './narrowed.ts';
import { openUndo } from './undo-dialog.ts';

export interface HistoryView {
  contextChanged(): void;
}

/** Pixels that the page takes in the chat at most, where the host does not say. */
const usualHeight = 640;
const entryHeight = 150;
/** Shapes shown before the first answer. */
const shapes = 4;

export function openHistory(host: Host, args: Readonly<Record<string, unknown>>): HistoryView {
  const [small, previews] = [openThumbnails(host), openThumbnails(host, 'preview')];
  const announcer = openAnnouncer();
  let narrowed = narrowedBy(args);
  let onlyUndoable = false;
  let askedHeight = 0;

  const wish = () => ({ ...narrowed, ...(onlyUndoable ? { undoable: true } : {}) });
  const changes = openChangeList(host, wish(), arrive);
  const thumbs = () => (changes.canSee ? small : undefined);
  const name = (shown: HTMLElement) => {
    if (changes.canSee) void nameFiles(shown, host);
  };

  const scroller = element('main', { class: 'scroller', tabindex: -1 });
  const header = openHeader({
    host,
    setUndoable: (only) => {
      onlyUndoable = only;
      refilter();
    },
    showAll: () => {
      narrowed = {};
      refilter();
    },
  });
  const list = openVirtualList({
    scroller,
    label: 'Changes, the latest first',
    rowHeight: entryHeight,
    render: (index) => {
      const change = changes.at(index);
      return change === undefined ? waitingEntry() : entryOf(change, index);
    },
    shown: (first, end) => changes.want(first, end),
  });
  const state = element('div', { class: 'state' });
  scroller.append(state, list.element);
  document.body.replaceChildren(header.element, scroller, announcer.element);

  function entryOf(change: HistoryChange, index: number): HTMLElement {
    const { canUndo } = changes;
    const { locale } = host.context;
    const above = index === 0 ? undefined : changes.at(index - 1);
    return changeEntry(change, { locale, canUndo, thumbs: thumbs(), above, look, show, undo });
  }

  function arrive(): void {
    const keyboard = placeOfKeyboard();
    list.setCount(changes.total);
    list.refresh();
    keyboard?.();
    paint();
  }

  /** Rows are made anew: whoever was at a button of a change is at the same one, or the next best, afterwards. */
  function placeOfKeyboard(): (() => void) | undefined {
    const active = document.activeElement;
    const id = active?.closest<HTMLElement>('[data-change]')?.dataset.change;
    if (id === undefined || !list.element.contains(active)) return undefined;
    const label = active?.getAttribute('aria-label') ?? undefined;
    return () => focusChange(id, label);
  }

  /** Brings the keyboard to the button with that label, or to the change's details. */
  function focusChange(id: string, label?: string): void {
    const controls = [...list.element.querySelectorAll<HTMLElement>(`[data-change="${id}"] button`)];
    const same = controls.find((control) => control.getAttribute('aria-label') === label);
    (same ?? controls.find(({ textContent }) => textContent === 'Details'))?.focus({ preventScroll: true });
  }

  function refilter(): void {
    scroller.scrollTop = 0;
    changes.filter(wish());
  }

  function paint(): void {
    const { total, isKnown } = changes;
    header.paint({ total, isKnown, onlyUndoable, narrowed, canUndo: changes.canUndo, context: host.context });
    state.replaceChildren(...stateOf());
    list.element.hidden = total === 0;
    askForHeight();
  }

  function stateOf(): Node[] {
    if (changes.failure !== undefined) {
      const again = button('Try again', () => void changes.renew());
      return [failureNote('The history did not come.', changes.failure, again)];
    }
    if (!changes.isKnown) {
      const label = element('p', { class: 'unseen', role: 'status' }, 'Loading the history');
      return [label, ...Array.from({ length: shapes }, waitingEntry)];
    }
    if (changes.total > 0) return [];
    const isPart = onlyUndoable || Object.keys(narrowed).length > 0;
    const text = isPart ? 'There are no such changes.' : 'Nothing was changed through Albumen yet.';
    return [element('p', { class: 'quiet empty' }, text)];
  }

  function look(change: HistoryChange, at: number): void {
    const facts = instantName(change.at, host.context.locale);
    openLightbox(at, {
      thumbs: small,
      previews,
      count: () => change.pictures.length,
      item: (index) => ({ id: change.pictures[index] ?? '', title: titleOf(change), facts }),
      closed: () => {},
    });
  }

  function show(change: HistoryChange): void {
    const canUndo = changes.canUndo && change.undoable;
    openDetails(change, { host, name, thumbs: thumbs(), ...(canUndo ? { undo: () => undo(change) } : {}) });
  }

  function undo(change: HistoryChange): void {
    openUndo(change, {
      host,
      isLatest: Object.keys(wish()).length === 0 && changes.at(0)?.id === change.id,
      thumbs: thumbs(),
      name,
      done: (said) => {
        announcer.say(said);
        void changes.renew();
      },
      closed: () => focusChange(change.id, `Undo: ${titleOf(change)}`),
    });
  }

  function askForHeight(): void {
    if (host.context.displayMode === 'fullscreen') return;
    const wanted = header.element.offsetHeight + (changes.total === 0 ? 240 : list.element.offsetHeight + 24);
    const height = Math.ceil(Math.min(host.context.maxHeight ?? usualHeight, wanted));
    if (askedHeight === height) return;
    askedHeight = height;
    host.needHeight(height);
  }

  changes.want(0, 1);
  paint();
  return { contextChanged: arrive };
}
