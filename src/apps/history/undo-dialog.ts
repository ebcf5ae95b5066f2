/** Takes a change back: shows what would come back and what not, asks, and tells what became of it. */
import type { HistoryChange } from '../../catalog/pages/history.ts';
import type { Host } from '../host/connect.ts';
import type { ToolAnswer } from '../host/tool-answer.ts';
import { counted } from '../parts/counted.ts';
import { closeButton, openDialog } from '../parts/dialog.ts';
import { button, element } from '../parts/element.ts';
import type { ThumbnailShelf } from '../parts/thumbnails.ts';
import { titleOf } from './entry.ts';
import { itemList } from './item-list.ts';
import {
  couldBeForced,
  type LeftGroup,
  leftGroups,
  previewItems,
  type UndoOutcome,
  type UndoPreview,
  withoutAdvice,
} from './undo-answer.ts';
import { kindName } from './words.ts';

export interface UndoOptions {
  readonly host: Pick<Host, 'callTool'>;
  /** True where no change was made after it. */
  readonly isLatest: boolean;
  readonly thumbs: ThumbnailShelf | undefined;
  /** Tells the names of files; nothing where this caller may see none. */
  name(list: HTMLElement): void;
  /** Told when something was taken back, or may have been. */
  done(said: string): void;
  closed(): void;
}

/** What is to be taken back. */
interface Wish {
  /** All changes after it as well. */
  readonly since: boolean;
  /** What somebody has changed since as well. */
  readonly force: boolean;
}

export function openUndo(change: HistoryChange, options: UndoOptions): void {
  const { host, thumbs, name, done, closed } = options;
  let isRunning = false;
  const dialog = openDialog({ title: `Undo: ${titleOf(change)}`, mayClose: () => !isRunning, closed });
  const cancel = () => closeButton(dialog, 'Cancel');

  const wanted = ({ since, force }: Wish) => ({ [since ? 'since' : 'change_id']: change.id, force });

  async function look(wish: Wish): Promise<void> {
    dialog.show([status('Looking at what would come back…')], [cancel()]);
    const answer = await host.callTool<UndoPreview>('history_undo', { ...wanted(wish), dry_run: true });
    if (answer.ok) showPreview(answer.data, wish);
    else showRefusal(answer.message, wish);
  }

  /** What else could be taken back; to choose it is to look anew. */
  function choices(wish: Wish, offersForce: boolean): HTMLElement[] {
    const after = 'Take back also all that was changed through Albumen after it';
    return [
      ...(options.isLatest ? [] : [choice(after, wish.since, (since) => void look({ ...wish, since }))]),
      ...(offersForce
        ? [choice('Take back also what was changed since', wish.force, (force) => void look({ ...wish, force }))]
        : []),
    ];
  }

  function showRefusal(message: string, wish: Wish): void {
    const forcing = button('Look at that', () => void look({ ...wish, force: true }));
    const offer = couldBeForced(message) && !wish.force;
    const more = element('p', { class: 'quiet' }, 'What somebody has changed since can be taken back all the same.');
    dialog.show(
      [trouble(withoutAdvice(message)), ...(offer ? [more] : []), ...choices(wish, false)],
      [closeButton(dialog), ...(offer ? [forcing] : [])],
    );
  }

  function showPreview(preview: UndoPreview, wish: Wish): void {
    const { affected_count: count, more_items: more, would_be_refused: refused, notes = [] } = preview;
    const list = itemList(previewItems(preview), thumbs, { made: 'comes back', gone: 'goes away again' });
    const offersForce = wish.force || preview.changed_since !== undefined;
    const go = button(`Undo ${counted(count, 'item')}`, () => void run(preview, wish), {
      class: 'primary',
      disabled: refused !== undefined,
    });
    dialog.show(
      [
        element('p', {}, `${counted(count, 'item comes', 'items come')} back${ofChanges(preview, wish)}:`),
        list,
        ...(more === undefined ? [] : [element('p', { class: 'quiet' }, `and ${counted(more, 'more item')}`)]),
        ...leftGroups(preview).map(leftElement),
        ...choices(wish, offersForce),
        ...notes.map((note) => element('p', { class: 'note' }, note)),
        ...(refused === undefined ? [] : [trouble(refused)]),
      ],
      [cancel(), go],
    );
    name(list);
  }

  async function run({ plan_id }: UndoPreview, wish: Wish): Promise<void> {
    isRunning = true;
    dialog.show([status('Taking it back… If the chat asks you to confirm, answer there.')], []);
    const args = { ...wanted(wish), dry_run: false, ...(plan_id === undefined ? {} : { plan_id }) };
    const answer = await host.callTool<UndoOutcome>('history_undo', args);
    isRunning = false;
    showOutcome(answer);
  }

  function showOutcome(answer: ToolAnswer<UndoOutcome>): void {
    if (!answer.ok) {
      dialog.show([trouble(withoutAdvice(answer.message))], [closeButton(dialog)]);
      // It may have been done in part before it failed.
      done('The undo did not end well.');
      return;
    }
    const { restored, failed = [], failed_count, unclear = [], unclear_count, stopped, notes = [] } = answer.data;
    const said = `${counted(restored, 'item')} came back.`;
    const finish = button('Done', () => dialog.close(), { class: 'primary' });
    const broken = failed_count ?? failed.length;
    const unknown = unclear_count ?? unclear.length;
    dialog.show(
      [
        element('p', { role: 'status' }, element('strong', {}, said)),
        ...(broken === 0
          ? []
          : [trouble(`${counted(broken, 'item')} did not: ${failed[0]?.error ?? 'the library refused'}`)]),
        ...(unknown === 0 ? [] : [trouble(`Of ${counted(unknown, 'item')} nobody knows whether they did.`)]),
        ...(stopped === undefined ? [] : [element('p', {}, stopped)]),
        ...leftGroups(answer.data).map(leftElement),
        ...notes.map((note) => element('p', { class: 'note' }, note)),
      ],
      [finish],
    );
    finish.focus();
    done(said);
  }

  void look({ since: false, force: false });
}

function ofChanges({ changes = [], more_changes: more = 0 }: UndoPreview, { since }: Wish): string {
  return since ? `, of ${counted(changes.length + more, 'change')}` : '';
}

function choice(text: string, isChosen: boolean, choose: (isChosen: boolean) => void): HTMLElement {
  const box = element('input', { type: 'checkbox', ...(isChosen ? { checked: true } : {}) });
  box.addEventListener('change', () => choose(box.checked));
  return element('label', { class: 'choice' }, box, ` ${text}`);
}

function status(text: string): HTMLElement {
  return element('p', { class: 'quiet', role: 'status' }, text);
}

function trouble(text: string): HTMLElement {
  return element('p', { class: 'note', role: 'alert', dir: 'auto' }, text);
}

function leftElement({ what, count, items }: LeftGroup): HTMLElement {
  const heads = {
    lost: `${counted(count, 'item')} cannot come back`,
    since: `${counted(count, 'item stays', 'items stay')} as somebody left ${count === 1 ? 'it' : 'them'} since`,
  };
  const whys = new Map<string, number>();
  for (const { kind, why } of items) {
    const text = `${kindName(kind)}: ${why}`;
    whys.set(text, (whys.get(text) ?? 0) + 1);
  }
  const lines = [...whys].map(([text, times]) =>
    element('li', { dir: 'auto' }, times > 1 ? `${text} (${times})` : text),
  );
  return element('section', { class: `left ${what}` }, element('strong', {}, heads[what]), element('ul', {}, ...lines));
}
