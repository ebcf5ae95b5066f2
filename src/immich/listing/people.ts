/** The people of a library. */
import { getAllPeople, type PersonResponseDto } from '@immich/sdk';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';

/** People in one answer: the most that Immich gives. */
const peoplePerPage = 1000;

export interface PeopleList {
  /** In Immich's order: favourites first, then who is seen most; nameless ones with few faces are not among them. */
  readonly people: readonly PersonResponseDto[];
  /** How many are hidden, whether they are listed or not. */
  readonly hidden: number;
}

/**
 * Everybody whom the library lists. Its own `total` counts hidden people and others that it never lists, so that all pages are
 * read: mostly one.
 */
export async function listPeople(
  library: ImmichLibrary,
  withHidden: boolean,
  call: RequestCall,
): Promise<Result<PeopleList>> {
  const people: PersonResponseDto[] = [];
  for (let page = 1; ; page++) {
    const answer = await library.request((sdk) => getAllPeople({ page, size: peoplePerPage, withHidden }, sdk), call);
    if (!answer.ok) return answer;
    if (!Array.isArray(answer.value?.people)) {
      return failed('unexpected', `${library.name} does not list people like Immich.`, 'Check IMMICH_BASE_URL.');
    }
    people.push(...answer.value.people);
    if (answer.value.hasNextPage !== true) return success({ people, hidden: answer.value.hidden });
  }
}
