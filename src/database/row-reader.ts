/**
 * The database as Kysely uses it, made faster in two ways (measured with libsql 0.5.29).
 *
 * Rows are read as arrays and given their names here: 1,000 rows of 55 columns take 6 ms instead of 18.
 * Statements are kept prepared: the seven of `GET /assets/{id}` take 0.2 ms less.
 */
import type * as kysely from 'kysely';
import type { SqliteEngine, SqliteStatement } from './sqlite-engine.ts';

type Row = Record<string, unknown>;

/** Far more than the different statements of a busy minute; those for long id lists come in many lengths. */
const keptStatements = 200;

function nameColumns(names: readonly string[], values: readonly unknown[]): Row {
  const row: Row = {};
  for (let index = 0; index < names.length; index++) row[names[index] ?? ''] = values[index];
  return row;
}

function readerOf(engine: SqliteEngine, text: string, statement: SqliteStatement): kysely.SqliteStatement {
  let names = statement.columns();
  const named = (values: unknown): unknown => {
    if (!Array.isArray(values)) return values;
    // Another process has migrated the database meanwhile: `select *` has more columns than when it was prepared.
    if (values.length !== names.length) names = statement.columns();
    return nameColumns(names, values);
  };
  return {
    reader: true,
    all: (parameters) => statement.all(parameters).map(named),
    run: (parameters) => statement.run(parameters),
    *iterate(parameters) {
      // A statement of its own: one that stays in the middle of its rows holds on to the state of the database.
      for (const values of engine.prepare(text).iterate(parameters)) yield named(values);
    },
  };
}

function prepare(engine: SqliteEngine, text: string): kysely.SqliteStatement {
  const statement = engine.prepare(text);
  if (statement.reader) return readerOf(engine, text, statement);
  return {
    reader: false,
    all: (parameters) => [...statement.all(parameters)],
    run: (parameters) => statement.run(parameters),
    *iterate(parameters) {
      yield* statement.iterate(parameters);
    },
  };
}

/** The database with named rows and statements that stay prepared, the least recently used being given up. */
export function withFastRows(engine: SqliteEngine): kysely.SqliteDatabase {
  const kept = new Map<string, kysely.SqliteStatement>();
  return {
    close: () => {
      kept.clear();
      engine.close();
    },
    prepare: (text) => {
      const statement = kept.get(text) ?? prepare(engine, text);
      kept.delete(text);
      kept.set(text, statement);
      const [oldest = ''] = kept.keys();
      if (kept.size > keptStatements) kept.delete(oldest);
      return statement;
    },
  };
}
