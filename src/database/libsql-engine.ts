/** SQLite as libsql has it: a binary that npm brings for each system. */
import Database from 'libsql';
import type { SqliteEngine, SqliteStatement } from './sqlite-engine.ts';

/** Opens the file with libsql; throws its error. */
export function openLibsql(path: string): SqliteEngine {
  const database = new Database(path);
  return {
    exec: (text) => void database.exec(text),
    prepare: (text) => statementOf(database.prepare(text)),
    close: () => void database.close(),
  };
}

function statementOf(statement: Database.Statement): SqliteStatement {
  const { reader } = statement;
  if (reader) statement.raw(true);
  return {
    reader,
    columns: () => statement.columns().map(({ name }) => name),
    all: (values) => statement.all(values),
    run: (values) => statement.run(values),
    iterate: (values) => statement.iterate(values),
  };
}
