/** The tables of clients and their access tokens. Times are milliseconds (UTC), booleans 0 or 1; no secret is in them. */
import type { RoomSchema } from '../database/room-schema.ts';

export interface ClientTable {
  id: string;
  name: string;
  /** Whom it belongs to, as people call them; empty where nobody is named. */
  userName: string;
  role: string;
  scope: string;
  /** Seconds that a token is good for; -1: for ever. */
  expires: number;
  /** Access tokens at the same time; -1: any number. */
  tokens: number;
  enabled: 0 | 1;
  secretHash: string;
  secretMadeAt: number;
  /** The client's own key for the library, sealed with the server's secret. */
  libraryKey: string | null;
  createdAt: number;
  lastUsedAt: number | null;
}

export interface AccessTokenTable {
  hash: string;
  clientId: string;
  /** The scope that was asked for; null for all that the client has. */
  scope: string | null;
  /** Null: never. */
  expiresAt: number | null;
  /** Different for each token of one client: the order in which they are given up. */
  createdAt: number;
  lastUsedAt: number | null;
}

export interface AccessTables {
  client: ClientTable;
  accessToken: AccessTokenTable;
}

/** The schema, one step per entry, never edited once released. */
export const accessSchema: RoomSchema = {
  room: 'access',
  steps: {
    '0001-clients': ({ text, integer, keyed }) => `
create table client (
  id ${text} primary key,
  name ${text} not null check (name <> ''),
  "userName" ${text} not null,
  role ${text} not null,
  scope ${text} not null check (scope <> ''),
  expires ${integer} not null check (expires = -1 or expires > 0),
  tokens ${integer} not null check (tokens = -1 or tokens > 0),
  enabled ${integer} not null check (enabled in (0, 1)),
  "secretHash" ${text} not null,
  "secretMadeAt" ${integer} not null,
  "libraryKey" ${text},
  "createdAt" ${integer} not null,
  "lastUsedAt" ${integer}
) ${keyed};

create table "accessToken" (
  hash ${text} primary key,
  "clientId" ${text} not null references client(id) on delete cascade,
  scope ${text},
  "expiresAt" ${integer},
  "createdAt" ${integer} not null,
  "lastUsedAt" ${integer},
  unique ("clientId", "createdAt")
) ${keyed};
create index "accessTokenExpiry" on "accessToken"("expiresAt") where "expiresAt" is not null;
`,
  },
};
