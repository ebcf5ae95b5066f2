/** Counters that replicas share: in their PostgreSQL. */
import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible';
import { closeDatabase, openDatabase } from '../../database/open-database.ts';
import { type PostgresPlace, sharedPool } from '../../database/postgres-pool.ts';
import type { RoomSchema } from '../../database/room-schema.ts';
import type { CounterStore } from './counters.ts';
import { counterOf } from './memory-counters.ts';

const tableName = 'limitCount';

/** The columns that RateLimiterPostgres expects, in their order. */
const limitsSchema: RoomSchema = {
  room: 'limits',
  steps: {
    '0001-counts': ({ text, integer, keyed }) => `
create table "${tableName}" (
  key ${text} primary key,
  points ${integer} not null,
  expire ${integer}
) ${keyed};
`,
  },
};

/** Longer keys are shortened to their hash: the names of callers come from outside. */
const longestKey = 100;

export interface SharedCounters {
  readonly counters: CounterStore;
  close(): Promise<void>;
}

/**
 * Makes the table where it is missing; rejects as `openDatabase` does. While PostgreSQL cannot be reached, each replica counts
 * by itself. Counts that are over are removed after an hour.
 */
export async function countersInPostgres(place: PostgresPlace): Promise<SharedCounters> {
  const db = await openDatabase(place, limitsSchema);
  const { pool, schema, release } = sharedPool(place);
  return {
    counters: (name, rule) => {
      const options = { keyPrefix: name, points: rule.most, duration: rule.seconds };
      const limiter = new RateLimiterPostgres({
        ...options,
        storeClient: pool,
        storeType: 'pool',
        tableName,
        schemaName: schema,
        tableCreated: true,
        insuranceLimiter: new RateLimiterMemory(options),
      });
      const { add, look, exhaust } = counterOf(limiter, rule);
      return {
        add: (key) => add(bounded(key)),
        look: (key) => look(bounded(key)),
        exhaust: (key, seconds) => exhaust(bounded(key), seconds),
      };
    },
    close: async () => {
      await release();
      await closeDatabase(db);
    },
  };
}

function bounded(key: string): string {
  return key.length > longestKey ? createHash('sha256').update(key).digest('hex') : key;
}
