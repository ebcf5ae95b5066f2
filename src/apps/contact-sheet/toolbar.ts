/** The line above the photos: what is shown, how many there are, in which order. */
import type { Host } from '../host/connect.ts';
import type { HostContext } from '../host/messages.ts';
import { button, element } from '../parts/element.ts';
import { openSizeButton } from '../parts/size-button.ts';
import type { Order } from './days.ts';
import type { Photos } from './photos.ts';
import { countText, titleOf } from './titles.ts';

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
