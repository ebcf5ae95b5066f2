/** Writes changes down: before they are sent, and when they have ended. */
import { randomBytes } from 'node:crypto';
import { type Insertable, type Kysely, sql, type Transaction } from 'kysely';
import type { JsonObject } from '../catalog/json.ts';
import { inTurn } from '../database/in-turn.ts';
import { isPostgres } from '../database/open-database.ts';
import type { EndedItem, IntendedItem, Intent } from './entry.ts';
import { holdFor } from './hold.ts';
import { amountsOf, excessOver, type Limits } from './review/limits.ts';
import { OverLimit } from './review/over-limit.ts';
import type { ChangeStatus, ItemTable, JournalTables } from './schema.ts';

export type JournalDatabase = Kysely<JournalTables>;
type JournalTransaction = Transaction<JournalTables>;

/** Rows of one insert: 8 values each, far below SQLite's bound of 32,766. */
const rowsAtOnce = 1000;

/**
 * Writes down what is about to be done, durably: once this resolves, the change is known whatever happens. With `limits`,
 * changes are counted and written one after the other, so that not even many at once are more than the limits allow.
 */
export async function writeIntent(db: JournalDatabase, intent: Intent, now: number, limits?: Limits): Promise<string> {
  const id = newChangeId();
  const items = intent.items.map(itemColumns);
  const args = JSON.stringify(intent.arguments);
  const amounts = amountsOf(intent);
  await db.transaction().execute(async (trx) => {
    if (limits !== undefined) await keepWithin(trx, intent, limits, now);
    const { row } = await trx
      .insertInto('change')
      .values({
        id,
        begunAt: now,
        heldUntil: now + holdFor,
        caller: intent.caller,
        tool: intent.tool,
        effect: intent.effect,
        library: intent.library,
        arguments: args,
        status: 'begun',
        size: args.length + items.reduce((sum, item) => sum + sizeOf(item), 0),
        ...amounts,
      })
      .returning('row')
      .executeTakeFirstOrThrow();
    await insertItems(trx, row, 0, items);
    const undoes = (intent.undoes ?? []).map((undone) => ({ changeRow: row, undoes: undone }));
    if (undoes.length > 0) await trx.insertInto('undo').values(undoes).execute();
  });
  return id;
}

async function keepWithin(trx: JournalTransaction, intent: Intent, limits: Limits, now: number): Promise<void> {
  await inTurn(trx, 'limits');
  const excess = await excessOver(trx, intent, limits, now);
  if (excess !== undefined) throw new OverLimit(excess);
}

export interface Ending {
  readonly items: readonly EndedItem[];
  readonly status: Exclude<ChangeStatus, 'begun'>;
  readonly note?: string;
}

/** Writes down how a change ended. A change that has an end keeps it: recovery and a late answer cannot both write. */
export async function writeEnding(db: JournalDatabase, id: string, ending: Ending, now: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const made = ending.items.flatMap(madeItem);
    const grown = made.reduce((sum, item) => sum + sizeOf(item), 0);
    // First of all: of two that write an end at the same moment, the second finds none to write.
    const change = await trx
      .updateTable('change')
      .set((eb) => ({
        endedAt: now,
        status: ending.status,
        note: ending.note ?? null,
        size: eb('size', '+', grown),
      }))
      .where('id', '=', id)
      .where('status', '=', 'begun')
      .returning('row')
      .executeTakeFirst();
    if (change === undefined) return;
    const { row } = change;
    await markItems(
      trx,
      row,
      ending.items.filter((item) => item.made === undefined),
    );
    if (made.length > 0) await insertItems(trx, row, await itemCount(trx, row), made);
    await noteAllRemade(trx, ending.items);
  });
}

/** Items with the same outcome are marked by one statement: a change of thousands has few different ones. */
async function markItems(db: JournalDatabase, row: number, items: readonly EndedItem[]): Promise<void> {
  const alike = new Map<string, EndedItem[]>();
  for (const item of items) {
    const key = JSON.stringify([item.ok, item.error, item.after]);
    const group = alike.get(key);
    if (group === undefined) alike.set(key, [item]);
    else group.push(item);
  }
  for (const group of alike.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const after = first.after === undefined ? null : JSON.stringify(first.after);
    const { table, isAmong } = findingMany(
      db,
      group.map(({ id }) => id),
    );
    await sql`
      update ${table}
      set ok = ${first.ok ? 1 : 0}, error = ${first.error ?? null},
        after = case when cast(${after} as text) is null or "albumId" is not null then after else ${after} end
      where "itemId" ${isAmong} and "changeRow" = ${row}
    `.execute(db);
  }
}

/** Items by any number of ids, in one statement. */
function findingMany(db: JournalDatabase, ids: readonly string[]) {
  if (isPostgres(db)) return { table: sql`item`, isAmong: sql`= any(${ids})` };
  // Without being told, SQLite looks at each item of the change for each id.
  const table = sql`item indexed by "itemThing"`;
  return { table, isAmong: sql`in (select value from json_each(${JSON.stringify(ids)}))` };
}

async function noteAllRemade(trx: JournalTransaction, items: readonly EndedItem[]): Promise<void> {
  const remade = items.flatMap(({ id, remadeAs }) => (remadeAs === undefined ? [] : [{ oldId: id, newId: remadeAs }]));
  if (remade.length > 0) await inTurn(trx, 'remade');
  for (const { oldId, newId } of remade) await noteRemade(trx, oldId, newId);
}

/** Ids that led to the old one lead to the new one from now on. */
async function noteRemade(db: JournalDatabase, oldId: string, newId: string): Promise<void> {
  await db.updateTable('remade').set({ newId }).where('newId', '=', oldId).execute();
  await db
    .insertInto('remade')
    .values({ oldId, newId })
    .onConflict((conflict) => conflict.column('oldId').doUpdateSet({ newId }))
    .execute();
}

async function itemCount(db: JournalDatabase, row: number): Promise<number> {
  const { count } = await db
    .selectFrom('item')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('changeRow', '=', row)
    .executeTakeFirstOrThrow();
  return count;
}

type ItemColumns = Omit<Insertable<ItemTable>, 'changeRow' | 'position'>;

function itemColumns({ kind, id, before, after }: IntendedItem): ItemColumns {
  return {
    kind,
    itemId: id,
    albumId: albumOf(before) ?? albumOf(after) ?? null,
    before: before === null ? null : JSON.stringify(before),
    after: after === null ? null : JSON.stringify(after),
    ok: null,
    error: null,
  };
}

function madeItem({ id, ok, made }: EndedItem): ItemColumns[] {
  if (made === undefined) return [];
  return [{ ...itemColumns({ kind: made.kind, id, before: made.before ?? null, after: made.after }), ok: ok ? 1 : 0 }];
}

/** Membership is written as `{ albumId, inAlbum }`. */
function albumOf(state: JsonObject | null): string | undefined {
  const albumId = state?.albumId;
  return typeof albumId === 'string' ? albumId : undefined;
}

function sizeOf({ itemId, before, after }: ItemColumns): number {
  return itemId.length + (before?.length ?? 0) + (after?.length ?? 0);
}

async function insertItems(
  db: JournalDatabase,
  changeRow: number,
  from: number,
  items: readonly ItemColumns[],
): Promise<void> {
  const rows = items.map((item, index) => ({ changeRow, position: from + index, ...item }));
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    await db
      .insertInto('item')
      .values(rows.slice(start, start + rowsAtOnce))
      .execute();
  }
}

/** Ten characters that a person can read out: `c` and nine of 32 that look different from each other. */
function newChangeId(): string {
  const letters = 'abcdefghjkmnpqrstvwxyz0123456789';
  return `c${[...randomBytes(9)].map((byte) => letters[byte % 32]).join('')}`;
}
