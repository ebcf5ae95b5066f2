/** Writing the faces that files name, and making the people that they mean. */
import { randomUUID } from 'node:crypto';
import type { Store } from '../store/open.ts';
import type { FaceRow } from '../store/people-queries.ts';
import { type FileFace, overlap } from './face-boxes.ts';

/** Two rectangles are around the same face when they have more than this in common. */
const sameFace = 0.5;

interface FacedAsset {
  readonly id: string;
  readonly ownerId: string;
}

/** As Immich compares names: case does not count, accents do. */
const nameKey = (name: string) => name.toLowerCase();

/** The person who bears the name today, the first one made where several do. */
async function bearerOf(store: Store, ownerId: string, key: string): Promise<string | undefined> {
  const named = store
    .selectFrom('person')
    .select(['id', 'name'])
    .where('ownerId', '=', ownerId)
    .where('name', '!=', '');
  const people = await named.orderBy('createdAt').orderBy('id').execute();
  return people.find(({ name }) => nameKey(name) === key)?.id;
}

async function makePerson(store: Store, ownerId: string, name: string): Promise<string> {
  const id = randomUUID();
  const now = Date.now();
  const rest = { birthDate: null, color: null, faceAssetId: null, isHidden: 0, isFavorite: 0 } as const;
  await store
    .insertInto('person')
    .values({ id, ownerId, name, ...rest, createdAt: now, updatedAt: now })
    .execute();
  return id;
}

/**
 * Whom a name in a file means: whoever it meant before (renamed or merged since, perhaps), else who bears it, else somebody
 * new. Null where that person was deleted: nobody is made of the name again.
 */
async function personMeantBy(store: Store, ownerId: string, name: string): Promise<string | null> {
  const key = nameKey(name);
  const meant = store.selectFrom('nameInFiles').select('personId').where('ownerId', '=', ownerId);
  const known = await meant.where('name', '=', key).executeTakeFirst();
  if (known !== undefined && known.personId !== null) return known.personId;
  const bearer = await bearerOf(store, ownerId, key);
  if (bearer === undefined && known !== undefined) return null;
  const personId = bearer ?? (await makePerson(store, ownerId, name));
  await store
    .insertInto('nameInFiles')
    .values({ ownerId, name: key, personId })
    .onConflict((conflict) => conflict.columns(['ownerId', 'name']).doUpdateSet({ personId }))
    .execute();
  return personId;
}

function rowOf(faces: readonly FaceRow[], face: FileFace): FaceRow | undefined {
  const sides = ['imageWidth', 'imageHeight', 'x1', 'y1', 'x2', 'y2'] as const;
  return faces.find((row) => row.sourceType === 'exif' && sides.every((side) => row[side] === face[side]));
}

/** The faces of the file with what each was before; of several that bear one name, the nearest is the same. */
function pairFaces(faces: readonly FileFace[], before: readonly FileFace[]): Map<FileFace, FileFace | undefined> {
  const unpaired = new Set(before);
  return new Map(
    faces.map((face) => {
      const namesakes = [...unpaired].filter(({ name }) => nameKey(name) === nameKey(face.name));
      const [same] = namesakes.sort((a, b) => overlap(b, face) - overlap(a, face));
      if (same !== undefined) unpaired.delete(same);
      return [face, same];
    }),
  );
}

async function addFace(store: Store, asset: FacedAsset, { name, ...box }: FileFace): Promise<void> {
  const personId = await personMeantBy(store, asset.ownerId, name);
  await store
    .insertInto('face')
    .values({ ...box, id: randomUUID(), assetId: asset.id, personId, sourceType: 'exif' })
    .execute();
}

/** People who were made for a name in a file, and whom nobody edited, go with their last face. */
async function forgetFaceless(store: Store, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return;
  const untouched = store
    .selectFrom('person')
    .select('person.id')
    .where('person.id', 'in', personIds)
    .whereRef('person.updatedAt', '=', 'person.createdAt')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('face').select('face.id').whereRef('face.personId', '=', 'person.id'))),
    );
  const ids = (await untouched.execute()).map(({ id }) => id);
  if (ids.length === 0) return;
  await store.deleteFrom('nameInFiles').where('personId', 'in', ids).execute();
  await store.deleteFrom('person').where('id', 'in', ids).execute();
}

async function removeGone(store: Store, rows: readonly FaceRow[]): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await store.deleteFrom('face').where('id', 'in', ids).execute();
  await forgetFaceless(
    store,
    rows.flatMap(({ personId }) => (personId === null ? [] : [personId])),
  );
}

/**
 * Brings an asset's faces in line with its file, to be called in a transaction. `before` is what the file said last time: what
 * is new in it is added, what it no longer says is taken away, what it says as before is left as people have made it since
 * (named otherwise, merged, given to somebody else, deleted). Faces that a person drew or assigned are never touched, and none
 * is put on top of them.
 */
export async function writeFileFaces(
  store: Store,
  asset: FacedAsset,
  faces: readonly FileFace[],
  before: readonly FileFace[],
): Promise<void> {
  if (faces.length === 0 && before.length === 0) return;
  const rows = await store.selectFrom('face').selectAll().where('assetId', '=', asset.id).execute();
  const drawn = rows.filter(({ sourceType }) => sourceType === 'manual');
  const pairs = pairFaces(faces, before);
  const kept = new Set(pairs.values());
  const gone = before.filter((face) => !kept.has(face)).map((face) => rowOf(rows, face));
  await removeGone(
    store,
    gone.filter((row) => row !== undefined),
  );
  for (const [face, same] of pairs) {
    const row = same === undefined ? undefined : rowOf(rows, same);
    const { name: _, ...box } = face;
    if (row !== undefined) await store.updateTable('face').set(box).where('id', '=', row.id).execute();
    else if (same === undefined && !drawn.some((other) => overlap(other, face) > sameFace)) {
      await addFace(store, asset, face);
    }
  }
}
