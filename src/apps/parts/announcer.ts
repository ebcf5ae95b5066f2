/** Says to screen readers what changed elsewhere than where the keyboard is. */
import { element } from './element.ts';

export interface Announcer {
  readonly element: HTMLElement;
  say(text: string): void;
}

/** Its element belongs into the document before it says anything. */
export function openAnnouncer(): Announcer {
  const region = element('div', { role: 'status', 'aria-live': 'polite', class: 'unseen' });
  return {
    element: region,
    say: (text) => {
      // The same text twice is no change, and would not be read.
      region.textContent = region.textContent === text ? `${text}\u00a0` : text;
    },
  };
}
