/** The whole sheet: photos come, are arranged, looked at, selected and handed to the chat. */
import type { PageAsset } from '../../catalog/pages/assets.ts';
import type { Host } from '../host/connect.ts';
import { momentName } from '../parts/dates.ts';
import { button, element } from '../parts/element.ts';
import { failureNote } from '../parts/failure.ts';
import { openLightbox } from '../parts/lightbox.ts';
import { openThumbnails } from '../parts/thumbnails.ts';
import { openBar } from './bar.ts';
import { byDay, isByTime, type Order, sectionsByDay } from './days.ts';
import { type Arrangement, openGrid } from './grid.ts';
import { selectionOf } from './known-photos.ts';
import { numbersIn } from './numbers.ts';
import { openPhotos, type Photos } from './photos.ts';
import { openSelection } from './selection.ts';
import { openToolbar } from './toolbar.ts';
import { waitingState } from './waiting.ts';
import { lengthName } from './words.ts';

export interface Sheet {
  /** Takes from the model's answer which numbers it has for which photos. */
  learn(answer: unknown): void;
  contextChanged(): void;
}

/** So many photos are fetched without anybody scrolling: of a ranking the rest is hardly ever looked at. */
const fetchedAtOnce = { ranked: 500, others: 5000 } as const;
/** Photos below the window that are fetched before they are reached. */
const ahead = 400;
/** Pixels that the sheet takes in the chat at most, where the host does not say. */
const usualHeight = 640;

export function openSheet(host: Host, args: Readonly<Record<string, unknown>>): Sheet {
  const selected = selectionOf(args);
  const thumbs = openThumbnails(host);
  const previews = openThumbnails(host, 'preview');
  const photos = openPhotos(host, selected, arrive);
  const selection = openSelection(() => {
    repaint();
    grid.keepInView();
  });
  let wish: Order | undefined;
  let { locale } = host.context;
  let shown: Arrangement = { assets: [], sections: [], hasHeadings: false };
  let numbers: ReadonlyMap<string, number> = new Map();

  const scroller = element('main', { class: 'scroller', tabindex: -1 });
  const toolbar = openToolbar(selected, {
    host,
    setOrder: (order) => {
      wish = order;
      arrive();
      scroller.scrollTop = 0;
    },
  });
  const grid = openGrid({
    scroller,
    thumbs,
    selection,
    locale: () => host.context.locale,
    numberOf: (id) => numbers.get(id),
    open: look,
    near: (count) => {
      if (count + ahead > photos.assets.length) photos.want(count + ahead);
    },
  });
  const bar = openBar({
    host,
    selected: () => shown.assets.filter(({ id }) => selection.has(id)),
    clear: () => {
      selection.clear();
      grid.element.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
    },
    resized: askForHeight,
  });
  const state = element('div', { class: 'state' });
  scroller.append(state, grid.element);
  document.body.replaceChildren(toolbar.element, scroller, bar.element);

  function arrive(): void {
    const isRanked = !isByTime(photos.assets);
    shown = arranged(photos, isRanked, orderOf(isRanked));
    selection.setOrder(shown.assets.map(({ id }) => id));
    grid.show(shown);
    repaint();
  }

  /** A ranking is shown as one; a list that the model made by hand has more use by its days. */
  function orderOf(isRanked: boolean): Order {
    if (!isRanked) return 'found';
    return wish ?? (selected.search === undefined ? 'day' : 'found');
  }

  function repaint(): void {
    const hasOrders = !isByTime(photos.assets);
    toolbar.paint({ photos, order: orderOf(hasOrders), hasOrders, context: host.context });
    state.replaceChildren(...stateOf(photos));
    grid.element.hidden = shown.assets.length === 0;
    grid.paint();
    bar.paint();
  }

  function stateOf({ assets, failure, isFetching, hasMore }: Photos): Node[] {
    if (failure !== undefined) {
      const again = button('Try again', () => {
        photos.want(assets.length + 1);
        state.replaceChildren(waitingState());
      });
      return [failureNote(assets.length === 0 ? 'The photos did not come.' : 'Not all photos came.', failure, again)];
    }
    if (assets.length > 0) return [];
    if (isFetching || hasMore) return [waitingState()];
    return [element('p', { class: 'quiet' }, 'There are no photos here.')];
  }

  function look(at: number): void {
    openLightbox(at, {
      thumbs,
      previews,
      count: () => shown.assets.length,
      item: (index) => {
        const asset = shown.assets[index];
        const { id = '', file = '' } = asset ?? {};
        return { id, title: file, facts: factsOf(asset, host.context.locale) };
      },
      control: (index, refresh) => {
        const id = shown.assets[index]?.id ?? '';
        const isSelected = selection.has(id);
        const toggle = () => {
          selection.toggle(id);
          refresh();
        };
        return button(isSelected ? 'Selected' : 'Select', toggle, {
          class: 'select',
          'aria-pressed': String(isSelected),
        });
      },
      looked: (index) => {
        if (index + ahead > photos.assets.length) photos.want(index + ahead);
      },
      closed: (index) => grid.focus(index),
    });
  }

  function askForHeight(): void {
    if (host.context.displayMode === 'fullscreen') return;
    const content = shown.assets.length === 0 ? 240 : grid.height + 16;
    const wanted = toolbar.element.offsetHeight + content + bar.element.offsetHeight;
    host.needHeight(Math.min(host.context.maxHeight ?? usualHeight, wanted));
  }

  photos.want(selected.search === undefined ? fetchedAtOnce.others : fetchedAtOnce.ranked);
  repaint();
  return {
    learn: (answer) => {
      numbers = numbersIn(answer);
      if (numbers.size > 0) grid.renew();
    },
    contextChanged: () => {
      if (locale !== host.context.locale) grid.renew();
      locale = host.context.locale;
      repaint();
    },
  };
}

/** What stands below the name of a photo that is looked at. */
function factsOf(asset: PageAsset | undefined, locale: string | undefined): string {
  const moment = momentName(asset?.taken, locale);
  if (asset?.video !== true) return moment;
  return `${moment} · Video${asset.seconds === undefined ? '' : ` of ${lengthName(asset.seconds)}`}, as a still`;
}

function arranged({ assets }: Photos, isRanked: boolean, order: Order): Arrangement {
  if (isRanked && order === 'found') {
    return { assets: [...assets], sections: [{ day: undefined, first: 0, count: assets.length }], hasHeadings: false };
  }
  const ordered = isRanked ? byDay(assets) : [...assets];
  return { assets: ordered, sections: sectionsByDay(ordered), hasHeadings: true };
}
