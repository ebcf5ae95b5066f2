/** What a change needs to know of people. */
import { getPerson, type PersonResponseDto } from '@immich/sdk';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';

/** Reads a person; undefined when there is none that the user of the key may see. */
export async function lookUpPerson(
  library: ImmichLibrary,
  id: string,
  call: RequestCall,
): Promise<Result<PersonResponseDto | undefined>> {
  const answer = await library.request((sdk) => getPerson({ id }, sdk), call);
  if (answer.ok) return answer;
  // Immich calls an id that nobody can have (no UUID of version 4) invalid.
  const unknown = answer.failure.code === 'not_found' || answer.failure.code === 'invalid_input';
  return unknown ? success(undefined) : answer;
}

/** Reads a person; that there is none is a failure, which `argument` names. */
export async function requirePerson(
  library: ImmichLibrary,
  id: string,
  argument: string,
  call: RequestCall,
): Promise<Result<PersonResponseDto>> {
  const person = await lookUpPerson(library, id, call);
  if (!person.ok) return person;
  if (person.value !== undefined) return success(person.value);
  const who = `${argument}: this person does not exist, or belongs to another user.`;
  return failed('not_found', who, 'Take ids from immich_people_list.');
}

export interface PeopleLookup {
  readonly found: readonly PersonResponseDto[];
  /** Ids that do not exist, or that the user of the key may not see. */
  readonly missing: readonly string[];
}

/** Reads all of `ids`, a few at a time. Unknown ids are part of the answer; any other trouble is a failure. */
export async function lookUpPeople(
  library: ImmichLibrary,
  ids: readonly string[],
  call: RequestCall,
): Promise<Result<PeopleLookup>> {
  const looked = await inParallel(ids, (id) => lookUpPerson(library, id, call));
  if (!looked.ok) return looked;
  return success({
    found: looked.value.filter((person) => person !== undefined),
    missing: ids.filter((_, position) => looked.value[position] === undefined),
  });
}

/** Everything about a person that can be set. */
export function personState({ name, birthDate, isHidden, isFavorite, color }: PersonResponseDto): JsonObject {
  return { name, birthDate, isHidden, isFavorite: isFavorite ?? false, color: color ?? null };
}
