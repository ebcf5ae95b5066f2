/** People by name. */
import { type Selectable, sql } from 'kysely';
import { foldText } from './fold-text.ts';
import type { Store } from './open.ts';
import type { PersonTable } from './schema.ts';

export interface PeopleNamed {
  ownerId: string;
  /** The beginning of one of the words of the name, without case and accents. */
  name: string;
  withHidden: boolean;
}

const mostPeople = 1000;

/** The people whose name has a word that begins so; with the most pictures first. */
export async function peopleNamed(
  store: Store,
  { ownerId, name, withHidden }: PeopleNamed,
): Promise<Selectable<PersonTable>[]> {
  const people = await store
    .selectFrom('person')
    .selectAll()
    .where('ownerId', '=', ownerId)
    .where('name', '!=', '')
    .$if(!withHidden, (query) => query.where('isHidden', '=', 0))
    .orderBy(sql`(select count(*) from face where face.personId = person.id)`, 'desc')
    .orderBy('name')
    .execute();
  const wanted = foldText(name.trim());
  const begins = (text: string) => text.startsWith(wanted) || text.includes(` ${wanted}`);
  return people.filter((person) => begins(foldText(person.name))).slice(0, mostPeople);
}
