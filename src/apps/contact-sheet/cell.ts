/** What stands in the grid: a photo, or the heading of a day. */
import type { PageAsset } from '../../catalog/pages/assets.ts';
import { dayName, momentName } from '../parts/dates.ts';
import { element } from '../parts/element.ts';
import { icon } from '../parts/icons.ts';
import type { Section } from './days.ts';
import { lengthName, photos } from './words.ts';

export interface CellFacts {
  readonly isSelected: boolean;
  /** Whether the keyboard enters the grid here. */
  readonly isCursor: boolean;
}

/** A photo's cell; its `img` is still empty. */
export function photoCell(
  asset: PageAsset,
  width: number,
  locale: string | undefined,
  facts: CellFacts & { readonly number: number | undefined },
): { readonly cell: HTMLElement; readonly image: HTMLImageElement } {
  const image = element('img', { alt: '', draggable: 'false' });
  const cell = element(
    'div',
    { ...roles(facts), class: 'photo', 'aria-label': labelOf(asset, locale, facts.number) },
    image,
    element('span', { class: 'missing-name', dir: 'auto', 'aria-hidden': 'true' }, asset.file),
    tick(),
    asset.video ? element('span', { class: 'badge length', 'aria-hidden': 'true' }, videoText(asset)) : undefined,
    facts.number === undefined
      ? undefined
      : element('span', { class: 'badge number', 'aria-hidden': 'true' }, String(facts.number)),
  );
  cell.style.width = `${width}px`;
  cell.title = asset.file;
  return { cell, image };
}

/** The heading of a day: selects all of it. */
export function dayCell({ day, count }: Section, locale: string | undefined, facts: CellFacts): HTMLElement {
  const name = dayName(day, locale);
  return element(
    'div',
    { ...roles(facts), class: 'day', 'aria-label': `${name}, ${photos(count)}: select all` },
    tick(),
    element('span', { class: 'day-name' }, name),
    element('span', { class: 'quiet' }, String(count)),
  );
}

function roles({ isSelected, isCursor }: CellFacts) {
  return { role: 'gridcell', 'aria-selected': String(isSelected), tabindex: isCursor ? 0 : -1 };
}

function tick(): HTMLElement {
  return element('span', { class: 'tick', 'aria-hidden': 'true' }, icon('check'));
}

function videoText({ seconds }: PageAsset): string {
  return seconds === undefined ? '▶' : `▶ ${lengthName(seconds)}`;
}

function labelOf({ file, taken, video, seconds }: PageAsset, locale: string | undefined, number: number | undefined) {
  const length = seconds === undefined ? '' : ` of ${lengthName(seconds)}`;
  const parts = [
    number === undefined ? undefined : `Number ${number}`,
    file,
    momentName(taken, locale),
    video ? `video${length}` : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}
