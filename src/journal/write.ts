/** Writes changes down: before they are sent, and when they have ended. */
import { randomBytes } from 'node:crypto';
import { type Insertable, type Kysely, sql } from 'kysely';
import { isDeletion } from '../catalog/deletions.ts';
import type { JsonObject } from '../catalog/json.ts';
import type { EndedItem, IntendedItem, Intent } from './entry.ts';
import { holdFor } from './hold.ts';
import type { ChangeStatus, ItemTable, JournalTables } from './schema.ts';

export type JournalDatabase = Kysely<JournalTables>;

/** Rows of one insert: 8 values each, far below SQLite's bound of 32,766. */
const rowsAtOnce = 1000;

/** Writes down what is about to be done, durably: once this resolves, the change is known whatever happens. */
export async function writeIntent(db: JournalDatabase, intent: Intent, now: number): Promise<string> {
  const id = newChangeId();
  const items = intent.items.map(itemColumns);
  const args = JSON.stringify(intent.arguments);
  await db.transaction().execute(async (trx) => {
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
        touches: intent.items.length,
        deletes: intent.items.filter(isDeletion).length,
      })
      .returning('row')
      .executeTakeFirstOrThrow();
    await insertItems(trx, row, 0, items);
    const undoes = (intent.undoes ?? []).map((undone) => ({ changeRow: row, undoes: undone }));
    if (undoes.length > 0) await trx.insertInto('undo').values(undoes).execute();
  });
  return id;
}

/** Says that the change is still being worked on. */
export async function renewHold(db: JournalDatabase, id: string, now: number): Promise<void> {
  await db
    .updateTable('change')
    .set({ heldUntil: now + holdFor })
    .where('id', '=', id)
    .where('status', '=', 'begun')
    .execute();
}

export interface Ending {
  readonly items: readonly EndedItem[];
  readonly status: Exclude<ChangeStatus, 'begun'>;
  readonly note?: string;
}

/** Writes down how a change ended. A change that has an end keeps it: recovery and a late answer cannot both write. */
export async function writeEnding(db: JournalDatabase, id: string, ending: Ending, now: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const change = await trx
      .selectFrom('change')
      .select('row')
      .where('id', '=', id)
      .where('status', '=', 'begun')
      .executeTakeFirst();
    if (change === undefined) return;
    const { row } = change;
    await markItems(
      trx,
      row,
      ending.items.filter((item) => item.made === undefined),
    );
    const made = ending.items.flatMap(madeItem);
    if (made.length > 0) await insertItems(trx, row, await itemCount(trx, row), made);
    for (const { id: oldId, remadeAs } of ending.items) {
      if (remadeAs !== undefined) await noteRemade(trx, oldId, remadeAs);
    }
    const grown = made.reduce((sum, item) => sum + sizeOf(item), 0);
    await trx
      .updateTable('change')
      .set((eb) => ({
        endedAt: now,
        status: ending.status,
        note: ending.note ?? null,
        size: eb('size', '+', grown),
      }))
      .where('row', '=', row)
      .execute();
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
    const ids = JSON.stringify(group.map(({ id }) => id));
    const after = first.after === undefined ? null : JSON.stringify(first.after);
    // Without being told, SQLite looks at each item of the change for each id.
    await sql`
      update item indexed by itemThing
      set ok = ${first.ok ? 1 : 0}, error = ${first.error ?? null}, after = iif(${after} is null or albumId is not null, after, ${after})
      where itemId in (select value from json_each(${ids})) and changeRow = ${row}
    `.execute(db);
  }
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
