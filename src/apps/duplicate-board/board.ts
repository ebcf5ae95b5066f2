/** The duplicate board: a list of groups, what a person decides about them, and what becomes of that. */
import type { Duplicates, DuplicatesHere } from '../../catalog/pages/duplicates.ts';
import type { Host } from '../host/connect.ts';
import type { HostContext } from '../host/messages.ts';
import { openAnnouncer } from '../parts/announcer.ts';
import { button, element } from '../parts/element.ts';
import { openThumbnails } from '../parts/thumbnails.ts';
import { openVirtualList } from '../parts/virtual-list.ts';
import { openApplyDialog } from './apply-dialog.ts';
import { arrange, type Entry, entriesOf, type Filter, type Sorting } from './arrange.ts';
import { openBook } from './book.ts';
import { chosenCard, focusCard } from './card-focus.ts';
import type { Changed } from './change-steps.ts';
import {
  type Choice,
  choicesOf,
  choose,
  type Decision,
  followSuggestion,
  isAsSuggested,
  keepOnly,
  stackAll,
} from './decisions.ts';
import { openFillQueue } from './fill-queue.ts';
import { makeFrame } from './frame.ts';
import { type GroupView, makeGroupView } from './group-view.ts';
import { listenToKeys, openKeyList } from './keys.ts';
import { openLightbox } from './lightbox.ts';
import { openLoader } from './loader.ts';
import { tellChanges } from './tell-change.ts';
import { openUndoDialog } from './undo-dialog.ts';
import { count } from './words.ts';

/** Pixels that a group takes, about. */
const usualHeight = 470;
/** Groups beyond the window whose facts are fetched before they come near. */
const ahead = 30;
/** Milliseconds between two looks at a list that is still being read. */
const lookAgain = 1500;

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
  const views = new Map<string, GroupView>();
  const failures = new Map<string, string>();
  let can: DuplicatesHere['can'] = { resolve: false, dismiss: false, undo: false };
  let filter: Filter = 'all';
  let sorting: Sorting = 'saves';
  let arranged: readonly Entry[] = [];
  let current = 0;
  let undoable: readonly string[] = [];
  let isAllSafe = false;

  const frame = makeFrame({
    arrange: (wanted, order) => {
      [filter, sorting] = [wanted, order];
      rearrange(true);
    },
    decideAllSafe: () => {
      const agreed = book.decideAllSafe();
      isAllSafe = true;
      for (const id of views.keys()) showView(id);
      showTotals();
      announcer.say(`${count(agreed, 'group')} decided as suggested.`);
    },
    apply,
    undo: () => openUndo(undoable),
    reload: () => void read(true),
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
  const loader = openLoader(host, book, {
    came: (ids) => {
      for (const id of ids) filling.add(id);
      frame.showNotes([]);
      showTotals();
    },
    gone: (ids) => {
      book.forget(ids);
      rearrange(false);
    },
    failed: (message) => frame.showNotes([`Some groups could not be loaded: ${message}`]),
  });
  const filling = openFillQueue((id) => views.get(id)?.element.isConnected === true, fillView);
  const state = element('div', { class: 'state' });
  frame.main.append(state, list.element);
  document.body.append(frame.header, frame.main, frame.footer, announcer.element);

  function render(index: number): HTMLElement {
    const entry = arranged[index];
    const id = entry?.id ?? '';
    const view = makeGroupView({
      title: `Group ${(index + 1).toLocaleString('en')} of ${arranged.length.toLocaleString('en')}`,
      can,
      thumbnails,
      acts: {
        choose: (asset, choice) => chooseOne(id, asset, choice),
        follow: () => follow(id),
        dismiss: () => toggle(id, 'dismissed'),
        skip: () => toggle(id, 'skipped'),
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

  function decide(id: string, decision: Decision | undefined, said: string): void {
    failures.delete(id);
    book.decide(id, decision);
    showView(id);
    showTotals();
    announcer.say(said);
  }

  function chooseOne(id: string, asset: string, choice: Choice): void {
    const group = book.group(id);
    if (group === undefined || !can.resolve) return;
    const at = group.assets.findIndex((each) => each.id === asset);
    if (choice === 'trash' && group.assets[at]?.stays !== undefined) announcer.say('This one cannot go.');
    else decide(id, choose(group, book.decision(id), asset, choice), `Copy ${at + 1}: ${choice}.`);
  }

  function follow(id: string): void {
    const group = book.group(id);
    if (group === undefined || !can.resolve) return;
    if (isAsSuggested(group, book.decision(id))) {
      decide(id, undefined, 'Undecided.');
      return;
    }
    const decision = followSuggestion(group);
    if (decision.kind !== 'dismissed' || can.dismiss) decide(id, decision, 'Decided as suggested.');
  }

  function toggle(id: string, kind: 'dismissed' | 'skipped'): void {
    if (kind === 'dismissed' && !can.dismiss) return;
    const isSo = book.decision(id)?.kind === kind;
    const said = kind === 'dismissed' ? 'Not duplicates.' : 'Left for later.';
    decide(id, isSo ? undefined : { kind }, isSo ? 'Undecided.' : said);
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
      choose: (asset, choice) => chooseOne(id, asset, choice),
      closed: focusCurrent,
    });
  }

  function showTotals(): void {
    const isOpen = ({ id }: Entry) => book.decision(id) === undefined;
    const open = book.entries.length - book.decided;
    const safe =
      isAllSafe && open === 0 ? 0 : book.entries.reduce((sum, each) => sum + (each.isSafe && isOpen(each) ? 1 : 0), 0);
    frame.showTotals(book.totals, open, safe);
  }

  function rearrange(fromTheTop: boolean): void {
    arranged = arrange(book.entries, filter, sorting, (id) => book.decision(id) !== undefined);
    current = fromTheTop ? 0 : Math.max(0, Math.min(current, arranged.length - 1));
    list.setCount(arranged.length);
    list.refresh();
    if (fromTheTop) frame.main.scrollTop = 0;
    showState(arranged.length > 0 ? [] : emptyState());
    showTotals();
  }

  function emptyState(): HTMLElement[] {
    const isNone = book.entries.length === 0;
    const [title, text] = isNone
      ? ['No duplicates', 'Every group is resolved, or the library has found none.']
      : ['Nothing here', 'No group passes this filter.'];
    return [element('p', { class: 'state-title' }, title), element('p', { class: 'quiet' }, text)];
  }

  function showState(content: readonly HTMLElement[]): void {
    state.replaceChildren(...content);
    state.hidden = content.length === 0;
  }

  async function read(refresh: boolean): Promise<void> {
    for (;;) {
      const answer = await host.callTool<Duplicates>('page_duplicates', refresh ? { refresh } : {});
      if (!answer.ok) return showFailure(answer.message);
      if (answer.data.cache_ready) return take(answer.data);
      showProgress(answer.data.progress);
      await new Promise((resolve) => setTimeout(resolve, lookAgain));
    }
  }

  function take({ index, groups, notes, library, can: abilities }: DuplicatesHere): void {
    can = abilities;
    frame.showAbilities({ change: can.resolve || can.dismiss });
    const entries = index === undefined ? [] : entriesOf(index);
    book.renew(entries);
    book.learn(groups);
    const files = entries.reduce((sum, { assets }) => sum + assets, 0);
    const more =
      index === undefined || index.more === 0 ? '' : `, and ${count(index.more, 'more')} when these are done`;
    frame.showLibrary(`${library}: ${count(entries.length, 'group')}, ${count(files, 'file')}${more}`);
    frame.showNotes(notes);
    rearrange(false);
    // A page that takes the keyboard unasked takes it from the chat.
    if (document.hasFocus()) focusCurrent();
  }

  function showFailure(message: string): void {
    if (book.entries.length > 0) {
      frame.showNotes([`The list could not be read: ${message}`]);
      return;
    }
    const again = button('Try again', () => void read(false), { class: 'primary' });
    showState([
      element('p', { class: 'state-title' }, 'The duplicates could not be read'),
      element('p', { class: 'quiet' }, element('bdi', {}, message)),
      again,
    ]);
  }

  function showProgress({
    groups,
    albums,
    albums_read: done,
  }: {
    groups?: number;
    albums?: number;
    albums_read: number;
  }): void {
    const found =
      groups === undefined ? 'Reading the duplicates …' : `${count(groups, 'group')} found. Reading albums …`;
    const part = albums === undefined || albums === 0 ? '' : ` ${done} of ${albums}`;
    showState([
      element('p', { class: 'state-title', role: 'status' }, `${found}${part}`),
      element('progress', { max: albums || 1, value: albums ? done : undefined, 'aria-label': 'Reading' }),
    ]);
  }

  function apply(): void {
    if (book.totals.ready === 0) {
      announcer.say('Nothing is decided yet.');
      return;
    }
    openApplyDialog({
      host,
      nameOf,
      canUndo: can.undo,
      latest: () => book.orders(),
      prepare: (progress) => {
        const unknown = book.unknown();
        return loader.fetchAll(unknown, (done) => progress(`Reading groups … ${done} of ${unknown.length}`));
      },
      changed: (changes) => void afterChange(changes),
      undo: openUndo,
      closed: focusCurrent,
    });
  }

  async function afterChange(changes: readonly Changed[]): Promise<void> {
    const told = changes.flatMap(({ answer }) => (answer.ok ? [answer.data] : []));
    const ids = told.flatMap(({ change_id: id }) => id ?? []);
    undoable = [...ids.reverse(), ...undoable];
    frame.showUndo(can.undo && undoable.length > 0);
    for (const { id, error } of told.flatMap(({ failed = [] }) => failed))
      if (error !== undefined) failures.set(id, error);
    const summary = tellChanges(changes, 0, nameOf)
      .slice(0, 1)
      .map(({ text }) => text);
    if (host.canTellModel)
      void host.tellModel(
        `On the duplicate board the person applied: ${summary.join(' ')} Changes: ${ids.join(', ') || 'none'}.`,
      );
    await read(false);
  }

  function openUndo(changeIds: readonly string[]): void {
    openUndoDialog({
      host,
      changeIds,
      undone: (ids) => {
        undoable = undoable.filter((id) => !ids.includes(id));
        frame.showUndo(can.undo && undoable.length > 0);
        void read(true);
      },
      closed: focusCurrent,
    });
  }

  function nameOf(id: string): string | undefined {
    for (const entry of book.entries) {
      const group = book.group(entry.id);
      const asset = group?.assets.find((each) => each.id === id || entry.id === id);
      if (asset !== undefined) return asset.file;
    }
    return undefined;
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

  /** The group that has the keyboard, and its id. */
  function focused() {
    const id = arranged[current]?.id ?? '';
    return { id, group: book.group(id), view: views.get(id)?.element };
  }

  listenToKeys(document.body, {
    move: (step) => focusGroup(document.activeElement === document.body ? current : current + step),
    moveTo: (end) => focusGroup(end === 'first' ? 0 : arranged.length - 1),
    card: (step) => focusCard(focused().view, step),
    keep: (number) => {
      const { id, group } = focused();
      const asset = group?.assets[number - 1];
      if (group === undefined || asset === undefined || !can.resolve) return;
      decide(id, keepOnly(group, asset.id), `Copy ${number} is kept, the others go.`);
    },
    choose: (choice) => {
      const { id, group, view } = focused();
      if (group === undefined || !can.resolve) return;
      const asset = group.assets[chosenCard(view) ?? -1];
      if (asset !== undefined) return chooseOne(id, asset.id, choice);
      if (choice === 'stack') return decide(id, stackAll(group), 'All are stacked.');
      announcer.say('Choose a copy first, with the arrow keys.');
    },
    follow: () => follow(focused().id),
    dismiss: () => toggle(focused().id, 'dismissed'),
    skip: () => toggle(focused().id, 'skipped'),
    clear: () => decide(focused().id, undefined, 'Undecided.'),
    zoom: () => zoom(focused().id, chosenCard(focused().view) ?? 0),
    apply,
    help: () => openKeyList(focusCurrent),
  });

  return {
    start: () => read(false),
    context: ({ displayMode, displayModes }) => {
      frame.showFullScreen(displayModes.includes('fullscreen') && displayMode !== 'fullscreen');
    },
  };
}
