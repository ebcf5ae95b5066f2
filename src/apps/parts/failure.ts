/** Says in place of what should be there what went wrong. */
import { element } from './element.ts';

/** `why` is in the server's words; `again` tries once more. */
export function failureNote(what: string, why: string, again: HTMLButtonElement): HTMLElement {
  return element(
    'div',
    { class: 'failure', role: 'alert' },
    element('strong', {}, what),
    element('p', { class: 'quiet', dir: 'auto' }, why),
    again,
  );
}
