/** Shared links as rows: made, found, changed, ended. Who may do that is decided by the caller of these functions. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Insertable, Selectable, Updateable } from 'kysely';
import { inChunks } from './id-chunks.ts';
import type { Store } from './open.ts';
import { reachable } from './reachable.ts';
import type { SharedLinkTable } from './schema.ts';

export type SharedLinkRow = Selectable<SharedLinkTable>;

/** Another link has this slug already. */
export class SlugTaken extends Error {
  override readonly name = 'SlugTaken';
}

/** Runs what writes a slug; SQLite's own rule that it is unique becomes a `SlugTaken`. */
async function withSlug<Value>(write: () => Promise<Value>): Promise<Value> {
  try {
    return await write();
  } catch (error) {
    throw error instanceof Error && error.message.endsWith(': sharedLink.slug') ? new SlugTaken() : error;
  }
}

/** Bytes of a key, as many as Immich's has: nobody guesses one. */
const keyBytes = 50;

export type NewSharedLink = Omit<Insertable<SharedLinkTable>, 'id' | 'key' | 'createdAt'>;

/** Makes a link with a random key; `assetIds` are existing assets, repetitions count once. Throws `SlugTaken`. */
export async function createSharedLink(
  store: Store,
  link: NewSharedLink,
  assetIds: readonly string[],
): Promise<SharedLinkRow> {
  const row = { id: randomUUID(), key: randomBytes(keyBytes).toString('base64url'), createdAt: Date.now(), ...link };
  return withSlug(() =>
    store.transaction().execute(async (trx) => {
      const made = await trx.insertInto('sharedLink').values(row).returningAll().executeTakeFirstOrThrow();
      await addSharedLinkAssets(trx, made.id, assetIds);
      return made;
    }),
  );
}

/** Sets what is given. Throws `SlugTaken`. */
export async function updateSharedLink(store: Store, id: string, change: Updateable<SharedLinkTable>): Promise<void> {
  const given = Object.values(change).some((value) => value !== undefined);
  if (given) await withSlug(() => store.updateTable('sharedLink').set(change).where('id', '=', id).execute());
}

/** Ends the link: its addresses lead nowhere from now on. */
export async function deleteSharedLink(store: Store, id: string): Promise<void> {
  await store.deleteFrom('sharedLink').where('id', '=', id).execute();
}

export interface SharedLinkChoice {
  userId: string;
  id?: string | undefined;
  albumId?: string | undefined;
}

/** A user's links, newest first. */
export function findSharedLinks(store: Store, { userId, id, albumId }: SharedLinkChoice): Promise<SharedLinkRow[]> {
  let links = store.selectFrom('sharedLink').selectAll().where('userId', '=', userId);
  if (id !== undefined) links = links.where('id', '=', id);
  if (albumId !== undefined) links = links.where('albumId', '=', albumId);
  return links.orderBy('createdAt', 'desc').orderBy('id').execute();
}

/** The link with this key or slug, expired or not. */
export function sharedLinkBy(store: Store, name: 'key' | 'slug', value: string): Promise<SharedLinkRow | undefined> {
  return store.selectFrom('sharedLink').selectAll().where(name, '=', value).executeTakeFirst();
}

/** Adds existing assets to what the link shows; those that it has are passed over. */
export async function addSharedLinkAssets(store: Store, linkId: string, ids: readonly string[]): Promise<void> {
  await inChunks(ids, (chunk) =>
    store
      .insertInto('sharedLinkAsset')
      .values(chunk.map((assetId) => ({ linkId, assetId })))
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
}

/** Takes assets out of what the link shows. */
export async function removeSharedLinkAssets(store: Store, linkId: string, ids: readonly string[]): Promise<void> {
  await inChunks(ids, (chunk) =>
    store.deleteFrom('sharedLinkAsset').where('linkId', '=', linkId).where('assetId', 'in', chunk).execute(),
  );
}

/** Which of these assets were added to the link; held and locked ones, which no key reaches, are left out. */
export async function assetsInSharedLink(store: Store, linkId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await inChunks(ids, (chunk) =>
    store
      .selectFrom('sharedLinkAsset')
      .innerJoin('asset', 'asset.id', 'sharedLinkAsset.assetId')
      .select('assetId')
      .where('linkId', '=', linkId)
      .where('assetId', 'in', chunk)
      .where(reachable)
      .execute(),
  );
  return new Set(rows.map(({ assetId }) => assetId));
}
