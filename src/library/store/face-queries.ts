/** Faces on pictures. */
import { inChunks } from './id-chunks.ts';
import type { Store } from './open.ts';
import type { FaceRow, PersonRow } from './people-queries.ts';
import { reachable } from './reachable.ts';

export interface FaceOnAsset {
  face: FaceRow;
  /** Who it is; undefined where nobody says, or only somebody else. */
  person: PersonRow | undefined;
}

/** The faces on an asset from left to right, with the user's own people. */
export async function facesOnAsset(store: Store, assetId: string, userId: string): Promise<FaceOnAsset[]> {
  const faces = await store
    .selectFrom('face')
    .selectAll()
    .where('assetId', '=', assetId)
    .orderBy('x1')
    .orderBy('id')
    .execute();
  const ids = faces.flatMap(({ personId }) => (personId === null ? [] : [personId]));
  const people = await inChunks(ids, (chunk) =>
    store.selectFrom('person').selectAll().where('id', 'in', chunk).where('ownerId', '=', userId).execute(),
  );
  const known = new Map(people.map((person) => [person.id, person]));
  return faces.map((face) => ({ face, person: known.get(face.personId ?? '') }));
}

/** A face that the user may change, because the asset is theirs and can be reached; undefined for any other id. */
export function ownFace(store: Store, userId: string, faceId: string): Promise<FaceRow | undefined> {
  return store
    .selectFrom('face')
    .innerJoin('asset', 'asset.id', 'face.assetId')
    .selectAll('face')
    .where('face.id', '=', faceId)
    .where('asset.ownerId', '=', userId)
    .where(reachable)
    .executeTakeFirst();
}

/** The faces of a person on an asset. */
export function facesOfPersonOn(store: Store, personId: string, assetId: string): Promise<FaceRow[]> {
  return store.selectFrom('face').selectAll().where('assetId', '=', assetId).where('personId', '=', personId).execute();
}
