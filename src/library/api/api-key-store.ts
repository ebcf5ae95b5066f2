/** The API keys of the people who use the library from other programs. */
import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Store } from '../store/open.ts';
import type { ApiKeyTable } from '../store/schema.ts';
import { hashSecret, newSecret } from './api-key-secrets.ts';
import type { PermissionName } from './context.ts';

export type ApiKeyRow = Selectable<ApiKeyTable>;

/** Makes a key for `userId`. The secret is returned here and never again: only its hash is stored. */
export async function createApiKey(
  store: Store,
  userId: string,
  name: string,
  permissions: readonly PermissionName[],
): Promise<{ secret: string; row: ApiKeyRow }> {
  const secret = newSecret();
  const now = Date.now();
  const row: ApiKeyRow = {
    id: randomUUID(),
    userId,
    name,
    keyHash: hashSecret(secret),
    permissions: JSON.stringify(permissions),
    createdAt: now,
    updatedAt: now,
  };
  await store.insertInto('apiKey').values(row).execute();
  return { secret, row };
}
