/** When credentials were last used, exact to a minute: a write for every request would cost more than it tells. */
import type { Kysely } from 'kysely';
import type { AccessTables } from './schema.ts';

/** Milliseconds that a noted time may be behind. */
const grain = 60_000;

interface Used {
  readonly lastUsedAt: number | undefined;
}

export interface Usage {
  noteClient(client: Used & { readonly id: string }): void;
  noteToken(token: Used & { readonly hash: string; readonly client: Used & { readonly id: string } }): void;
  /** Waits for what is being written. */
  settled(): Promise<void>;
}

/** Notes uses in this database, beside the requests that they belong to: what goes wrong is told to `report` and stops nobody. */
export function usageIn(
  db: Kysely<AccessTables>,
  report: (error: unknown) => void,
  now: () => number = Date.now,
): Usage {
  const running = new Map<string, Promise<unknown>>();
  const note = (key: string, { lastUsedAt }: Used, write: (at: number, before: number) => Promise<unknown>) => {
    const at = now();
    if (running.has(key) || (lastUsedAt !== undefined && lastUsedAt > at - grain)) return;
    const written = write(at, at - grain)
      .catch(report)
      .finally(() => running.delete(key));
    running.set(key, written);
  };
  const noteClient: Usage['noteClient'] = (client) =>
    note(client.id, client, (at, before) =>
      db
        .updateTable('client')
        .set({ lastUsedAt: at })
        .where('id', '=', client.id)
        .where((where) => where.or([where('lastUsedAt', 'is', null), where('lastUsedAt', '<=', before)]))
        .execute(),
    );
  return {
    noteClient,
    noteToken: (token) => {
      noteClient(token.client);
      note(token.hash, token, (at, before) =>
        db
          .updateTable('accessToken')
          .set({ lastUsedAt: at })
          .where('hash', '=', token.hash)
          .where((where) => where.or([where('lastUsedAt', 'is', null), where('lastUsedAt', '<=', before)]))
          .execute(),
      );
    },
    settled: async () => {
      await Promise.all(running.values());
    },
  };
}
