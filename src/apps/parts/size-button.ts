/** The button that gives a page the whole window, where the host offers it. */
import type { Host } from '../host/connect.ts';
import type { HostContext } from '../host/messages.ts';
import { button } from './element.ts';
import { icon } from './icons.ts';

export interface SizeButton {
  readonly element: HTMLButtonElement;
  /** Shows what it would do now. */
  paint(context: HostContext): void;
}

export function openSizeButton(host: Pick<Host, 'setDisplayMode'>): SizeButton {
  let isFull = false;
  const made = button('', () => void host.setDisplayMode(isFull ? 'inline' : 'fullscreen'), { class: 'sign' });
  return {
    element: made,
    paint: ({ displayMode, displayModes }) => {
      isFull = displayMode === 'fullscreen';
      made.hidden = !displayModes.includes(isFull ? 'inline' : 'fullscreen');
      const label = isFull ? 'Back into the chat' : 'Full screen';
      made.setAttribute('aria-label', label);
      made.title = label;
      made.replaceChildren(icon(isFull ? 'shrink' : 'expand'));
    },
  };
}
