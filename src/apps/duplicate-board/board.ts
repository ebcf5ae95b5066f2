/** The duplicate board: a list of groups, what a person decides about them, and what becomes of that. */
import type { BoardAbilities, DuplicatesHere } from '../../catalog/pages/duplicates.ts';
import type { Host } from '../host/connect.ts';
import type { HostContext } from '../host/messages.ts';
import { openAnnouncer } from '../parts/announcer.ts';
import { element } from '../parts/element.ts';
import { openThumbnails } from '../parts/thumbnails.ts';
import { openVirtualList } from '../parts/virtual-list.ts';
import { arrange, type Entry, entriesOf, type Filter, type Sorting } from './arrange.ts';
import { openBook } from './book.ts';
import { chosenCard, focusCard } from './card-focus.ts';
import { openChanges } from './changes.ts';
import { openDecider } from './decider.ts';
import { choicesOf } from './decisions.ts';
import { openFillQueue } from './fill-queue.ts';
import { makeFrame } from './frame.ts';
import { type GroupView, makeGroupView } from './group-view.ts';
import { listenToKeys, openKeyList } from './keys.ts';
import { openLightbox } from './lightbox.ts';
import { openListReader } from './list-reader.ts';
import { openLoader } from './loader.ts';
import { emptyState, failureState, progressState } from './states.ts';
import { count } from './words.ts';

/** Pixels that a group takes, about. */
const usualHeight = 470;
/** Groups beyond the window whose facts are fetched before they come near. */
const ahead = 30;

export interface Board {
  /** Reads the list and shows it. */
  start(): Promise<void>;
  context(context: HostContext): void;
}

/** Builds the board into the document. */
export function openBoard(host: Host): Board {
  const announcer = openAnnouncer();
  const thumbnails = openThumbnails(host);
  const previews = openThumbnails(host, 'preview');
  const book = openBook([]);
  /** Of the groups in the document, by id. */
  const views = new Map<string, GroupView>();
  /** Why groups were not done the last time, by id. */
  const failures = new Map<string, string>();
  let can: BoardAbilities = { resolve: false, dismiss: false, undo: false };
  let filter: Filter = 'all';
  let sorting: Sorting = 'saves';
  let arranged: readonly Entry[] = [];
  /** The group that has the keyboard, or had it last. */
  let current = 0;
  /** What is wrong with the list. */
  let notes: readonly string[] = [];

  const frame = makeFrame({
    arrange: (wanted, order) => {
      [filter, sorting] = [wanted, order];
      rearrange(true);
    },
    decideAllSafe: () => {
      const agreed = book.decideAllSafe();
      for (const id of views.keys()) showView(id);
      showTotals();
      announcer.say(`${count(agreed, 'group')} decided as suggested.`);
    },
    apply,
    undo: () => changes.undo(),
    reload: () => void reader.read(true),
    help: () => openKeyList(focusCurrent),
    fullScreen: () => void host.setDisplayMode('fullscreen'),
  });
  const list = openVirtualList({
    scroller: frame.main,
    label: 'Groups of duplicates',
    rowHeight: usualHeight,
    render,
    shown: (first, end) => {
      for (const [id, view] of views) if (!view.element.isConnected) views.delete(id);
      loader.want(arranged.slice(Math.max(0, first - 5), end + ahead).map(({ id }) => id));
    },
  });
  const filling = openFillQueue((id) => views.get(id)?.element.isConnected === true, fillView);
  const loader = openLoader(host, book, {
    came: (ids) => {
      for (const id of ids) filling.add(id);
      frame.showNotes(notes);
      showTotals();
    },
    gone: (ids) => {
      book.forget(ids);
      rearrange(false);
    },
    failed: (message) => frame.showNotes([`Some groups could not be loaded: ${message}`]),
  });
  const decider = openDecider({
    book,
    can: () => can,
    decided: (id, said) => {
      failures.delete(id);
      showView(id);
      showTotals();
      announcer.say(said);
    },
    say: announcer.say,
  });
  const changes = openChanges({
    host,
    book,
    loader,
    mayUndo: () => can.undo,
    failed: (id, error) => failures.set(id, error),
    changed: (anew) => {
      frame.showUndo(changes.canUndo);
      void reader.read(anew);
    },
    closed: focusCurrent,
  });
  const reader = openListReader({
    host,
    here: take,
    coming: (progress) => showState(progressState(progress)),
    failed: showFailure,
    isBusy: () => document.querySelector('dialog[open]') !== null,
  });
  const state = element('div', { class: 'state' });
  frame.main.append(state, list.element);
  document.body.append(frame.header, frame.main, frame.footer, announcer.element);

  function render(index: number): HTMLElement {
    const id = arranged[index]?.id ?? '';
    const view = makeGroupView({
      title: `Group ${(index + 1).toLocaleString('en')} of ${arranged.length.toLocaleString('en')}`,
      can,
      thumbnails,
      acts: {
        choose: (asset, choice) => decider.choose(id, asset, choice),
        follow: () => decider.follow(id),
        dismiss: () => decider.dismiss(id),
        skip: () => decider.skip(id),
        zoom: (at) => zoom(id, at),
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
    showView(id);
  }

  function showView(id: string): void {
    views.get(id)?.show(book.decision(id), failures.get(id));
  }

  function showTotals(): void {
    const safe = book.entries.filter(({ id, isSafe }) => isSafe && book.decision(id) === undefined).length;
    frame.showTotals(book.totals, book.entries.length - book.decided, safe);
  }

  function showState(content: readonly HTMLElement[]): void {
    state.replaceChildren(...content);
    state.hidden = content.length === 0;
  }

  function rearrange(fromTheTop: boolean): void {
    arranged = arrange(book.entries, filter, sorting, (id) => book.decision(id) !== undefined);
    current = fromTheTop ? 0 : Math.max(0, Math.min(current, arranged.length - 1));
    list.setCount(arranged.length);
    list.refresh();
    if (fromTheTop) frame.main.scrollTop = 0;
    showState(arranged.length > 0 ? [] : emptyState(book.entries.length === 0));
    showTotals();
  }

  function take({ index, groups, notes: told, library, can: abilities }: DuplicatesHere): void {
    can = abilities;
    notes = told;
    frame.showAbilities({ change: can.resolve || can.dismiss });
    const entries = index === undefined ? [] : entriesOf(index);
    book.renew(entries);
    book.learn(groups);
    const files = entries.reduce((sum, { assets }) => sum + assets, 0);
    const more =
      index === undefined || index.more === 0 ? '' : `, and ${count(index.more, 'more', 'more')} when these are done`;
    frame.showLibrary(`${library}: ${count(entries.length, 'group')}, ${count(files, 'file')}${more}`);
    frame.showNotes(notes);
    rearrange(false);
    // A page that takes the keyboard unasked takes it from the chat.
    if (document.hasFocus()) focusCurrent();
  }

  function showFailure(message: string): void {
    if (book.entries.length > 0) frame.showNotes([`The list could not be read: ${message}`]);
    else showState(failureState(message, () => void reader.read(false)));
  }

  function zoom(id: string, start: number): void {
    const group = book.group(id);
    if (group === undefined) return;
    openLightbox({
      group,
      start,
      title: `Group ${(current + 1).toLocaleString('en')}`,
      canResolve: can.resolve,
      previews,
      choiceOf: (asset) => choicesOf(group, book.decision(id))[asset],
      choose: (asset, choice) => decider.choose(id, asset, choice),
      closed: focusCurrent,
    });
  }

  function apply(): void {
    if (book.totals.ready === 0) announcer.say('Nothing is decided yet.');
    else changes.apply();
  }

  function focusGroup(index: number): void {
    if (index < 0 || index >= arranged.length) return;
    current = index;
    list.reveal(index);
    views.get(arranged[index]?.id ?? '')?.element.focus({ preventScroll: true });
  }

  /** Where nothing else has the keyboard, the group has it that had it last. */
  function focusCurrent(): void {
    const active = document.activeElement;
    if (active === null || active === document.body) focusGroup(current);
  }

  const currentId = () => arranged[current]?.id ?? '';
  const currentView = () => views.get(currentId())?.element;

  listenToKeys(document.body, {
    move: (step) => focusGroup(document.activeElement === document.body ? current : current + step),
    moveTo: (end) => focusGroup(end === 'first' ? 0 : arranged.length - 1),
    card: (step) => focusCard(currentView(), step),
    keep: (number) => decider.keep(currentId(), number),
    choose: (choice) => {
      const asset = book.group(currentId())?.assets[chosenCard(currentView()) ?? -1];
      if (asset !== undefined) decider.choose(currentId(), asset.id, choice);
      else if (choice === 'stack') decider.stack(currentId());
      else announcer.say('Choose a copy first, with the arrow keys.');
    },
    follow: () => decider.follow(currentId()),
    dismiss: () => decider.dismiss(currentId()),
    skip: () => decider.skip(currentId()),
    clear: () => decider.clear(currentId()),
    zoom: () => zoom(currentId(), chosenCard(currentView()) ?? 0),
    apply,
    help: () => openKeyList(focusCurrent),
  });

  return {
    start: () => reader.read(false),
    context: ({ displayMode, displayModes }) => {
      frame.showFullScreen(displayModes.includes('fullscreen') && displayMode !== 'fullscreen');
    },
  };
}
