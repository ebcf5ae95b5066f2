/** Connections to PostgreSQL for a library that writes its own queries, such as the one that counts for rate limits. */
import type pg from 'pg';
import { openPostgres } from './open-postgres.ts';
import { type PostgresPlace, sharedPool } from './postgres-pool.ts';
import type { RoomSchema } from './room-schema.ts';

export interface OpenPool {
  /** Finds the room's tables by their bare names. */
  readonly pool: pg.Pool;
  /** To be called instead of the pool's own `end`: others use it, too. */
  close(): Promise<void>;
}

/** The connections that this process has to that PostgreSQL anyway, with the room's tables made; rejects as `openDatabase` does. */
export async function openPool(place: PostgresPlace, schema: RoomSchema): Promise<OpenPool> {
  const db = await openPostgres(place, schema);
  const { pool, release } = sharedPool(place);
  await db.destroy();
  return { pool, close: release };
}
