/** What the sheet shows in place of photos. */
import { element } from '../parts/element.ts';

/** Grey shapes where photos will be. */
export function waitingState(): HTMLElement {
  const shapes = [1.5, 0.75, 1.33, 1.78, 1, 1.5, 1.33, 0.75, 1.5, 1];
  const made = element('div', { class: 'waiting', role: 'status', 'aria-label': 'Loading photos' });
  for (const shape of shapes) {
    const box = element('span', { class: 'shape', 'aria-hidden': 'true' });
    box.style.setProperty('--shape', String(shape));
    made.append(box);
  }
  return made;
}
