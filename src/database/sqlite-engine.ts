/** What executes SQL on a SQLite file: libsql, or the SQLite that Node brings where libsql's binary does not load. */

export type SqlValues = readonly unknown[];

export interface RunInfo {
  readonly changes: number | bigint;
  readonly lastInsertRowid: number | bigint;
}

export interface SqliteStatement {
  /** Whether it answers rows; each is an array of values, in the order of `columns`. Bytes are Buffers. */
  readonly reader: boolean;
  columns(): readonly string[];
  all(values: SqlValues): readonly unknown[];
  run(values: SqlValues): RunInfo;
  iterate(values: SqlValues): Iterable<unknown>;
}

/** Errors have SQLite's own name of what happened as their `code`, such as `SQLITE_BUSY`. */
export interface SqliteEngine {
  exec(text: string): void;
  prepare(text: string): SqliteStatement;
  close(): void;
}

/**
 * Opens the file. Rejects with SQLite's error when it is no database or cannot be opened, and with that of libsql's loader when
 * neither engine is there.
 */
export async function openEngine(path: string): Promise<SqliteEngine> {
  const libsql = await import('./libsql-engine.ts').catch((error: unknown) => ({ error }));
  if ('openLibsql' in libsql) return libsql.openLibsql(path);
  const { openNodeSqlite } = await import('./node-sqlite-engine.ts');
  const opened = openNodeSqlite(path);
  if (opened === undefined) throw libsql.error;
  return opened;
}
