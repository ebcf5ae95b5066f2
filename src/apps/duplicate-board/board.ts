/** The duplicate board: a list of groups, what a person decides about them, and what becomes of that. */
import type { BoardAbilities, DuplicatesHere } from '../../catalog/pages/duplicates.ts';
import type { Host } from '../host/connect.ts';
import type { HostContext } from '../host/messages.ts';
import { openAnnouncer } from '../parts/announcer.ts';
import { counted } from '../parts/counted.ts';
import { element } from '../parts/element.ts';
import { openThumbnails } from '../parts/thumbnails.ts';
import { arrange, entriesOf, type Filter, type Sorting } from './arrange.ts';
import { openBook } from './book.ts';
import { openChanges } from './changes.ts';
import { openDecider } from './decider.ts';
import { choicesOf } from './decisions.ts';
import { makeFrame } from './frame.ts';
import { openGroupList } from './group-list.ts';
import { listenToKeys, openKeyList } from './keys.ts';
import { openLightbox } from './lightbox.ts';
import { openListReader } from './list-reader.ts';
import { openLoader } from './loader.ts';
import { emptyState, failureState, progressState } from './states.ts';

export interface Board {
  /** Reads the list and shows it. */
  start(): Promise<void>;
  context(context: HostContext): void;
}

/** Builds the board into the document. */
export function openBoard(host: Host): Board {
  const announcer = openAnnouncer();
  const previews = openThumbnails(host, 'preview');
  const book = openBook([]);
  /** Why groups were not done the last time, by id. */
  const failures = new Map<string, string>();
  let can: BoardAbilities = { resolve: false, dismiss: false, undo: false };
  let filter: Filter = 'all';
  let sorting: Sorting = 'saves';
  /** What is wrong with the list. */
  let notes: readonly string[] = [];

  const frame = makeFrame({
    arrange: (wanted, order) => {
      [filter, sorting] = [wanted, order];
      rearrange('first');
    },
    decideAllSafe: () => {
      const agreed = book.decideAllSafe();
      list.update();
      showTotals();
      announcer.say(`${counted(agreed, 'group')} decided as suggested.`);
    },
    apply,
    undo: () => changes.undo(),
    reload: () => void reader.read(true),
    help,
    fullScreen: () => void host.setDisplayMode('fullscreen'),
  });
  const loader = openLoader(host, book, {
    came: (ids) => {
      list.fill(ids);
      frame.showNotes(notes);
      showTotals();
    },
    gone: (ids) => {
      book.forget(ids);
      rearrange('here');
    },
    failed: (message) => frame.showNotes([`Some groups could not be loaded: ${message}`]),
  });
  const decider = openDecider({
    book,
    can: () => can,
    decided: (id, said) => {
      failures.delete(id);
      list.update(id);
      showTotals();
      announcer.say(said);
    },
    say: announcer.say,
  });
  const list = openGroupList({
    scroller: frame.main,
    book,
    thumbnails: openThumbnails(host),
    decider,
    can: () => can,
    failureOf: (id) => failures.get(id),
    near: loader.want,
    zoom,
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
    closed: list.focusCurrent,
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

  function showTotals(): void {
    const safe = book.entries.filter(({ id, isSafe }) => isSafe && book.decision(id) === undefined).length;
    frame.showTotals(book.totals, book.entries.length - book.decided, safe);
    host.holdOpen(book.totals.ready + book.totals.broken > 0);
  }

  function showState(content: readonly HTMLElement[]): void {
    state.replaceChildren(...content);
    state.hidden = content.length === 0;
  }

  function rearrange(from: 'first' | 'here'): void {
    const arranged = arrange(book.entries, filter, sorting, (id) => book.decision(id) !== undefined);
    list.show(arranged, from);
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
      index === undefined || index.more === 0 ? '' : `, and ${counted(index.more, 'more', 'more')} when these are done`;
    frame.showLibrary(`${library}: ${counted(entries.length, 'group')}, ${counted(files, 'file')}${more}`);
    frame.showNotes(notes);
    rearrange('here');
    // A page that takes the keyboard unasked takes it from the chat.
    if (document.hasFocus()) list.focusCurrent();
  }

  function showFailure(message: string): void {
    if (book.entries.length > 0) frame.showNotes([`The list could not be read: ${message}`]);
    else showState(failureState(message, () => void reader.read(false)));
  }

  function zoom(start: number): void {
    const id = list.currentId;
    const group = book.group(id);
    if (group === undefined) return;
    openLightbox({
      group,
      start,
      title: list.currentTitle,
      canResolve: can.resolve,
      previews,
      choiceOf: (asset) => choicesOf(group, book.decision(id))[asset],
      choose: (asset, choice) => decider.choose(id, asset, choice),
      closed: list.focusCurrent,
    });
  }

  function apply(): void {
    if (book.totals.ready === 0) announcer.say('Nothing is decided yet.');
    else changes.apply();
  }

  function help(): void {
    openKeyList(list.focusCurrent);
  }

  listenToKeys(document.body, {
    move: list.move,
    moveTo: list.moveTo,
    card: list.moveToCopy,
    keep: (number) => decider.keep(list.currentId, number),
    choose: (choice) => {
      const asset = book.group(list.currentId)?.assets[list.currentCopy ?? -1];
      if (asset !== undefined) decider.choose(list.currentId, asset.id, choice);
      else if (choice === 'stack') decider.stack(list.currentId);
      else announcer.say('Choose a copy first, with the arrow keys.');
    },
    follow: () => decider.follow(list.currentId),
    dismiss: () => decider.dismiss(list.currentId),
    skip: () => decider.skip(list.currentId),
    clear: () => decider.clear(list.currentId),
    zoom: () => zoom(list.currentCopy ?? 0),
    apply,
    help,
  });

  return {
    start: () => reader.read(false),
    context: ({ displayMode, displayModes }) => {
      frame.showFullScreen(displayModes.includes('fullscreen') && displayMode !== 'fullscreen');
    },
  };
}
