/** The copies of one group as large as the window, one at the place of the other: what differs is seen when switching. */
import type { BoardGroup } from '../../catalog/pages/duplicates.ts';
import { openDialog } from '../parts/dialog.ts';
import { button, element } from '../parts/element.ts';
import type { ThumbnailShelf } from '../parts/thumbnails.ts';
import { choiceButtons, unavailable } from './choice-buttons.ts';
import type { Choice } from './decisions.ts';
import { compare } from './facts.ts';

export interface LightboxWish {
  readonly group: BoardGroup;
  /** Which copy first. */
  readonly start: number;
  readonly title: string;
  readonly canResolve: boolean;
  readonly previews: ThumbnailShelf;
  choiceOf(id: string): Choice | undefined;
  choose(id: string, choice: Choice): void;
  closed(): void;
}

/** Copies whose pictures are fetched; one after the other where there are more. */
const neighbours = 8;

/** Opens it over the page. */
export function openLightbox(wish: LightboxWish): void {
  const { assets } = wish.group;
  const { differing } = compare(assets);
  let at = wish.start;
  const dialog = openDialog({ title: wish.title, className: 'lightbox', closed: wish.closed });
  const stage = element('div', { class: 'stage', tabindex: 0 });
  const caption = element('p', { class: 'caption', 'aria-live': 'polite' });
  const facts = element('p', { class: 'quiet' });
  const choice = element('div', {});
  const images = new Map<number, HTMLImageElement>();

  function imageAt(index: number): HTMLImageElement | undefined {
    const asset = assets[index];
    const known = images.get(index);
    if (known !== undefined || asset === undefined) return known;
    const image = element('img', { alt: asset.file, hidden: true });
    const none = element('span', { class: 'no-picture', 'aria-hidden': 'true' }, asset.format);
    stage.append(image, none);
    wish.previews.show(asset.id, image);
    images.set(index, image);
    return image;
  }

  function show(index: number): void {
    at = (index + assets.length) % assets.length;
    const asset = assets[at];
    if (asset === undefined) return;
    // What was wished for last is fetched first.
    for (let near = Math.min(neighbours, assets.length) - 1; near >= 0; near -= 1) imageAt((at + near) % assets.length);
    for (const [each, image] of images) image.hidden = each !== at;
    caption.replaceChildren(element('b', {}, `${at + 1} of ${assets.length} `), element('bdi', {}, asset.file));
    facts.textContent = differing
      .flatMap(({ label, values }) => (values[at] === undefined ? [] : [`${label} ${values[at]}`]))
      .join(' · ');
    const buttons = choiceButtons(`What becomes of ${asset.file}`, unavailable(asset.stays), decide);
    buttons.show(wish.choiceOf(asset.id));
    if (wish.canResolve) choice.replaceChildren(buttons.element);
  }

  function decide(wanted: Choice): void {
    const asset = assets[at];
    if (asset === undefined || !wish.canResolve || unavailable(asset.stays)[wanted] !== undefined) return;
    wish.choose(asset.id, wanted);
    show(at);
  }

  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => show(at - 1),
    ArrowRight: () => show(at + 1),
    ArrowUp: () => show(at - 1),
    ArrowDown: () => show(at + 1),
    e: () => decide('keep'),
    t: () => decide('trash'),
    s: () => decide('stack'),
    z: () => stage.classList.toggle('large'),
  };
  dialog.element.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const digit = Number(event.key);
    const act = digit >= 1 && digit <= assets.length ? () => show(digit - 1) : keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
  stage.addEventListener('click', () => stage.classList.toggle('large'));
  dialog.show(
    [stage, element('div', { class: 'lightbox-foot' }, element('div', {}, caption, facts), choice)],
    [
      button('‹ Previous', () => show(at - 1)),
      button('Next ›', () => show(at + 1)),
      button('Zoom', () => stage.classList.toggle('large')),
      button('Close', () => dialog.close(), { class: 'primary' }),
    ],
  );
  show(at);
  stage.focus();
}
