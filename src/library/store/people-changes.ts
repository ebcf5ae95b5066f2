/** Changes to people. Who may make them is decided by the caller of these functions. */
import { randomUUID } from 'node:crypto';
import { sql, type Updateable } from 'kysely';
import { refreshPeopleText } from './asset-text.ts';
import { inChunks } from './id-chunks.ts';
import type { Store } from './open.ts';
import type { PersonRow } from './people-queries.ts';
import type { PersonTable } from './schema.ts';

/** What can be set; what is missing stays as it is. */
export type PersonChange = Pick<
  Updateable<PersonTable>,
  'name' | 'birthDate' | 'isHidden' | 'isFavorite' | 'color' | 'faceAssetId'
>;

/** Now, but never the time of the making: whoever was edited can be told by that. */
const later = () => sql<number>`max(${Date.now()}, updatedAt + 1)`;

/** Every asset that shows one of these people. */
async function assetsShowing(store: Store, personIds: readonly string[]): Promise<string[]> {
  const rows = await inChunks(personIds, (chunk) =>
    store.selectFrom('face').select('assetId').distinct().where('personId', 'in', chunk).execute(),
  );
  return [...new Set(rows.map(({ assetId }) => assetId))];
}

/** Makes somebody without a face. */
export function createPerson(store: Store, ownerId: string, person: PersonChange): Promise<PersonRow> {
  const now = Date.now();
  return store
    .insertInto('person')
    .values({
      ...person,
      name: person.name ?? '',
      isHidden: person.isHidden ?? 0,
      isFavorite: person.isFavorite ?? 0,
      id: randomUUID(),
      ownerId,
      createdAt: now,
      updatedAt: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Changes what is given, and the time of the last change in any case. The person must exist. */
export function updatePerson(store: Store, id: string, change: PersonChange): Promise<PersonRow> {
  return store.transaction().execute(async (trx) => {
    const updated = await trx
      .updateTable('person')
      .set({ ...change, updatedAt: later() })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    const isFoundOtherwise = change.name !== undefined || change.isHidden !== undefined;
    if (isFoundOtherwise) await refreshPeopleText(trx, await assetsShowing(trx, [id]));
    return updated;
  });
}

/** Deletes people. Their faces stay, without a person, and the names that files have for them make nobody new. */
export async function deletePeople(store: Store, ids: readonly string[]): Promise<void> {
  await store.transaction().execute(async (trx) => {
    const assetIds = await assetsShowing(trx, ids);
    await inChunks(ids, (chunk) => trx.deleteFrom('person').where('id', 'in', chunk).execute());
    await refreshPeopleText(trx, assetIds);
  });
}

/**
 * Makes one person of two: the faces of `source` become those of `target`, which takes the name and the birth date where it has
 * none, and stands for the source's name in files too. False, and nothing is changed, where one of them is not there.
 */
export function mergePerson(store: Store, targetId: string, sourceId: string): Promise<boolean> {
  return store.transaction().execute(async (trx) => {
    const people = await trx.selectFrom('person').selectAll().where('id', 'in', [targetId, sourceId]).execute();
    const target = people.find(({ id }) => id === targetId);
    const source = people.find(({ id }) => id === sourceId);
    if (target === undefined || source === undefined) return false;
    const isNamed = target.name === '' && source.name !== '';
    const assetIds = await assetsShowing(trx, isNamed ? [targetId, sourceId] : [sourceId]);
    await trx.updateTable('face').set({ personId: targetId }).where('personId', '=', sourceId).execute();
    await trx.updateTable('nameInFiles').set({ personId: targetId }).where('personId', '=', sourceId).execute();
    await trx.deleteFrom('person').where('id', '=', sourceId).execute();
    await trx
      .updateTable('person')
      .set({
        name: isNamed ? source.name : target.name,
        birthDate: target.birthDate ?? source.birthDate,
        updatedAt: later(),
      })
      .where('id', '=', targetId)
      .execute();
    await refreshPeopleText(trx, assetIds);
    return true;
  });
}
