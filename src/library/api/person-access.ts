/** Whose people and faces a request may touch: a user's own. */
import { ownFace } from '../store/face-queries.ts';
import type { Store } from '../store/open.ts';
import { type FaceRow, findPerson, ownPeople, type PersonRow } from '../store/people-queries.ts';
import type { ApiCaller, PermissionName } from './context.ts';
import { noAccess } from './errors.ts';

/** The caller's own person; throws 400 `Not found or no … access` for any other id. */
export async function requirePerson(
  store: Store,
  { user }: ApiCaller,
  access: PermissionName,
  id: string,
): Promise<PersonRow> {
  const person = await findPerson(store, user.id, id);
  if (person === undefined) throw noAccess(access);
  return person;
}

/** Throws 400 `Not found or no … access` unless every one of `ids` is a person of the caller. */
export async function requirePeople(
  store: Store,
  { user }: ApiCaller,
  access: PermissionName,
  ids: readonly string[],
): Promise<void> {
  const own = await ownPeople(store, user.id, ids);
  if (!ids.every((id) => own.has(id))) throw noAccess(access);
}

/** A face on an asset of the caller that a key may reach; throws 400 `Not found or no … access` for any other id. */
export async function requireFace(
  store: Store,
  { user }: ApiCaller,
  access: PermissionName,
  id: string,
): Promise<FaceRow> {
  const face = await ownFace(store, user.id, id);
  if (face === undefined) throw noAccess(access);
  return face;
}
