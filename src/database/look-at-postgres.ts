/** Looks whether a PostgreSQL can be used, without changing anything in it. */
import { type PostgresAddress, unavailable } from './database-unavailable.ts';
import { addressOf, connectThrough, makePool, type PostgresPlace, schemaOf } from './postgres-pool.ts';

export interface PostgresLooks {
  readonly address: PostgresAddress;
  /** For example `15.14`. */
  readonly version: string;
  readonly schema: string;
  /** Whether Albumen may make its tables there, or already has. */
  readonly mayCreate: boolean;
}

/** Rejects with a `DatabaseUnavailable` where it cannot be reached. */
export async function lookAtPostgres(place: PostgresPlace): Promise<PostgresLooks> {
  const address = addressOf(place);
  const schema = schemaOf(place);
  const pool = makePool(place, 1);
  try {
    const client = await connectThrough(pool, address);
    const { rows } = await client.query<{ version: string; allowed: boolean }>(
      `select current_setting('server_version') as version,
        case when exists (select from pg_namespace where nspname = $1) then has_schema_privilege($1, 'CREATE')
        else has_database_privilege(current_database(), 'CREATE') end as allowed`,
      [schema],
    );
    client.release();
    const [{ version = '', allowed = false } = {}] = rows;
    return { address, schema, version: version.replace(/ .*/, ''), mayCreate: allowed };
  } catch (error) {
    throw unavailable(address, error);
  } finally {
    await pool.end();
  }
}
