/** Things that a change altered, each with what became what. */
import type { PageAssets } from '../../catalog/pages/assets.ts';
import type { Host } from '../host/connect.ts';
import { element } from '../parts/element.ts';
import type { ThumbnailShelf } from '../parts/thumbnails.ts';
import { type Difference, differencesOf, fateOf } from './differences.ts';
import type { ListedItem } from './listed-item.ts';
import { smallPicture } from './pictures.ts';
import { fieldName, isPhoto, kindName, valueName } from './words.ts';

/** How a list calls what came and what went. */
export interface FateWords {
  readonly made: string;
  readonly gone: string;
}

export function itemList(
  items: readonly ListedItem[],
  thumbs: ThumbnailShelf | undefined,
  fates: FateWords,
): HTMLUListElement {
  return element('ul', { class: 'items' }, ...items.map((item) => itemElement(item, thumbs, fates)));
}

function itemElement(item: ListedItem, thumbs: ThumbnailShelf | undefined, fates: FateWords): HTMLLIElement {
  const { kind, id, before, after, ok, error } = item;
  const fate = fateOf(before, after);
  const differences = differencesOf(before, after);
  const picture = thumbs !== undefined && isPhoto(kind) ? smallPicture(id, thumbs) : undefined;
  const trouble =
    ok === false ? (error ?? 'Did not work.') : ok === 'unknown' ? 'Nobody knows whether it worked.' : error;
  return element(
    'li',
    { class: 'item' },
    element(
      'div',
      { class: 'item-picture' },
      picture ?? element('span', { 'aria-hidden': 'true' }, kindName(kind).slice(0, 1)),
    ),
    element(
      'div',
      { class: 'item-text' },
      element('strong', isPhoto(kind) ? { 'data-photo': id } : {}, kindName(kind)),
      fate === 'changed' ? undefined : element('span', { class: 'quiet' }, ` ${fates[fate]}`),
      differences.length === 0 ? undefined : element('dl', {}, ...differences.flatMap((one) => lineOf(one, fate))),
      trouble === undefined ? undefined : element('p', { class: 'note', dir: 'auto' }, trouble),
    ),
  );
}

function lineOf({ field, before, after }: Difference, fate: ReturnType<typeof fateOf>): HTMLElement[] {
  const value = (text: unknown, tag: 'del' | 'ins' | 'bdi') => element(tag, { dir: 'auto' }, valueName(text));
  const told =
    fate === 'changed'
      ? [
          element('span', { class: 'unseen' }, 'was '),
          value(before, 'del'),
          element('span', { 'aria-hidden': 'true' }, ' → '),
          element('span', { class: 'unseen' }, ', became '),
          value(after, 'ins'),
        ]
      : [value(before ?? after, 'bdi')];
  return [element('dt', { class: 'quiet' }, fieldName(field)), element('dd', {}, ...told)];
}

/** Ids in one question. */
const mostAsked = 60;

/** Puts the names of files in place of `Photo`, as they come. What is not there any more stays without. */
export async function nameFiles(list: HTMLElement, host: Pick<Host, 'callTool'>): Promise<void> {
  const places = [...list.querySelectorAll<HTMLElement>('[data-photo]')];
  for (let from = 0; from < places.length; from += mostAsked) {
    const some = places.slice(from, from + mostAsked);
    const asset_ids = some.map(({ dataset }) => dataset.photo);
    const answer = await host.callTool<PageAssets>('page_assets', { asset_ids });
    if (!answer.ok || !list.isConnected) return;
    const names = new Map(answer.data.assets.map(({ id, file }) => [id, file]));
    for (const place of some) {
      const name = names.get(place.dataset.photo ?? '');
      if (name !== undefined) place.replaceChildren(element('bdi', {}, name));
    }
  }
}
