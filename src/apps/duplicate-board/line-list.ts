/** Lines about a change, each marked by its tone in a sign and a word, not only in colour. */
import { element } from '../parts/element.ts';
import type { Line } from './tell-change.ts';

const signs = { plain: '', caution: '⚠', refusal: '✕' } as const satisfies Record<Line['tone'], string>;

/** A list for a dialog. */
export function lineList(lines: readonly Line[]): HTMLElement {
  const items = lines.map(({ tone, text }) => {
    const sign = element('span', { class: 'sign', 'aria-hidden': 'true' }, signs[tone]);
    const word =
      tone === 'plain'
        ? undefined
        : element('span', { class: 'unseen' }, tone === 'caution' ? 'Caution: ' : 'Not done: ');
    return element('li', { class: tone }, sign, word, element('bdi', {}, text));
  });
  return element('ul', { class: 'lines' }, ...items);
}
