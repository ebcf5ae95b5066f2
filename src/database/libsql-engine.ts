/** SQLite as libsql has it: a binary that npm brings for each system. */
import { createRequire } from 'node:module';
import type { Statement } from 'libsql';
import type { SqliteEngine, SqliteStatement } from './sqlite-engine.ts';

// Where its binary is missing, an import ends the process on Node 20: the loader rejects a promise that nobody has.
const Database: typeof import('libsql') = createRequire(import.meta.url)('libsql');

/** Opens the file with libsql; throws its error. */
export function openLibsql(path: string): SqliteEngine {
  const database = new Database(path);
  return {
    exec: (text) => void database.exec(text),
    prepare: (text) => statementOf(database.prepare(text)),
    close: () => void database.close(),
  };
}

function statementOf(statement: Statement): SqliteStatement {
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
