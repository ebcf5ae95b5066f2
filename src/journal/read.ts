/** Reads the journal: lists of changes, one change item by item, and what was left unfinished. */
import { type SelectQueryBuilder, sql } from 'kysely';
import type { JsonObject } from '../catalog/json.ts';
import type { ChangeSummary, JournalItem } from './entry.ts';
import type { ChangeStatus, ItemTable, JournalTables } from './schema.ts';
import type { JournalDatabase } from './write.ts';

/** Which changes; everything given must hold. */
export interface ChangeFilter {
  /** Milliseconds, UTC; inclusive. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  /** Part of the tool's name. */
  readonly tool?: string | undefined;
  readonly caller?: string | undefined;
  /** The id of an asset, album, tag … that the change touched. */
  readonly thing?: string | undefined;
  /** An album that was changed itself, or whose contents were. */
  readonly album?: string | undefined;
  readonly libraries?: readonly string[] | undefined;
  /** Only what changed something and is not taken back as a whole. */
  readonly undoable?: boolean | undefined;
}

export interface PageWanted {
  /** From 1. */
  readonly page: number;
  readonly size: number;
}

type ChangeQuery<Columns> = SelectQueryBuilder<JournalTables, 'change', Columns>;

function matching<Columns>(query: ChangeQuery<Columns>, filter: ChangeFilter): ChangeQuery<Columns> {
  const { since, until, tool, caller, thing, album, libraries, undoable } = filter;
  return query
    .$if(since !== undefined, (rows) => rows.where('begunAt', '>=', since ?? 0))
    .$if(until !== undefined, (rows) => rows.where('begunAt', '<=', until ?? 0))
    .$if(tool !== undefined && tool !== '', (rows) =>
      rows.where(sql<boolean>`replace(tool, ${tool ?? ''}, '') <> tool`),
    )
    .$if(caller !== undefined, (rows) => rows.where('caller', '=', caller ?? ''))
    .$if(libraries !== undefined, (rows) => rows.where('library', 'in', libraries ?? []))
    .$if(thing !== undefined, (rows) =>
      rows.where('row', 'in', sql<number>`(select "changeRow" from item where "itemId" = ${thing ?? ''})`),
    )
    .$if(album !== undefined, (rows) =>
      rows.where(
        'row',
        'in',
        sql<number>`(select "changeRow" from item where "itemId" = ${album ?? ''} union select "changeRow" from item where "albumId" = ${album ?? ''})`,
      ),
    )
    .$if(undoable === true, (rows) =>
      rows
        .where(sql<boolean>`exists (select 1 from item where "changeRow" = change.row and ok = 1)`)
        .where(sql<boolean>`not exists (${undosInForce(['done'])})`),
    );
}

/** The status of each undo of a change that ended in one of these ways and was not taken back itself. */
function undosInForce(statuses: readonly ChangeStatus[]) {
  return sql`select later.status from undo join change as later on later.row = undo."changeRow"
    where undo.undoes = change.id and later.status in (${sql.join(statuses)}) and not exists (
      select 1 from undo as again join change as redo on redo.row = again."changeRow"
      where again.undoes = later.id and redo.status = 'done'
    )`;
}

/** One page of changes, the latest first, and how many there are on all pages. */
export async function readChanges(
  db: JournalDatabase,
  filter: ChangeFilter,
  { page, size }: PageWanted,
): Promise<{ readonly changes: readonly ChangeSummary[]; readonly total: number }> {
  const counted = await matching(
    db.selectFrom('change').select((eb) => eb.fn.countAll<number>().as('total')),
    filter,
  ).executeTakeFirstOrThrow();
  const rows = await matching(summaries(db), filter)
    .orderBy('row', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return { total: counted.total, changes: rows.map(summary) };
}

/** One change; undefined when the journal does not have it. */
export async function readChange(db: JournalDatabase, id: string): Promise<ChangeSummary | undefined> {
  const row = await summaries(db).where('change.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : summary(row);
}

/** Changes whose end nobody wrote down, and which no process holds any more; the oldest first. */
export async function readUnfinished(
  db: JournalDatabase,
  libraries: readonly string[],
  now: number,
): Promise<ChangeSummary[]> {
  const rows = await summaries(db)
    .where('status', '=', 'begun')
    .where('library', 'in', libraries)
    .where('heldUntil', '<', now)
    .orderBy('row')
    .execute();
  return rows.map(summary);
}

/** Items of a change from number `from` on, in the order in which they were planned. */
export async function readItems(
  db: JournalDatabase,
  id: string,
  from = 0,
  count = Number.MAX_SAFE_INTEGER,
): Promise<JournalItem[]> {
  const rows = await itemRows(db)
    .where('change.id', '=', id)
    .where('position', '>=', from)
    .orderBy('position')
    .limit(count)
    .execute();
  return rows.map(itemOf);
}

function itemRows(db: JournalDatabase) {
  return db
    .selectFrom('item')
    .innerJoin('change', 'change.row', 'item.changeRow')
    .select(['kind', 'itemId', 'before', 'after', 'ok', 'error']);
}

function itemOf({ kind, itemId, before, after, ok, error }: ItemRow): JournalItem {
  return {
    kind,
    id: itemId,
    before: parsed(before),
    after: parsed(after),
    ok: ok === null ? undefined : ok === 1,
    error,
  };
}

type ItemRow = Pick<ItemTable, 'kind' | 'itemId' | 'before' | 'after' | 'ok' | 'error'>;

/** The first `count` items of each of these changes, as they were planned, by the change's id. */
export async function readFirstItems(
  db: JournalDatabase,
  ids: readonly string[],
  count: number,
): Promise<ReadonlyMap<string, readonly JournalItem[]>> {
  const found = new Map<string, JournalItem[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return found;
  const rows = await itemRows(db)
    .where('change.id', 'in', ids)
    .where('position', '<', count)
    .orderBy('position')
    .select('change.id as changeId')
    .execute();
  for (const { changeId, ...row } of rows) found.get(changeId)?.push(itemOf(row));
  return found;
}

/** For every id that something got anew in place of it, the id that it has now. */
export async function readRemade(db: JournalDatabase): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('remade').selectAll().execute();
  return new Map(rows.map(({ oldId, newId }) => [oldId, newId]));
}

interface SummaryRow extends Omit<ChangeSummary, 'arguments' | 'undoes' | 'undoneBy' | 'undone'> {
  readonly arguments: string;
  /** Ids, with a blank between two; null for none. */
  readonly undoes: string | null;
  readonly undoneBy: string | null;
  /** The statuses of the undos that hold. */
  readonly undone: string | null;
  readonly status: ChangeStatus;
}

function summaries(db: JournalDatabase) {
  return db
    .selectFrom('change')
    .select(['id', 'begunAt', 'endedAt', 'caller', 'tool', 'effect', 'library', 'arguments', 'status', 'note'])
    .select([
      sql<number>`(select count(*) from item where "changeRow" = change.row)`.as('items'),
      sql<number>`(select count(*) from item where "changeRow" = change.row and ok = 1)`.as('changed'),
      sql<string | null>`(select string_agg(undoes, ' ') from undo where "changeRow" = change.row)`.as('undoes'),
      sql<
        string | null
      >`(select string_agg(later.id, ' ' order by later.row) from undo join change as later on later.row = undo."changeRow" where undo.undoes = change.id)`.as(
        'undoneBy',
      ),
      sql<string | null>`(select string_agg(status, ' ') from (${undosInForce(['done', 'partly'])}) as held)`.as(
        'undone',
      ),
    ]);
}

function summary(row: SummaryRow): ChangeSummary {
  return {
    ...row,
    arguments: parsed(row.arguments) ?? {},
    undoes: row.undoes?.split(' ') ?? [],
    undoneBy: row.undoneBy?.split(' ') ?? [],
    undone: undoneAs(row.undone),
  };
}

function undoneAs(statuses: string | null): ChangeSummary['undone'] {
  if (statuses === null) return undefined;
  return statuses.includes('done') ? 'whole' : 'partly';
}

function parsed(text: string | null): JsonObject | null {
  if (text === null) return null;
  const value: unknown = JSON.parse(text);
  return isObject(value) ? value : null;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
