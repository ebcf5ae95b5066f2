/** A dialog that shows one change item by item. */
import type { HistoryChange } from '../../catalog/pages/history.ts';
import type { Host } from '../host/connect.ts';
import { instantName } from '../parts/dates.ts';
import { closeButton, openDialog } from '../parts/dialog.ts';
import { button, element } from '../parts/element.ts';
import type { ThumbnailShelf } from '../parts/thumbnails.ts';
import { titleOf } from './entry.ts';
import { itemList } from './item-list.ts';
import type { ListedItem } from './listed-item.ts';
import { countOf, marksOf } from './words.ts';

/** As much of what history_show answers as is shown. */
interface Shown {
  readonly details: readonly ListedItem[];
  readonly next_page?: number;
}

export interface DetailsOptions {
  readonly host: Pick<Host, 'callTool' | 'context'>;
  readonly thumbs: ThumbnailShelf | undefined;
  /** Tells the names of files; nothing where this caller may see none. */
  name(list: HTMLElement): void;
  /** Left out where it cannot be undone here. */
  readonly undo?: () => void;
}

export function openDetails(change: HistoryChange, { host, thumbs, name, undo }: DetailsOptions): void {
  const dialog = openDialog({ title: titleOf(change) });
  const { locale } = host.context;
  const facts = [
    instantName(change.at, locale),
    countOf(change),
    change.caller,
    ...marksOf(change).map(({ text }) => text),
  ];
  const head = element('p', { class: 'quiet' }, facts.filter((fact) => fact !== undefined).join(' · '));
  const note = change.note === undefined ? [] : [element('p', { class: 'note', dir: 'auto' }, change.note)];
  const lists: HTMLElement[] = [];
  const undoing = undo === undefined ? [] : [button('Undo…', () => dialog.close(), { class: 'primary' })];
  undoing[0]?.addEventListener('click', () => undo?.());

  function show(...last: HTMLElement[]): void {
    dialog.show([head, ...note, ...lists, ...last], [closeButton(dialog), ...undoing]);
  }

  async function fetchPage(page: number): Promise<void> {
    show(element('p', { class: 'quiet', role: 'status' }, 'Loading…'));
    const answer = await host.callTool<Shown>('history_show', { change_id: change.id, page });
    if (!answer.ok) return show(element('p', { class: 'note', role: 'alert' }, answer.message));
    const { details, next_page: next } = answer.data;
    const list = itemList(details, thumbs, { made: 'was made', gone: 'was removed' });
    lists.push(
      details.length === 0 ? element('p', { class: 'quiet' }, 'Nothing was written down of single items.') : list,
    );
    if (next === undefined) show();
    else show(button(`Show more of ${change.items}`, () => void fetchPage(next)));
    name(list);
  }

  void fetchPage(1);
}
