/** How an album looks in an answer. */
import type { JsonObject } from '../../catalog/json.ts';
import { shortText } from '../../catalog/short-text.ts';
import { someOf } from '../../changing/tell.ts';
import type { AlbumRow } from '../album-row.ts';
import type { PhotoPrismLibrary } from '../connection.ts';

/** In a list of many: what helps to choose one. Flags are only there when true. */
export function albumInList(album: AlbumRow): JsonObject {
  return compact(album, 20, 10);
}

/** On its own. */
export function albumAlone(album: AlbumRow, library: PhotoPrismLibrary): JsonObject {
  return {
    ...compact(album, 100, 40),
    caption: textOf(album.Caption, 100),
    description: textOf(album.Description, 300),
    notes: textOf(album.Notes, 300),
    order: textOf(album.Order, 10),
    filter: textOf(album.Filter, 100),
    web_url: library.links.album(album.UID),
  };
}

function compact(album: AlbumRow, titleRoom: number, room: number): JsonObject {
  return {
    id: album.UID,
    title: shortText(album.Title, titleRoom),
    type: album.Type === 'album' ? undefined : shortText(album.Type, 10),
    photos: album.PhotoCount,
    category: textOf(album.Category, room),
    location: textOf(album.Location, room),
    favorite: album.Favorite || undefined,
    private: album.Private || undefined,
    links: someOf(album.LinkCount ?? 0),
  };
}

function textOf(text: string, room: number): string | undefined {
  return text === '' ? undefined : shortText(text, room);
}
