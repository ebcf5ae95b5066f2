/** The bar that shows what is selected and hands it to the chat. */
import type { PageAsset } from '../../catalog/pages/assets.ts';
import type { Host } from '../host/connect.ts';
import { button, element } from '../parts/element.ts';
import { mostHandedOver, nothingSelected, selectionText, spokenText } from './hand-over.ts';
import { photos } from './words.ts';

export interface Bar {
  readonly element: HTMLElement;
  /** Shows what is selected now. */
  paint(): void;
}

export interface BarOptions {
  readonly host: Pick<Host, 'canTellModel' | 'tellModel' | 'canSay' | 'say'>;
  selected(): readonly PageAsset[];
  clear(): void;
  /** Told when the bar came or went, or became higher. */
  resized(): void;
}

/** What the chat was last told, by the ids. */
interface HandedOver {
  readonly key: string;
  readonly count: number;
}

export function openBar({ host, selected, clear, resized }: BarOptions): Bar {
  const count = element('strong', { class: 'count' });
  const status = element('p', { class: 'bar-status', role: 'status' });
  const clearing = button('Clear', clear);
  const using = button('Use in chat', () => void handOver(), { class: 'primary' });
  const asking = button('Ask now', () => void ask(), { class: 'primary' });
  const takingBack = button('Take out of the chat', () => void takeBack());
  const list = element('textarea', { readonly: true, rows: 3, 'aria-label': 'Selected photos, to copy' });
  const bar = element(
    'section',
    { class: 'bar', 'aria-label': 'Selection' },
    element(
      'div',
      { class: 'bar-line' },
      count,
      clearing,
      element('span', { class: 'space' }),
      takingBack,
      using,
      asking,
    ),
    status,
    list,
  );
  const canHandOver = host.canTellModel || host.canSay;
  let handed: HandedOver | undefined;
  let isBusy = false;

  const keyOf = (assets: readonly PageAsset[]) => assets.map(({ id }) => id).join(' ');

  async function busy(work: () => Promise<string>): Promise<void> {
    isBusy = true;
    paint();
    const said = await work();
    isBusy = false;
    paint();
    status.textContent = said;
    resized();
  }

  /** Where the host keeps nothing for the model, the photos are said in the chat itself. */
  function handOver(): Promise<void> {
    return busy(async () => {
      const assets = selected();
      const text = selectionText(assets);
      const isTaken = host.canTellModel ? await host.tellModel(text) : await host.say(text);
      if (!isTaken) return 'The chat did not take it.';
      handed = { key: keyOf(assets), count: assets.length };
      return host.canTellModel
        ? `From your next message on the chat knows which ${assets.length === 1 ? 'photo' : photos(assets.length)} you mean.`
        : `${photos(assets.length)} sent to the chat.`;
    });
  }

  function ask(): Promise<void> {
    return busy(async () =>
      (await host.say(spokenText(handed?.count ?? 0)))
        ? 'Asked in the chat.'
        : 'The chat did not take it: write a message yourself.',
    );
  }

  function takeBack(): Promise<void> {
    return busy(async () => {
      if (!(await host.tellModel(nothingSelected))) return 'The chat did not take it.';
      handed = undefined;
      return 'The chat knows of no selection any more.';
    });
  }

  function hint(assets: readonly PageAsset[]): string {
    if (!canHandOver) return 'This chat takes no selection from a page. Copy the list into a message instead:';
    if (assets.length > mostHandedOver) return `At most ${mostHandedOver} photos can be used in the chat at once.`;
    return '';
  }

  function paint(): void {
    const assets = selected();
    const isHanded = handed !== undefined && handed.key === keyOf(assets);
    bar.hidden = assets.length === 0 && handed === undefined && status.textContent === '';
    count.textContent = assets.length === 0 ? 'Nothing selected' : `${assets.length.toLocaleString('en')} selected`;
    clearing.hidden = assets.length === 0;
    using.hidden = !canHandOver || assets.length === 0 || isHanded;
    using.disabled = isBusy || assets.length > mostHandedOver;
    asking.hidden = !isHanded || !host.canSay || !host.canTellModel;
    asking.disabled = isBusy;
    takingBack.hidden = handed === undefined || !host.canTellModel;
    takingBack.disabled = isBusy;
    list.hidden = canHandOver || assets.length === 0;
    if (!list.hidden) list.value = selectionText(assets);
    status.textContent = isBusy ? 'Telling the chat…' : hint(assets);
    resized();
  }

  return { element: bar, paint };
}
