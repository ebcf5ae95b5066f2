/** One copy of a group: its picture, its name, and what is to become of it. */
import type { BoardAsset } from '../../catalog/pages/duplicates.ts';
import { button, element } from '../parts/element.ts';
import type { ThumbnailShelf } from '../parts/thumbnails.ts';
import { type ChoiceButtons, choiceButtons, unavailable } from './choice-buttons.ts';
import type { Choice } from './decisions.ts';

export interface Card {
  readonly head: HTMLElement;
  readonly choices: ChoiceButtons;
  show(choice: Choice | undefined): void;
}

export interface CardWish {
  readonly asset: BoardAsset;
  /** From 1. */
  readonly number: number;
  readonly isSuggested: boolean;
  readonly thumbnails: ThumbnailShelf;
  zoom(): void;
  choose(choice: Choice): void;
}

/** The card's head and its choice, which are cells of a table. */
export function makeCard({ asset, number, isSuggested, thumbnails, zoom, choose }: CardWish): Card {
  const { id, file, format, dear, stays } = asset;
  const image = element('img', { alt: '', draggable: 'false' });
  thumbnails.show(id, image);
  const mark = element('span', { class: 'fate', 'aria-hidden': 'true' });
  const look = button('', zoom, { class: 'picture', 'aria-label': `Look at ${number}: ${file}` });
  look.append(image, element('span', { class: 'no-picture', 'aria-hidden': 'true' }, format), mark);
  const badge = isSuggested ? element('span', { class: 'badge' }, '★ Best') : undefined;
  const head = element(
    'div',
    { class: 'card' },
    look,
    element('div', { class: 'card-line' }, element('span', { class: 'number' }, String(number)), badge),
    element('div', { class: 'name', title: file, dir: 'auto' }, element('bdi', {}, file)),
    note(dear, stays),
  );
  const choices = choiceButtons(`What becomes of ${number}: ${file}`, unavailable(stays), choose);
  return {
    head,
    choices,
    show: (choice) => {
      choices.show(choice);
      head.dataset.choice = choice ?? 'open';
      mark.textContent = choice === undefined ? '' : fates[choice];
    },
  };
}

const fates = { keep: '✓ Keep', trash: '✕ Trash', stack: '▤ Stack' } as const satisfies Record<Choice, string>;

function note(dear: string | undefined, stays: string | undefined): HTMLElement | undefined {
  if (stays !== undefined) return element('div', { class: 'card-note' }, `🔒 ${stays}`);
  return dear === undefined ? undefined : element('div', { class: 'card-note' }, `♥ ${dear}`);
}
