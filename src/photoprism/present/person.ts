/** How a person, a cluster of faces, and a face in a photo look in an answer. */
import type { JsonObject } from '../../catalog/json.ts';
import { shortText } from '../../catalog/short-text.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import type { FaceRow, MarkerRow, SubjectRow } from '../subject-row.ts';

/** In a list of many: what helps to choose one. Flags are only there when true. */
export function personInList(person: SubjectRow): JsonObject {
  return compact(person, 20);
}

/** On its own. */
export function personAlone(person: SubjectRow, library: PhotoPrismLibrary): JsonObject {
  return {
    ...compact(person, 100),
    about: textOf(person.About, 300),
    bio: textOf(person.Bio, 300),
    notes: textOf(person.Notes, 300),
    private: person.Private || undefined,
    excluded: person.Excluded || undefined,
    web_url: library.links.person(person.UID),
  };
}

function compact(person: SubjectRow, room: number): JsonObject {
  return {
    id: person.UID,
    name: textOf(person.Name, room),
    alias: textOf(person.Alias, room),
    photos: person.PhotoCount,
    favorite: person.Favorite || undefined,
    hidden: person.Hidden || undefined,
  };
}

/** Faces that look alike; `photoId` is a photo that shows one of them. */
export function clusterView({ ID, Samples }: FaceRow, photoId: string | undefined): JsonObject {
  return { id: shortText(ID, 40), faces: Samples, photo_id: photoId };
}

/** A face in a photo: whose it is, and where, in percent of width and height from the upper left corner. */
export function faceView({ UID, Name, SubjUID, SubjSrc, X, Y, W, H }: MarkerRow): JsonObject {
  return {
    id: UID,
    name: textOf(Name, 30),
    person_id: SubjUID === '' ? undefined : shortText(SubjUID, 20),
    found_by: SubjUID !== '' && SubjSrc === '' ? 'PhotoPrism' : undefined,
    area: [X, Y, W, H].map((part) => Math.round((part ?? 0) * 100)).join(' '),
  };
}

function textOf(text: string, room: number): string | undefined {
  return text === '' ? undefined : shortText(text, room);
}
