/**
 * The tables of the journal. Times are milliseconds (UTC), booleans 0 or 1, JSON is text. A change is written before
 * it is sent to the library, and completed afterwards; `begun` is one of which the end is not known.
 */
import type { Generated } from 'kysely';
import type { RoomSchema, SchemaStep } from '../database/room-schema.ts';

/**
 * `begun`: sent, or about to be; `done`: all of it; `partly`: some items; `failed`: nothing was changed.
 */
export type ChangeStatus = 'begun' | 'done' | 'partly' | 'failed';

export interface ChangeTable {
  /** Order in which changes began. */
  row: Generated<number>;
  id: string;
  begunAt: number;
  endedAt: number | null;
  /** Until then another process must believe that the one which began it is still at it. */
  heldUntil: number;
  caller: string;
  tool: string;
  effect: 'add' | 'change' | 'remove';
  /** Address of the library's server, or `local`. */
  library: string;
  /** The tool's arguments as JSON, without secrets. */
  arguments: string;
  status: ChangeStatus;
  /** Why it failed, or what is known of its end. */
  note: string | null;
  /** Characters that the change and its items take: what retention counts. */
  size: number;
  /** Items that it was to touch, and those of them that it was to delete: what limits count. */
  touches: number;
  deletes: number;
}

export interface ItemTable {
  changeRow: number;
  position: number;
  kind: string;
  itemId: string;
  /** The album that the item is put into or taken out of. */
  albumId: string | null;
  /** JSON; null for what did not exist. */
  before: string | null;
  /** JSON; null for what does not exist any more. */
  after: string | null;
  /** Null while nothing is known of it. */
  ok: 0 | 1 | null;
  error: string | null;
}

/** Which change takes which one back. */
export interface UndoTable {
  changeRow: number;
  undoes: string;
}

/** Things that could only come back as new ones: the id that they had, and the one that they have now. */
export interface RemadeTable {
  oldId: string;
  newId: string;
}

/** What was previewed, so that just that can be agreed to. */
export interface PlanTable {
  id: string;
  madeAt: number;
  caller: string;
  tool: string;
  /** SHA-256 of the arguments. */
  argumentsHash: string;
  /** JSON: SHA-256 of the state of each item, by `kind id`. */
  itemHashes: string;
}

export interface JournalTables {
  plan: PlanTable;
  change: ChangeTable;
  item: ItemTable;
  undo: UndoTable;
  remade: RemadeTable;
}

const firstTables: SchemaStep = ({ counter, integer, text, isJson, strict, keyed }) => `
create table change (
  row ${counter},
  id ${text} not null unique,
  "begunAt" ${integer} not null,
  "endedAt" ${integer},
  "heldUntil" ${integer} not null,
  caller ${text} not null,
  tool ${text} not null,
  effect ${text} not null check (effect in ('add', 'change', 'remove')),
  library ${text} not null,
  arguments ${text} not null check (${isJson('arguments')}),
  status ${text} not null check (status in ('begun', 'done', 'partly', 'failed')),
  note ${text},
  size ${integer} not null,
  touches ${integer} not null,
  deletes ${integer} not null,
  check ((status = 'begun') = ("endedAt" is null))
) ${strict};
create index "changeOpen" on change(row) where status = 'begun';
create index "changeTime" on change("begunAt");

create table item (
  "changeRow" ${integer} not null references change(row) on delete cascade,
  position ${integer} not null,
  kind ${text} not null,
  "itemId" ${text} not null,
  "albumId" ${text},
  before ${text} check (before is null or ${isJson('before')}),
  after ${text} check (after is null or ${isJson('after')}),
  ok ${integer} check (ok in (0, 1)),
  error ${text},
  primary key ("changeRow", position)
) ${keyed};
create table undo (
  "changeRow" ${integer} not null references change(row) on delete cascade,
  undoes ${text} not null,
  primary key ("changeRow", undoes)
) ${keyed};
create index "undoUndoes" on undo(undoes);

create table plan (
  id ${text} primary key,
  "madeAt" ${integer} not null,
  caller ${text} not null,
  tool ${text} not null,
  "argumentsHash" ${text} not null,
  "itemHashes" ${text} not null check (${isJson('"itemHashes"')})
) ${keyed};
create index "planMade" on plan("madeAt");

create table remade (
  "oldId" ${text} primary key,
  "newId" ${text} not null
) ${keyed};
create index "remadeNew" on remade("newId");

create index "itemThing" on item("itemId", "changeRow");
create index "itemAlbum" on item("albumId", "changeRow") where "albumId" is not null;
`;

/** The journal's tables, one step per entry, never edited once released. */
export const journalSchema: RoomSchema = { room: 'journal', steps: { '0001-first-tables': firstTables } };
