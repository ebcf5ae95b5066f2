/**
 * The tables of one room (the journal, access, …), written once for SQLite and PostgreSQL.
 *
 * A step is SQL that both understand, with a few words left to the database. Names with capitals stand in double quotes:
 * PostgreSQL takes them for lower case otherwise. In both, times are milliseconds in an `integer`, booleans 0 or 1, JSON is
 * text, and what Kysely reads has the same types: numbers, texts, null, and `Uint8Array` for `bytes`.
 */
import type { Migration } from 'kysely';
import { script } from './script.ts';

/** What the two databases spell differently. */
export interface Words {
  /** 64 bits; up to 2^53 comes back exactly. */
  readonly integer: string;
  /** A primary key that counts up. */
  readonly counter: string;
  /** Compared and sorted byte by byte. */
  readonly text: string;
  readonly bytes: string;
  /** After the closing parenthesis of a table with a counter. */
  readonly strict: string;
  /** After the closing parenthesis of a table that is found by its primary key. */
  readonly keyed: string;
  /** A condition: the column holds JSON. */
  isJson(column: string): string;
}

/** SQL of one step, each statement ending with `;` at the end of a line. */
export type SchemaStep = (words: Words) => string;

export interface RoomSchema {
  /** Lower-case letters; its tables' names must differ from those of every other room, as PostgreSQL holds all of them. */
  readonly room: string;
  /** By name, applied in the order of their names, never edited once released. */
  readonly steps: Readonly<Record<string, SchemaStep>>;
}

export const sqliteWords: Words = {
  integer: 'integer',
  counter: 'integer primary key autoincrement',
  text: 'text',
  bytes: 'blob',
  strict: 'strict',
  keyed: 'strict, without rowid',
  isJson: (column) => `json_valid(${column})`,
};

export const postgresWords: Words = {
  integer: 'bigint',
  counter: 'bigint generated always as identity primary key',
  text: 'text collate "C"',
  bytes: 'bytea',
  strict: '',
  keyed: '',
  isJson: (column) => `(${column}::json is not null)`,
};

/** The steps as Kysely's migrator takes them. */
export function migrationsOf({ steps }: RoomSchema, words: Words): Record<string, Migration> {
  return Object.fromEntries(Object.entries(steps).map(([name, step]) => [name, script(step(words))]));
}
