/** SQLite as Node itself has it, which needs no binary of anybody else: for hosts that load none. */
import * as z from 'zod';
import type { RunInfo, SqliteEngine, SqliteStatement, SqlValues } from './sqlite-engine.ts';

/** What is used of `node:sqlite` (https://nodejs.org/api/sqlite.html), which the types of older Node versions do not know. */
interface NodeStatement {
  setReturnArrays(enabled: boolean): void;
  columns(): { readonly name: string }[];
  all(...values: SqlValues): unknown[];
  run(...values: SqlValues): RunInfo;
  iterate(...values: SqlValues): Iterable<unknown>;
}
interface NodeDatabase {
  exec(text: string): void;
  prepare(text: string): NodeStatement;
  close(): void;
}

const isClass = (value: unknown) => typeof value === 'function';
const nodeSqlite = z.object({
  DatabaseSync: z.custom<new (path: string) => NodeDatabase>(isClass),
  // Rows as arrays came with 22.16 and 24.0.
  StatementSync: z.custom<{ readonly prototype: object }>(
    (value) => isClass(value) && 'setReturnArrays' in Object(value).prototype,
  ),
});

/** Opens the file; undefined where this Node (before 22.16) has no SQLite that would do. Throws SQLite's error. */
export function openNodeSqlite(path: string): SqliteEngine | undefined {
  const known = nodeSqlite.safeParse(process.getBuiltinModule?.('node:sqlite'));
  if (!known.success) return undefined;
  const { DatabaseSync } = known.data;
  const database = named(() => new DatabaseSync(path));
  const changes = watchSchema(database);
  return {
    exec: (text) => named(() => database.exec(text)),
    prepare: (text) => statementOf(() => prepareIn(database, text), changes),
    close: () => database.close(),
  };
}

function prepareIn(database: NodeDatabase, text: string): NodeStatement {
  const statement = named(() => database.prepare(text));
  statement.setReturnArrays(true);
  return statement;
}

/**
 * Answers how often the schema was seen to have changed. To a statement that was prepared before, Node would give as many columns
 * as there were then; one that is prepared after the answer has those that there are.
 */
function watchSchema(database: NodeDatabase): () => number {
  const version = prepareIn(database, 'pragma schema_version');
  let seen = String(version.all());
  let changes = 0;
  return () => {
    const now = String(version.all());
    if (now === seen) return changes;
    seen = now;
    // Reading anything has SQLite read the schema anew.
    prepareIn(database, 'select 1 from sqlite_schema limit 0').all();
    changes += 1;
    return changes;
  };
}

function statementOf(prepare: () => NodeStatement, changes: () => number): SqliteStatement {
  let prepared = { statement: prepare(), after: changes() };
  const current = (): NodeStatement => {
    const after = changes();
    if (prepared.after !== after) prepared = { statement: prepare(), after };
    return prepared.statement;
  };
  const columns = () =>
    current()
      .columns()
      .map(({ name }) => name);
  return {
    reader: columns().length > 0,
    columns,
    all: (values) =>
      named(() =>
        current()
          .all(...values)
          .map(told),
      ),
    run: (values) => named(() => current().run(...values)),
    *iterate(values) {
      for (const row of named(() => current().iterate(...values))) yield told(row);
    },
  };
}

function told(row: unknown): unknown {
  return Array.isArray(row) ? row.map(asBuffer) : row;
}

function asBuffer(value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value;
}

/** SQLite's result codes that somebody asks for by name (https://www.sqlite.org/rescode.html); lower eight bits, or all of them. */
const names: Readonly<Record<number, string>> = {
  5: 'SQLITE_BUSY',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  19: 'SQLITE_CONSTRAINT',
  26: 'SQLITE_NOTADB',
  517: 'SQLITE_BUSY_SNAPSHOT',
};

/** Node's errors have SQLite's code as a number beside their own. */
function named<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && typeof error.errcode === 'number') {
      const code = names[error.errcode] ?? names[error.errcode & 0xff] ?? 'SQLITE_ERROR';
      throw Object.assign(error, { code });
    }
    throw error;
  }
}
