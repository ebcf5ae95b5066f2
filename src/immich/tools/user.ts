/** The tool that says whose library this is. */
import { getMyUser } from '@immich/sdk';
import * as z from 'zod';
import { success } from '../../catalog/result.ts';
import { defineTool } from './define.ts';

export const me = defineTool({
  name: 'immich_user_me',
  title: 'My profile',
  description: 'Says whose library this is: name, e-mail, role, storage quota and use in bytes.',
  toolset: 'user',
  effect: 'read',
  permission: 'view',
  scopes: ['user.read'],
  input: z.strictObject({}),
  output: z.looseObject({ id: z.string(), name: z.string(), email: z.string() }),
  async run(_input, library, call) {
    const user = await library.request((sdk) => getMyUser(sdk), call);
    if (!user.ok) return user;
    // Named one by one: the profile also holds the licence key and the sign-in provider's id.
    const { id, name, email, isAdmin, status, storageLabel, createdAt, quotaSizeInBytes, quotaUsageInBytes } =
      user.value;
    return success({
      data: {
        id,
        name,
        email,
        isAdmin,
        status,
        createdAt,
        storageLabel: storageLabel ?? undefined,
        quotaSizeInBytes: quotaSizeInBytes ?? undefined,
        quotaUsageInBytes: quotaUsageInBytes ?? undefined,
      },
    });
  },
});
