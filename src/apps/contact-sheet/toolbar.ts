/** The line above the photos: what is shown, how many there are, in which order. */
import type { Host } from '../host/connect.ts';
import type { HostContext } from '../host/messages.ts';
import { dayName } from '../parts/dates.ts';
import { button, element } from '../parts/element.ts';
import { openSizeButton } from '../parts/size-button.ts';
import type { Order } from './days.ts';
import type { Photos } from './photos.ts';
import { photos as sayPhotos } from './words.ts';

export interface Toolbar {
  readonly element: HTMLElement;
  paint(facts: ToolbarFacts): void;
}

export interface ToolbarFacts {
  readonly photos: Photos;
  readonly order: Order;
  /** Whether there is more than one order. */
  readonly hasOrders: boolean;
  readonly context: HostContext;
}

export interface ToolbarOptions {
  readonly host: Pick<Host, 'setDisplayMode'>;
  setOrder(order: Order): void;
}

const longestTitle = 80;

export function openToolbar(selection: Readonly<Record<string, unknown>>, { host, setOrder }: ToolbarOptions): Toolbar {
  const title = element('h1', { dir: 'auto' });
  const count = element('p', { class: 'quiet', role: 'status' });
  const byDay = button('By day', () => setOrder('day'));
  const asFound = button('search' in selection ? 'Best first' : 'As listed', () => setOrder('found'));
  const orders = element('div', { class: 'choices', role: 'group', 'aria-label': 'Order' }, asFound, byDay);
  const size = openSizeButton(host);
  const bar = element(
    'header',
    { class: 'toolbar' },
    element('div', { class: 'titles' }, title, count),
    orders,
    size.element,
  );
  return {
    element: bar,
    paint: ({ photos, order, hasOrders, context }) => {
      title.textContent = titleOf(selection, context.locale);
      count.textContent = countText(photos);
      orders.hidden = !hasOrders;
      byDay.setAttribute('aria-pressed', String(order === 'day'));
      asFound.setAttribute('aria-pressed', String(order === 'found'));
      size.paint(context);
    },
  };
}

/** What the model asked for; a name that it gave is quoted. */
export function titleOf(selection: Readonly<Record<string, unknown>>, locale: string | undefined): string {
  const { search, day, album_id, duplicate_id } = selection;
  if (typeof search === 'string') return `“${short(search)}”`;
  if (typeof day === 'string') return dayName(day, locale);
  if (duplicate_id !== undefined) return 'Duplicates';
  if (typeof album_id !== 'string') return 'Photos';
  return isId(album_id) ? 'Album' : `Album “${short(album_id)}”`;
}

/** Ids of Immich and of PhotoPrism: they say nothing to people. */
function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$|^a[0-9a-z]{15}$/i.test(text.trim());
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longestTitle ? `${line.slice(0, longestTitle)}…` : line;
}

/** What there is, and what cannot be shown of it. */
export function countText({ assets, total, exact, hasMore, how, left }: Omit<Photos, 'want'>): string {
  const parts = [
    countOf(assets.length, total, exact, hasMore),
    how,
    left.missing > 0 ? `${left.missing} not there any more` : undefined,
    left.hidden > 0 ? `${left.hidden} locked or private, which are not shown` : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function countOf(loaded: number, total: number, exact: boolean, hasMore: boolean): string | undefined {
  if (loaded === 0) return undefined;
  if (!hasMore) return sayPhotos(loaded);
  return exact ? `${loaded.toLocaleString('en')} of ${sayPhotos(total)}` : `${sayPhotos(loaded)} so far`;
}
