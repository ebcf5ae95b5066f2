/**
 * Reads rows three times as fast as libsql's own objects: as arrays, given their names here.
 * (1,000 rows of 55 columns: 6 ms instead of 18 ms with libsql 0.5.29.)
 */
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import type Database from 'libsql';

type Row = Record<string, unknown>;

function nameColumns(names: readonly string[], values: readonly unknown[]): Row {
  const row: Row = {};
  for (let index = 0; index < names.length; index++) row[names[index] ?? ''] = values[index];
  return row;
}

function readerOf(statement: Database.Statement): SqliteStatement {
  const names = statement.columns().map((column) => column.name);
  const rows = statement.raw(true);
  return {
    reader: true,
    all: (parameters) => {
      const found: unknown[] = rows.all(parameters);
      return found.map((values) => (Array.isArray(values) ? nameColumns(names, values) : values));
    },
    run: (parameters) => statement.run(parameters),
    *iterate(parameters) {
      for (const values of rows.iterate(parameters)) {
        yield Array.isArray(values) ? nameColumns(names, values) : values;
      }
    },
  };
}

/** The database as Kysely uses it, with the faster way of reading. */
export function withFastRows(database: Database.Database): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare: (text) => {
      const statement = database.prepare(text);
      return statement.reader ? readerOf(statement) : statement;
    },
  };
}
