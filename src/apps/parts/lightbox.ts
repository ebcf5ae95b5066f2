/** One photo over the whole page, with its neighbours a key away. */
import { button, element } from './element.ts';
import { icon } from './icons.ts';
import type { ThumbnailShelf } from './thumbnails.ts';

/** What is shown of one asset. Texts may be strangers'. */
export interface LightboxItem {
  readonly id: string;
  readonly title: string;
  readonly facts: string;
}

export interface LightboxOptions {
  readonly thumbs: ThumbnailShelf;
  readonly previews: ThumbnailShelf;
  count(): number;
  item(index: number): LightboxItem;
  /** A control of the page's own for this photo, made anew for each; `refresh` makes it once more. */
  control?(index: number, refresh: () => void): HTMLElement;
  /** Told of every photo that is looked at: more may have to be fetched. */
  looked?(index: number): void;
  /** Told which photo was looked at last. */
  closed(index: number): void;
}

/** Photos fetched ahead: more in the direction in which most people go. */
const ahead = { before: 1, after: 2 } as const;
/** Pixels that a finger has to move for the next photo. */
const swipe = 48;

/** Opens it at `start`; Escape closes it, the arrow keys go on. */
export function openLightbox(start: number, options: LightboxOptions): void {
  let at = start;
  const frames = new Map<number, HTMLElement>();
  const stage = element('div', { class: 'stage' });
  const title = element('h2', { id: 'lightbox-title', dir: 'auto', tabindex: -1 });
  const facts = element('p', { class: 'quiet' });
  const place = element('span', { class: 'place quiet' });
  const controls = element('div', { class: 'lightbox-controls' });
  const back = sign('left', 'Previous photo', () => go(at - 1));
  const on = sign('right', 'Next photo', () => go(at + 1));
  const texts = element('div', { class: 'lightbox-texts', 'aria-live': 'polite' }, title, facts);
  const head = element(
    'header',
    {},
    texts,
    place,
    controls,
    sign('close', 'Close', () => dialog.close()),
  );
  const dialog = element('dialog', { class: 'lightbox', 'aria-labelledby': 'lightbox-title' }, head, stage, back, on);

  function sign(name: Parameters<typeof icon>[0], label: string, act: () => void): HTMLButtonElement {
    const made = button('', act, { class: `sign ${name}`, 'aria-label': label, title: label });
    made.append(icon(name));
    return made;
  }

  /** The small picture below stays until the large one covers it. */
  function frameFor(index: number): HTMLElement {
    const { id } = options.item(index);
    const [small, large] = [picture('small'), picture('large')];
    const made = element('div', { class: 'frame', hidden: index !== at }, small, large);
    frames.set(index, made);
    stage.append(made);
    options.thumbs.show(id, small);
    options.previews.show(id, large);
    return made;
  }

  const picture = (kind: string) => element('img', { class: kind, alt: '', draggable: 'false' });

  function fetchAround(): void {
    const [first, last] = [Math.max(0, at - ahead.before), Math.min(options.count() - 1, at + ahead.after)];
    for (const [index, frame] of frames) if (index < first || index > last) drop(index, frame);
    const near = Array.from({ length: last - first + 1 }, (_, step) => last - step).filter((index) => index !== at);
    // The shelf fetches first what was wished last: the photo itself, after its neighbours.
    for (const index of [...near, at]) if (!frames.has(index)) frameFor(index);
    for (const [index, frame] of frames) frame.hidden = index !== at;
  }

  function drop(index: number, frame: HTMLElement): void {
    frame.remove();
    frames.delete(index);
  }

  function show(): void {
    const item = options.item(at);
    title.textContent = item.title;
    facts.textContent = item.facts;
    place.textContent = `${at + 1} of ${options.count()}`;
    back.disabled = at === 0;
    on.disabled = at + 1 >= options.count();
    showControl();
    fetchAround();
    options.looked?.(at);
  }

  /** Whoever just used it keeps the keyboard on it. */
  function showControl(): void {
    if (options.control === undefined) return;
    const hadFocus = controls.contains(document.activeElement);
    const made = options.control(at, showControl);
    controls.replaceChildren(made);
    if (hadFocus) made.focus();
  }

  function go(index: number): void {
    if (index < 0 || index >= options.count()) return;
    const hadFocus = document.activeElement;
    at = index;
    show();
    // A button that was switched off, or made anew, has lost the keyboard.
    if (!dialog.contains(document.activeElement) || hadFocus !== document.activeElement) title.focus();
  }

  dialog.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return event.stopPropagation();
    event.preventDefault();
    event.stopPropagation();
    go(at + step);
  });
  let from: number | undefined;
  stage.addEventListener('pointerdown', ({ clientX }) => {
    from = clientX;
  });
  stage.addEventListener('pointerup', ({ clientX, target }) => {
    const moved = from === undefined ? 0 : clientX - from;
    from = undefined;
    if (Math.abs(moved) > swipe) go(at + (moved < 0 ? 1 : -1));
    else if (target === stage || (target instanceof Element && target.classList.contains('frame'))) dialog.close();
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    options.closed(at);
  });
  document.body.append(dialog);
  dialog.showModal();
  show();
  title.focus();
}
