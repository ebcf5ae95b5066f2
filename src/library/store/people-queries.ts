/** People as their user sees them: listed, counted, by name. Only what the timeline shows of them counts. */
import { type Selectable, sql } from 'kysely';
import { foldText } from './fold-text.ts';
import { inChunks } from './id-chunks.ts';
import type { Store } from './open.ts';
import { reachable } from './reachable.ts';
import type { FaceTable, PersonTable } from './schema.ts';

export type PersonRow = Selectable<PersonTable>;
export type FaceRow = Selectable<FaceTable>;

/** From how many faces on somebody without a name is listed: Immich's own figure. */
export const minimumFaces = 3;

/** Joins `face` to its asset where the timeline shows that; reading the asset itself would take three times as long. */
const shownOnAsset = sql`cross join asset indexed by assetShown on asset.id = face.assetId
  and asset.visibility = 'timeline' and asset.deletedAt is null and asset.heldPath is null`;

export interface PeopleList {
  /** Favourites first, hidden and nameless ones last, and those with many faces before those with few. */
  people: PersonRow[];
  /** All who have a face, hidden and nameless ones included. */
  total: number;
  hidden: number;
}

/** The user's people; nobody without a face, hidden ones only if wanted, nameless ones with enough faces. */
export async function listPeople(store: Store, ownerId: string, withHidden: boolean): Promise<PeopleList> {
  const { rows } = await sql<PersonRow & { faces: number }>`select person.*, counted.faces
    from (
      select face.personId, count(*) as faces
      from person as own cross join face on face.personId = own.id ${shownOnAsset}
      where own.ownerId = ${ownerId} group by face.personId
    ) as counted cross join person on person.id = counted.personId
    order by isHidden, isFavorite desc, name = '', faces desc, name, createdAt, id`.execute(store);
  const people = rows.filter(
    ({ isHidden, name, faces }) => (withHidden || isHidden === 0) && (name !== '' || faces >= minimumFaces),
  );
  return { people, total: rows.length, hidden: rows.filter(({ isHidden }) => isHidden === 1).length };
}

/** The person; undefined for an unknown id and for somebody else's. */
export function findPerson(store: Store, ownerId: string, id: string): Promise<PersonRow | undefined> {
  return store.selectFrom('person').selectAll().where('id', '=', id).where('ownerId', '=', ownerId).executeTakeFirst();
}

/** Which of these people are the user's own. */
export async function ownPeople(store: Store, ownerId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await inChunks(ids, (chunk) =>
    store.selectFrom('person').select('id').where('ownerId', '=', ownerId).where('id', 'in', chunk).execute(),
  );
  return new Set(rows.map(({ id }) => id));
}

/** How many assets in the timeline show the person. */
export async function countAssetsShowing(store: Store, personId: string): Promise<number> {
  const { rows } = await sql<{ assets: number }>`select count(distinct asset.id) as assets
    from face ${shownOnAsset} where face.personId = ${personId}`.execute(store);
  return rows[0]?.assets ?? 0;
}

/**
 * The face that stands for the person: in the picture that was chosen or else the largest. Undefined where no picture with a
 * preview shows them that a key may reach.
 */
export async function featuredFace(store: Store, { id, faceAssetId }: PersonRow): Promise<FaceRow | undefined> {
  const { rows } = await sql<FaceRow>`select face.* from face cross join asset on asset.id = face.assetId
    where face.personId = ${id} and ${reachable} and asset.hasRenditions = 1
    order by face.assetId = ${faceAssetId} desc, asset.deletedAt is not null,
      1.0 * (x2 - x1) * (y2 - y1) / imageWidth / imageHeight desc, face.id limit 1`.execute(store);
  return rows[0];
}

export interface PeopleNamed {
  ownerId: string;
  /** The beginning of one of the words of the name, without case and accents. */
  name: string;
  withHidden: boolean;
}

const mostPeople = 1000;

/** The people whose name has a word that begins so; with the most pictures first. */
export async function peopleNamed(store: Store, { ownerId, name, withHidden }: PeopleNamed): Promise<PersonRow[]> {
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
