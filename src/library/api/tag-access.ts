/** Whose a tag is: everybody has their own, and nobody reaches those of others. */
import type { Store } from '../store/open.ts';
import { ownTags, type TagRow } from '../store/tag-queries.ts';
import type { ApiCaller } from './context.ts';
import { noAccess } from './errors.ts';

export type TagAccess = 'tag.read' | 'tag.update' | 'tag.delete' | 'tag.asset';

/** The caller's tag with this id; throws 400 `Not found or no … access` when it is not theirs. */
export async function requireTag(store: Store, caller: ApiCaller, access: TagAccess, id: string): Promise<TagRow> {
  const [tag] = await ownTags(store, caller.user.id, [id]);
  if (tag === undefined) throw noAccess(access);
  return tag;
}
