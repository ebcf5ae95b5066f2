/** The small pictures beside a change. */
import type { HistoryChange } from '../../catalog/pages/history.ts';
import { button, element } from '../parts/element.ts';
import type { ThumbnailShelf } from '../parts/thumbnails.ts';

/** Each opens large; nothing for a change that touched no photo. */
export function pictureStrip(
  { pictures, morePictures }: HistoryChange,
  thumbs: ThumbnailShelf,
  open: (at: number) => void,
): HTMLElement | undefined {
  if (pictures.length === 0) return undefined;
  const strip = element('div', { class: 'strip' });
  for (const [at, id] of pictures.entries()) {
    const image = smallPicture(id, thumbs);
    const opener = button('', () => open(at), { class: 'thumb', 'aria-label': `Look at photo ${at + 1}` });
    opener.append(image);
    strip.append(opener);
  }
  if (morePictures !== undefined) {
    const more = morePictures === 'some' ? 'and more' : `+${morePictures}`;
    strip.append(element('span', { class: 'quiet more' }, more));
  }
  return strip;
}

/** A picture that comes as soon as it is there. */
export function smallPicture(id: string, thumbs: ThumbnailShelf): HTMLImageElement {
  const image = element('img', { alt: '', draggable: 'false' });
  thumbs.show(id, image);
  return image;
}
