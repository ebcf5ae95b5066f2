/** How one photo looks in an answer of its own. */
import { boundedObject } from '../../catalog/bounded.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { shortText } from '../../catalog/short-text.ts';
import { asRow, type PhotoDetail } from '../photo-detail.ts';
import type { WebLinks } from '../web-links.ts';
import { compactPhoto } from './photo.ts';

const bounds = { text: 300, list: 20 };

/** Names are cut to this many tokens, roughly. */
const nameRoom = 30;

/** The compact form, and what a person would want to know beside it. */
export function photoAlone(photo: PhotoDetail, links: WebLinks): JsonObject {
  const { Details, Labels, Albums, Files, Camera, Lens, Lat, Lng } = photo;
  const caption = photo.Caption ?? (typeof photo.Description === 'string' ? photo.Description : '');
  return {
    ...compactPhoto(asRow(photo), 100),
    ...boundedObject(
      {
        caption,
        lat: Lat || undefined,
        lng: Lng || undefined,
        camera: Camera?.Name || Camera?.Model,
        lens: Lens?.Name || Lens?.Model,
        keywords: Details?.Keywords,
        notes: Details?.Notes,
        artist: Details?.Artist,
        copyright: Details?.Copyright,
      },
      bounds,
    ),
    labels: listed(Labels, ({ Label, Uncertainty }) =>
      Label && Uncertainty < 100 ? shortText(Label.Name, nameRoom) : undefined,
    ),
    albums: listed(Albums, ({ UID, Title }) => ({ id: UID, title: shortText(Title, nameRoom) })),
    people: listed(
      Files.flatMap(({ Markers }) => Markers ?? []),
      ({ Name, Invalid }) => (Name === '' || Invalid ? undefined : shortText(Name, nameRoom)),
    ),
    files: listed(Files, ({ UID, Name, Primary, FileType, Size, Width, Height }) => ({
      id: UID,
      primary: Primary && Files.length > 1 ? true : undefined,
      name: shortText(Name, nameRoom),
      type: shortText(FileType, 6),
      bytes: Size,
      width: Width,
      height: Height,
    })),
    web_url: links.photo(photo.UID),
  };
}

function listed<Thing, Told>(things: readonly Thing[], tell: (thing: Thing) => Told | undefined): Told[] | undefined {
  const told = things.map(tell).filter((one) => one !== undefined);
  return told.length === 0 ? undefined : told.slice(0, bounds.list);
}
