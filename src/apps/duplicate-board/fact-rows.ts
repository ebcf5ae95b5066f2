/** The facts that differ, as rows of a table. */
import { element } from '../parts/element.ts';
import type { Comparison } from './facts.ts';

/** A row for each fact, with a cell for each of the first `columns` copies; what is best is marked by a sign, not only by weight. */
export function factRows({ differing }: Comparison, columns: number): HTMLElement {
  const rows = differing.map(({ label, values, best }) => {
    const cells = values.slice(0, columns).map((value, at) => {
      const isBest = best.includes(at);
      const text = element('bdi', { class: value === undefined ? 'quiet' : '', title: value }, value ?? '–');
      return element('td', { class: isBest ? 'best' : '', 'data-label': label }, text, ...(isBest ? bestSign() : []));
    });
    return element('tr', {}, element('th', { scope: 'row' }, label), ...cells);
  });
  return element('tbody', { class: 'facts' }, ...rows);
}

/** Seen as a sign, read as a word. */
function bestSign(): HTMLElement[] {
  const sign = element('span', { class: 'best-sign', 'aria-hidden': 'true', title: 'most' }, '▲');
  return [sign, element('span', { class: 'unseen' }, ', most')];
}
