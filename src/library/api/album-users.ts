/** Who can open an album. */
import type { Context, Hono } from 'hono';
import * as z from 'zod';
import { addAlbumUsers, albumRole, removeAlbumUser, setAlbumRole } from '../store/album-changes.ts';
import { inChunks } from '../store/id-chunks.ts';
import type { Store } from '../store/open.ts';
import { requireAlbums } from './access.ts';
import { type AlbumDto, albumDto, readAlbum } from './album-dto.ts';
import { answer, noContent } from './answer.ts';
import type { Requires } from './authentication.ts';
import type { ApiContext, ApiEnv } from './context.ts';
import { badRequest } from './errors.ts';
import { check, readBody, readId, uuid } from './validation.ts';

const role = z.enum(['editor', 'owner', 'viewer']);
type RequestedRole = z.infer<typeof role>;

export const newAlbumUser = z.object({ userId: uuid, role });

const additions = z.object({ albumUsers: z.array(newAlbumUser.extend({ role: role.default('editor') })).min(1) });
const roleChange = z.object({ role });
const userPath = z.object({ userId: z.union([uuid, z.literal('me')]) });

/** An album has one owner, and keeps them. Immich fails on this with a 500. */
function refuseOwner(requested: RequestedRole): void {
  if (requested === 'owner') throw badRequest('An album has one owner: the role must be editor or viewer');
}

/** Throws 400 unless all of them exist and may be given their role. Whoever owns the album needs none. */
export async function requireUsers(
  store: Store,
  ownerId: string,
  users: readonly { userId: string; role: RequestedRole }[],
): Promise<void> {
  for (const user of users) refuseOwner(user.role);
  const ids = users.map((user) => user.userId);
  if (ids.includes(ownerId)) throw badRequest('Cannot share album with owner');
  const known = await inChunks(ids, (chunk) =>
    store.selectFrom('user').select('id').where('id', 'in', chunk).execute(),
  );
  if (known.length < new Set(ids).size) throw badRequest('Invalid user');
}

/** `me`, or the id of a user. */
function readUserId(c: Context<ApiEnv>): string {
  const { userId } = check(userPath, c.req.param());
  return userId === 'me' ? c.var.caller.user.id : userId;
}

/** Adds the routes to `app`. Only the owner shares an album; anybody else can leave it. */
export function addAlbumUserRoutes(app: Hono<ApiEnv>, { store }: ApiContext, requires: Requires): void {
  app.put('/albums/:id/users', requires('albumUser.create'), async (c) => {
    const albumId = readId(c);
    const { albumUsers } = await readBody(c, additions);
    const caller = c.var.caller;
    await requireAlbums(store, caller, 'album.share', [albumId]);
    const others = albumUsers.filter(({ userId }) => userId !== caller.user.id);
    await requireUsers(store, caller.user.id, others);
    if (others.length > 0) await addAlbumUsers(store, albumId, others);
    return answer<AlbumDto>(albumDto(await readAlbum(store, caller.user.id, albumId), 'changed'));
  });

  app.put('/albums/:id/user/:userId', requires('albumUser.update'), async (c) => {
    const albumId = readId(c);
    const userId = readUserId(c);
    const requested = await readBody(c, roleChange);
    await requireAlbums(store, c.var.caller, 'album.share', [albumId]);
    if ((await albumRole(store, albumId, userId)) === 'owner') throw badRequest('User is owner');
    refuseOwner(requested.role);
    await setAlbumRole(store, albumId, userId, requested.role);
    return noContent();
  });

  app.delete('/albums/:id/user/:userId', requires('albumUser.delete'), async (c) => {
    const albumId = readId(c);
    const userId = readUserId(c);
    const caller = c.var.caller;
    if (userId !== caller.user.id) await requireAlbums(store, caller, 'album.share', [albumId]);
    const current = await albumRole(store, albumId, userId);
    if (current === undefined) throw badRequest('Album not shared with user');
    if (current === 'owner') throw badRequest('Cannot remove the last album owner');
    await removeAlbumUser(store, albumId, userId);
    return noContent();
  });
}
