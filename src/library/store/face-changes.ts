/** Faces drawn, taken away, given to somebody else. Who may do so is decided by the caller of these functions. */
import { randomUUID } from 'node:crypto';
import { type Insertable, sql } from 'kysely';
import { refreshPeopleText } from './asset-text.ts';
import { idChunks } from './id-chunks.ts';
import type { Store } from './open.ts';
import type { FaceRow } from './people-queries.ts';
import type { FaceTable } from './schema.ts';

/** Draws a face; its rectangle must lie within the picture. */
export async function createFace(store: Store, face: Omit<Insertable<FaceTable>, 'id' | 'sourceType'>): Promise<void> {
  await store.transaction().execute(async (trx) => {
    await trx
      .insertInto('face')
      .values({ ...face, id: randomUUID(), sourceType: 'manual' })
      .execute();
    await refreshPeopleText(trx, [face.assetId]);
  });
}

/** Takes a face away for good: the file may go on saying that it is there. */
export async function deleteFace(store: Store, { id, assetId }: FaceRow): Promise<void> {
  await store.transaction().execute(async (trx) => {
    await trx.deleteFrom('face').where('id', '=', id).execute();
    await refreshPeopleText(trx, [assetId]);
  });
}

/** Says whose faces these are. What the file said of them counts no more. */
export async function assignFaces(store: Store, faces: readonly FaceRow[], personId: string): Promise<void> {
  await store.transaction().execute(async (trx) => {
    for (const chunk of idChunks(faces.map(({ id }) => id))) {
      const sourceType = sql<FaceRow['sourceType']>`iif(sourceType = 'exif', 'manual', sourceType)`;
      await trx.updateTable('face').set({ personId, sourceType }).where('id', 'in', chunk).execute();
    }
    await refreshPeopleText(
      trx,
      faces.map(({ assetId }) => assetId),
    );
  });
}
