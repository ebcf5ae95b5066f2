/** `/users`: the people of the library, and the caller among them. */
import type { UserAdminResponseDto, UserPreferencesResponseDto } from '@immich/sdk';
import { Hono } from 'hono';
import * as z from 'zod';
import { minimumFaces } from '../store/people-queries.ts';
import { answer } from './answer.ts';
import type { Routes } from './app.ts';
import type { ApiContext, ApiEnv, UserRow } from './context.ts';
import { isoDate } from './dates.ts';
import { badRequest } from './errors.ts';
import { type UserDto, userDto } from './user-dto.ts';
import { readBody, readId, storedText } from './validation.ts';
import type { Wire } from './wire.ts';

/** Cluster groups came after the release that is spoken. */
type MeDto = Omit<Wire<UserAdminResponseDto>, 'clusterGroupId'>;
/** Memories got a place in the side bar after that release, too. */
type PreferencesDto = Omit<Wire<UserPreferencesResponseDto>, 'memories'> & {
  memories: { enabled: boolean; duration: number };
};

const colours = ['primary', 'pink', 'red', 'yellow', 'blue', 'green', 'purple', 'orange', 'gray', 'amber'] as const;
const update = z.object({
  name: storedText.optional(),
  email: z.email().optional(),
  avatarColor: z.enum(colours).nullable().optional(),
  password: z.string().optional(),
});

/** What Immich answers for somebody who never changed a setting, with what the library lacks turned off. */
const preferences: PreferencesDto = {
  albums: { defaultAssetOrder: 'desc' },
  folders: { enabled: false, sidebarWeb: false },
  memories: { enabled: false, duration: 5 },
  people: { enabled: true, sidebarWeb: false, minimumFaces },
  sharedLinks: { enabled: true, sidebarWeb: false },
  ratings: { enabled: true },
  tags: { enabled: true, sidebarWeb: true },
  emailNotifications: { enabled: false, albumInvite: false, albumUpdate: false },
  download: { archiveSize: 4 * 1024 ** 3, includeEmbeddedVideos: false },
  purchase: { showSupportBadge: false, hideBuyButtonUntil: '2022-02-12T00:00:00.000Z' },
  cast: { gCastEnabled: false },
  recentlyAdded: { sidebarWeb: false },
};

/** Bytes of all uploads of a user, the trash included: what a quota would count. */
async function uploadedBytes({ store }: ApiContext, userId: string): Promise<number> {
  const { bytes } = await store
    .selectFrom('asset')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('fileSize'), eb.lit(0)).as('bytes'))
    .where('ownerId', '=', userId)
    .where('folderId', 'is', null)
    .where('heldPath', 'is', null)
    .executeTakeFirstOrThrow();
  return bytes;
}

async function meDto(context: ApiContext, user: UserRow): Promise<MeDto> {
  return {
    ...userDto(user),
    storageLabel: null,
    shouldChangePassword: false,
    isAdmin: user.isAdmin === 1,
    createdAt: isoDate(user.createdAt),
    deletedAt: null,
    updatedAt: isoDate(user.updatedAt),
    oauthId: '',
    quotaSizeInBytes: null,
    quotaUsageInBytes: await uploadedBytes(context, user.id),
    status: 'active',
    license: null,
  };
}

async function changeUser({ store }: ApiContext, user: UserRow, body: z.infer<typeof update>): Promise<UserRow> {
  if (body.password !== undefined) throw badRequest('The local library has no passwords');
  const taken = await store
    .selectFrom('user')
    .select('id')
    .where('email', '=', body.email ?? '')
    .where('id', '!=', user.id)
    .executeTakeFirst();
  if (taken !== undefined) throw badRequest('Email already in use by another account');
  const changed: UserRow = {
    ...user,
    name: body.name ?? user.name,
    email: body.email ?? user.email,
    avatarColor: body.avatarColor === undefined ? user.avatarColor : (body.avatarColor ?? 'primary'),
    updatedAt: Date.now(),
  };
  await store.updateTable('user').set(changed).where('id', '=', user.id).execute();
  return changed;
}

export const userRoutes: Routes = (context, requires) => {
  const app = new Hono<ApiEnv>();
  const { store } = context;

  app.get('/users', requires('user.read'), async () => {
    const users = await store.selectFrom('user').selectAll().orderBy('createdAt', 'desc').execute();
    return answer<UserDto[]>(users.map((user) => userDto(user)));
  });

  app.get('/users/me', requires('user.read'), async (c) => answer<MeDto>(await meDto(context, c.var.caller.user)));

  app.put('/users/me', requires('user.update'), async (c) => {
    const changed = await changeUser(context, c.var.caller.user, await readBody(c, update));
    return answer<MeDto>(await meDto(context, changed));
  });

  app.get('/users/me/preferences', requires('userPreference.read'), () => answer<PreferencesDto>(preferences));

  app.get('/users/:id', requires('user.read'), async (c) => {
    const user = await store.selectFrom('user').selectAll().where('id', '=', readId(c)).executeTakeFirst();
    if (user === undefined) throw badRequest('User not found');
    return answer<UserDto>(userDto(user));
  });

  return app;
};
