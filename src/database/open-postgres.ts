/** PostgreSQL with the tables of one room, through Kysely. */
import { Kysely, Migrator, PostgresDialect, PostgresQueryCompiler } from 'kysely';
import type pg from 'pg';
import type { PostgresAddress } from './database-unavailable.ts';
import { addressOf, connectThrough, makePool, type PostgresPlace, schemaOf, sharedPool } from './postgres-pool.ts';
import { migrationsOf, postgresWords, type RoomSchema } from './room-schema.ts';

/** Milliseconds that a step of a migration may take, and the wait for another process that is at it. */
const longestMigration = 600_000;

/** Opens it; see `openDatabase`. */
export async function openPostgres<Tables>(place: PostgresPlace, schema: RoomSchema): Promise<Kysely<Tables>> {
  const { pool, address, release } = sharedPool(place);
  const db = new Kysely<Tables>({ dialect: dialectFor(pool, address, release) });
  try {
    const known = await migratorFor(db, place, schema).getMigrations();
    if (known.some(({ executedAt }) => executedAt === undefined)) await migrate(place, schema);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** Runs what is missing, in one transaction, behind a lock that only one process of all gets at a time. */
async function migrate(place: PostgresPlace, schema: RoomSchema): Promise<void> {
  const pool = makePool(place, 1, longestMigration);
  const db = new Kysely<unknown>({ dialect: dialectFor(pool, addressOf(place), () => pool.end()) });
  try {
    const { error } = await migratorFor(db, place, schema).migrateToLatest();
    if (error !== undefined) throw error;
  } finally {
    await db.destroy();
  }
}

/** Each room counts its own steps. */
function migratorFor<Tables>(db: Kysely<Tables>, place: PostgresPlace, schema: RoomSchema): Migrator {
  return new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrationsOf(schema, postgresWords)) },
    migrationTableSchema: schemaOf(place),
    migrationTableName: `${schema.room}_migration`,
    migrationLockTableName: `${schema.room}_migration_lock`,
  });
}

function dialectFor(pool: pg.Pool, address: PostgresAddress, end: () => Promise<void>): PostgresDialect {
  return new StoringDialect({ pool: { connect: () => connectThrough(pool, address), end } });
}

/** Takes every text: PostgreSQL refuses U+0000, which SQLite keeps, and which strangers may have put into a name. */
class StoringCompiler extends PostgresQueryCompiler {
  protected override appendValue(value: unknown): void {
    super.appendValue(Array.isArray(value) ? value.map(storable) : storable(value));
  }
}

function storable(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value;
}

class StoringDialect extends PostgresDialect {
  override createQueryCompiler(): PostgresQueryCompiler {
    return new StoringCompiler();
  }
}
