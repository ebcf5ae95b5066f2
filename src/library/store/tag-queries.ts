/** Tags of a user. */
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Store } from './open.ts';
import type { TagTable } from './schema.ts';

export type TagRow = Selectable<TagTable>;

const listed = (ids: readonly string[]) => sql<string>`(select value from json_each(${JSON.stringify(ids)}))`;

/** All tags of a user, by their paths: parents before children. */
export function tagsOfUser(store: Store, userId: string): Promise<TagRow[]> {
  return store.selectFrom('tag').selectAll().where('userId', '=', userId).orderBy('value').execute();
}

/** The tags with these ids that are this user's, in the order of the ids. */
export async function ownTags(store: Store, userId: string, ids: readonly string[]): Promise<TagRow[]> {
  const query = store.selectFrom('tag').selectAll().where('userId', '=', userId).where('id', 'in', listed(ids));
  const tags = new Map((await query.execute()).map((tag) => [tag.id, tag]));
  return ids.map((id) => tags.get(id)).filter((tag) => tag !== undefined);
}

/** The ids of a tag and of all below it, as a subquery. */
export function withDescendants(tagId: string): RawBuilder<string> {
  return sql<string>`(with recursive below(id) as (
    select ${tagId} union select tag.id from below join tag on tag.parentId = below.id) select id from below)`;
}

/** The assets with a tag or one below it, whoever may see them. */
export async function assetsWithin(store: Store, tagId: string): Promise<string[]> {
  const rows = await store
    .selectFrom('tagAsset')
    .select('assetId')
    .distinct()
    .where('tagId', 'in', withDescendants(tagId))
    .execute();
  return rows.map(({ assetId }) => assetId);
}
