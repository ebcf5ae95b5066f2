/** What stands in place of the list while there is none. */
import type { DuplicatesComing } from '../../catalog/pages/duplicates.ts';
import { counted } from '../parts/counted.ts';
import { button, element } from '../parts/element.ts';

/** `isNone` where there are no duplicates at all, and not only none that pass the filter. */
export function emptyState(isNone: boolean): HTMLElement[] {
  const [title, text] = isNone
    ? ['No duplicates', 'Every group is resolved, or the library has found none.']
    : ['Nothing here', 'No group passes this filter.'];
  return [element('p', { class: 'state-title' }, title), element('p', { class: 'quiet' }, text)];
}

/** The list could not be read. */
export function failureState(message: string, again: () => void): HTMLElement[] {
  return [
    element('p', { class: 'state-title' }, 'The duplicates could not be read'),
    element('p', { class: 'quiet' }, element('bdi', {}, message)),
    button('Try again', again, { class: 'primary' }),
  ];
}

/** The list is being read. */
export function progressState({ groups, albums = 0, albums_read: done }: DuplicatesComing['progress']): HTMLElement[] {
  const found =
    groups === undefined ? 'Reading the duplicates …' : `${counted(groups, 'group')} found. Reading albums …`;
  const part = albums === 0 ? '' : ` ${done} of ${albums}`;
  const bar = { max: Math.max(1, albums), value: albums === 0 ? undefined : done, 'aria-label': 'Reading' };
  return [element('p', { class: 'state-title', role: 'status' }, `${found}${part}`), element('progress', bar)];
}
