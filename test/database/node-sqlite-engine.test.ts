import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLibsql } from '../../src/database/libsql-engine.ts';
import { openNodeSqlite } from '../../src/database/node-sqlite-engine.ts';
import type { SqliteEngine } from '../../src/database/sqlite-engine.ts';

const isThere = openNodeSqlite(':memory:') !== undefined;
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

function openNode(path: string): SqliteEngine {
  const engine = openNodeSqlite(path);
  if (engine === undefined) throw new Error('this Node has no SQLite');
  return engine;
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'albumen-engine-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('is there from Node 22.16 on, and nowhere before', () => {
  expect(isThere).toBe(major > 22 || (major === 22 && minor >= 16));
});

/** What either engine says of the same work. */
const engines = [
  ['libsql', openLibsql],
  ['Node', openNode],
] as const;

describe.each(engines.filter(([name]) => name === 'libsql' || isThere))('the engine of %s', (name, open) => {
  const path = () => join(folder, `${name}.db`);

  it('reads and writes values unchanged', () => {
    const engine = open(':memory:');
    engine.exec('create table thing (id integer primary key, text text, real real, bytes blob) strict');
    const insert = engine.prepare('insert into thing (text, real, bytes) values (?, ?, ?)');
    expect(insert.reader).toBe(false);
    expect(insert.run(['é', 1.5, Buffer.from([0, 255])])).toMatchObject({ changes: 1, lastInsertRowid: 1 });
    const read = engine.prepare('select *, ? as given, null as missing from thing');
    expect([read.reader, read.columns()]).toEqual([true, ['id', 'text', 'real', 'bytes', 'given', 'missing']]);
    const row = [1, 'é', 1.5, Buffer.from([0, 255]), 2 ** 40, null];
    expect(read.all([2 ** 40])).toEqual([row]);
    expect([...read.iterate([2 ** 40])]).toEqual([row]);
    expect(engine.prepare('delete from thing returning id').all([])).toEqual([[1]]);
    engine.close();
  });

  it('names what SQLite refuses', () => {
    const [one, two] = [open(path()), open(path())];
    one.exec('create table if not exists thing (id integer primary key) strict');
    one.exec('insert into thing values (1)');
    const code = (work: () => unknown) => {
      try {
        return work();
      } catch (error) {
        return Object(error).code;
      }
    };
    expect(code(() => two.prepare('insert into thing values (1)').run([]))).toMatch(/^SQLITE_CONSTRAINT/);
    one.exec('begin immediate');
    expect(code(() => two.exec('begin immediate'))).toBe('SQLITE_BUSY');
    one.exec('rollback');
    expect(code(() => two.exec('nonsense'))).toBe('SQLITE_ERROR');
    for (const engine of [one, two]) engine.close();
  });

  it('finds words and reads JSON', () => {
    const engine = open(':memory:');
    engine.exec("create virtual table note using fts5 (text, tokenize = 'trigram')");
    engine.prepare('insert into note values (?)').run(['Lighthouse']);
    expect(engine.prepare('select text from note where note match ?').all(['ghth'])).toEqual([['Lighthouse']]);
    expect(engine.prepare('select value from json_each(?)').all(['[1,2]'])).toEqual([[1], [2]]);
    engine.close();
  });
});

it.runIf(isThere)('reads a column that somebody else has added meanwhile', () => {
  const file = join(folder, 'added.db');
  const [one, two] = [openNode(file), openNode(file)];
  one.exec('create table pair (a, b); insert into pair values (1, 2)');
  const read = one.prepare('select x.*, y.b as other from pair as x join pair as y');
  expect(read.all([])).toEqual([[1, 2, 2]]);
  two.exec('alter table pair add column c default 3');
  expect([read.all([]), read.columns()]).toEqual([[[1, 2, 3, 2]], ['a', 'b', 'c', 'other']]);
  for (const engine of [one, two]) engine.close();
});
