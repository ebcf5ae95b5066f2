/** The groups in the document: those near the window are made and filled, and one of all has the keyboard. */
import type { BoardAbilities } from '../../catalog/pages/duplicates.ts';
import type { ThumbnailShelf } from '../parts/thumbnails.ts';
import { openVirtualList } from '../parts/virtual-list.ts';
import type { Entry } from './arrange.ts';
import type { Book } from './book.ts';
import { chosenCard, focusCard } from './card-focus.ts';
import type { Decider } from './decider.ts';
import { openFillQueue } from './fill-queue.ts';
import { type GroupView, makeGroupView } from './group-view.ts';

/** Pixels that a group takes, about. */
const usualHeight = 470;
/** Groups beyond the window whose facts are wanted before they come near. */
const ahead = 30;

export interface GroupListOptions {
  readonly scroller: HTMLElement;
  readonly book: Book;
  readonly thumbnails: ThumbnailShelf;
  readonly decider: Decider;
  can(): BoardAbilities;
  /** Why a group was not done the last time. */
  failureOf(id: string): string | undefined;
  /** Told which groups are near, whose facts are wanted. */
  near(ids: readonly string[]): void;
  /** Opens a copy of the group that has the keyboard. */
  zoom(copy: number): void;
}

export interface GroupList {
  readonly element: HTMLElement;
  /** The group that has the keyboard, or had it last; empty where there is none. */
  readonly currentId: string;
  readonly currentTitle: string;
  /** The copy of it that the keyboard is at; undefined where it is at none. */
  readonly currentCopy: number | undefined;
  /** Shows these groups, from the first on or where the keyboard was. */
  show(entries: readonly Entry[], from: 'first' | 'here'): void;
  /** The facts of groups have come. */
  fill(ids: readonly string[]): void;
  /** What is decided about a group changed, or about any. */
  update(id?: string): void;
  /** Brings the keyboard to the next or previous group. */
  move(step: number): void;
  moveTo(end: 'first' | 'last'): void;
  /** Brings it to the next or previous copy. */
  moveToCopy(step: number): void;
  /** Where nothing else has the keyboard, the current group gets it. */
  focusCurrent(): void;
}

/** Begins with no group. */
export function openGroupList(options: GroupListOptions): GroupList {
  const { scroller, book, thumbnails, decider } = options;
  /** Of the groups in the document, by id. */
  const views = new Map<string, GroupView>();
  let shown: readonly Entry[] = [];
  let current = 0;

  const list = openVirtualList({
    scroller,
    label: 'Groups of duplicates',
    rowHeight: usualHeight,
    render,
    shown: (first, end) => {
      for (const [id, view] of views) if (!view.element.isConnected) views.delete(id);
      options.near(shown.slice(Math.max(0, first - 5), end + ahead).map(({ id }) => id));
    },
  });
  const filling = openFillQueue((id) => views.get(id)?.element.isConnected === true, fillView);

  function render(index: number): HTMLElement {
    const id = shown[index]?.id ?? '';
    const view = makeGroupView({
      title: `Group ${(index + 1).toLocaleString('en')} of ${shown.length.toLocaleString('en')}`,
      can: options.can(),
      thumbnails,
      acts: {
        choose: (asset, choice) => decider.choose(id, asset, choice),
        follow: () => decider.follow(id),
        dismiss: () => decider.dismiss(id),
        skip: () => decider.skip(id),
        zoom: (copy) => {
          current = index;
          options.zoom(copy);
        },
      },
    });
    view.element.addEventListener('focusin', () => {
      current = index;
    });
    views.set(id, view);
    filling.add(id);
    return view.element;
  }

  function fillView(id: string): void {
    const group = book.group(id);
    if (group === undefined) return;
    views.get(id)?.fill(group);
    updateView(id);
  }

  function updateView(id: string): void {
    views.get(id)?.show(book.decision(id), options.failureOf(id));
  }

  function focusGroup(index: number): void {
    if (index < 0 || index >= shown.length) return;
    current = index;
    list.reveal(index);
    currentElement()?.focus({ preventScroll: true });
  }

  const currentId = () => shown[current]?.id ?? '';
  const currentElement = () => views.get(currentId())?.element;

  return {
    element: list.element,
    get currentId() {
      return currentId();
    },
    get currentTitle() {
      return `Group ${(current + 1).toLocaleString('en')}`;
    },
    get currentCopy() {
      return chosenCard(currentElement());
    },
    show: (entries, from) => {
      shown = entries;
      current = from === 'first' ? 0 : Math.max(0, Math.min(current, entries.length - 1));
      list.setCount(entries.length);
      list.refresh();
      if (from === 'first') scroller.scrollTop = 0;
    },
    fill: (ids) => {
      for (const id of ids) filling.add(id);
    },
    update: (id) => {
      for (const each of id === undefined ? views.keys() : [id]) updateView(each);
    },
    move: (step) => focusGroup(document.activeElement === document.body ? current : current + step),
    moveTo: (end) => focusGroup(end === 'first' ? 0 : shown.length - 1),
    moveToCopy: (step) => focusCard(currentElement(), step),
    focusCurrent: () => {
      const active = document.activeElement;
      if (active === null || active === document.body) focusGroup(current);
    },
  };
}
