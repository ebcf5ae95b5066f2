/** A client as lists show it: PhotoPrism's columns. */
import type { Client } from '../../access/clients.ts';
import { counted } from '../../catalog/counted.ts';

export const clientColumns = [
  'Client ID',
  'Name',
  'Authentication Method',
  'User',
  'Role',
  'Scope',
  'Enabled',
  'Access Token Lifetime',
  'Created At',
] as const;

/** Clients show an id and a secret, or a token that they got for them; there is no other way. */
const method = 'Client (OAuth2)';

/** One row, in the order of the columns. */
export function clientRow(client: Client): string[] {
  const { id, name, user, role, scope, enabled, createdAt } = client;
  return [id, name, method, user, role, scope, enabled ? 'yes' : 'no', lifetime(client), timeText(createdAt)];
}

/** The same for programs: PhotoPrism's names, and what they do not tell. */
export function clientRecord(client: Client): Record<string, string | number | boolean | null> {
  return {
    client_id: client.id,
    name: client.name,
    authentication_method: method,
    user: client.user,
    role: client.role,
    scope: client.scope,
    enabled: client.enabled,
    access_token_lifetime: lifetime(client),
    expires: client.expires,
    tokens: client.tokens,
    own_library_key: client.hasLibraryKey,
    created_at: new Date(client.createdAt).toISOString(),
    last_used_at: client.lastUsedAt === undefined ? null : new Date(client.lastUsedAt).toISOString(),
  };
}

/** How long tokens are good for, and how many there may be. */
function lifetime({ expires, tokens }: Client): string {
  const time = expires === -1 ? 'never expires' : durationText(expires);
  return tokens === -1 ? time : `${time}; up to ${counted(tokens, 'token')}`;
}

function durationText(seconds: number): string {
  const units = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ] as const;
  const [name, length] = units.find(([, size]) => seconds % size === 0) ?? ['second', 1];
  return counted(seconds / length, name);
}

/** `2026-11-21 19:45:06`, in UTC. */
export function timeText(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
