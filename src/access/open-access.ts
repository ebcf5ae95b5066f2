/** Opens the database of clients and tokens, with files that nobody else on the machine can read. */
import { chmod, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { closeDatabase, openDatabase } from '../database/open-database.ts';
import type { DatabasePlace } from '../database/place.ts';
import { type Clients, clientsIn } from './clients.ts';
import { type AccessTables, accessSchema } from './schema.ts';
import { type Tokens, tokensIn } from './tokens.ts';
import { type Usage, usageIn } from './usage.ts';

export interface Access {
  readonly clients: Clients;
  readonly tokens: Tokens;
  readonly usage: Usage;
  close(): Promise<void>;
}

interface AccessOptions {
  /** Told of what goes wrong beside the requests. */
  readonly report?: (error: unknown) => void;
  readonly now?: () => number;
}

/** Opens (and creates where missing) the clients and tokens. Several processes may use them at once; rejects as `openDatabase` does. */
export async function openAccess(
  place: DatabasePlace,
  { report = () => {}, now }: AccessOptions = {},
): Promise<Access> {
  if (place.kind === 'sqlite') await makePrivate(place.path);
  const db = await openDatabase<AccessTables>(place, accessSchema);
  const usage = usageIn(db, report, now);
  return {
    clients: clientsIn(db, now),
    tokens: tokensIn(db, now),
    usage,
    close: async () => {
      await usage.settled();
      await closeDatabase(db);
    },
  };
}

/** SQLite gives the files beside its own the same rights. */
async function makePrivate(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a', 0o600);
  await file.close();
  await chmod(path, 0o600);
}
