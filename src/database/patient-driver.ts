/** How statements wait for a database file that another process is writing to. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely';

/** Milliseconds between two attempts at most. */
const longestPause = 25;

/** Whether another connection has the write lock; a snapshot that became too old stays so, however long one waits. */
function isBusy(error: unknown): boolean {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return false;
  return error.code.startsWith('SQLITE_BUSY') && error.code !== 'SQLITE_BUSY_SNAPSHOT';
}

/**
 * A connection that waits its turn between attempts and not, as SQLite's own timeout does, inside of one: that stops the whole
 * process. Two processes that each wait in that way for a file which the other has locked in the middle of a transaction
 * (the library's, the journal's) would both wait in vain.
 */
class PatientConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;
  readonly #longestWait: number;

  constructor(connection: DatabaseConnection, longestWait: number) {
    this.#connection = connection;
    this.#longestWait = longestWait;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const started = performance.now();
    for (let pause = 1; ; pause = Math.min(pause * 2, longestPause)) {
      try {
        return await this.#connection.executeQuery<Row>(query);
      } catch (error) {
        if (!isBusy(error) || performance.now() - started > this.#longestWait) throw error;
      }
      await sleep(pause);
    }
  }

  streamQuery<Row>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<Row>> {
    return this.#connection.streamQuery<Row>(query, chunkSize);
  }
}

/**
 * Waits for other processes without stopping this one. Transactions take the write lock when they begin: one that reads first
 * and writes later could otherwise find that another process has written in between, which SQLite answers with an error at
 * once, however long one would wait.
 */
export class PatientDriver extends SqliteDriver {
  readonly #longestWait: number;

  /** `longestWait`: milliseconds after which a statement gives up. */
  constructor(config: SqliteDialectConfig, longestWait: number) {
    super(config);
    this.#longestWait = longestWait;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return new PatientConnection(await super.acquireConnection(), this.#longestWait);
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}
