/** How a person looks in an answer. */
import type { PersonResponseDto } from '@immich/sdk';
import type { JsonObject } from '../../catalog/json.ts';
import { shortText } from '../../catalog/short-text.ts';
import type { WebLinks } from '../connection.ts';

/** In a list of many: what helps to choose one. Nobody's name is left out unless there is none; flags are only there when true. */
export function personInList(person: PersonResponseDto): JsonObject {
  return compact(person, 20);
}

/** On its own. */
export function personAlone(person: PersonResponseDto, links: WebLinks): JsonObject {
  return {
    ...compact(person, 100),
    color: person.color ? shortText(person.color, 10) : undefined,
    web_url: links.person(person.id),
  };
}

function compact({ id, name, birthDate, isHidden, isFavorite }: PersonResponseDto, room: number): JsonObject {
  const shown = shortText(name, room);
  return {
    id,
    name: shown === '' ? undefined : shown,
    birthDate: birthDate ? shortText(birthDate, 10) : undefined,
    isFavorite: isFavorite || undefined,
    isHidden: isHidden || undefined,
  };
}
