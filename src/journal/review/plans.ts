/** Remembers previews, and says later whether a change is still what was previewed. */
import { createHash, randomBytes } from 'node:crypto';
import type { Change, ChangeItem } from '../../catalog/change.ts';
import { canonicalText } from '../../catalog/states.ts';
import type { JournalDatabase } from '../write.ts';

/** How long a preview can be agreed to, in milliseconds. */
export const planLifetime = 15 * 60_000;

/** What a plan was kept for: as a preview that can be agreed to, or as a question to a person. Neither serves as the other. */
export type PlanUse = 'preview' | 'question';

const prefixes: Readonly<Record<PlanUse, string>> = { preview: 'p', question: 'q' };

/** Whose plan it is said to be: its id, its use, the caller. */
export interface PlanClaim {
  readonly id: string;
  readonly use: PlanUse;
  readonly caller: string;
}

/** What is not as a plan shows it. */
export type MovedItem = Pick<ChangeItem, 'id'> & { readonly kind: string };

/** What is wrong with a plan's id; `moved` are the items that are not as the preview showed them. */
export type PlanFault =
  | { readonly kind: 'unknown' | 'other caller' | 'other arguments' }
  | { readonly kind: 'moved'; readonly items: readonly MovedItem[] };

/** Keeps what a change would do; returns the id under which it can be agreed to. Forgets plans that are too old. */
export async function keepPlan(
  db: JournalDatabase,
  change: Change,
  { use, caller }: Omit<PlanClaim, 'id'>,
  now: number,
): Promise<string> {
  const id = `${prefixes[use]}${randomBytes(6).toString('hex')}`;
  await db
    .deleteFrom('plan')
    .where('madeAt', '<', now - planLifetime)
    .execute();
  await db
    .insertInto('plan')
    .values({
      id,
      madeAt: now,
      caller,
      tool: change.tool,
      argumentsHash: hash(change.arguments),
      itemHashes: JSON.stringify(Object.fromEntries(hashesOf(change.items))),
    })
    .execute();
  return id;
}

/** What is wrong with the plan for this change; undefined where it is this change's. Leaves it where it is. */
export async function planFault(
  db: JournalDatabase,
  { id, use, caller }: PlanClaim,
  change: Change,
  now: number,
): Promise<PlanFault | undefined> {
  const plan = await db
    .selectFrom('plan')
    .selectAll()
    .where('id', '=', id)
    .where('madeAt', '>=', now - planLifetime)
    .executeTakeFirst();
  if (plan === undefined || !id.startsWith(prefixes[use])) return { kind: 'unknown' };
  if (plan.caller !== caller) return { kind: 'other caller' };
  if (plan.tool !== change.tool || plan.argumentsHash !== hash(change.arguments)) return { kind: 'other arguments' };
  const moved = movedItems(plan.itemHashes, change.items);
  return moved.length > 0 ? { kind: 'moved', items: moved } : undefined;
}

/** Takes the plan if it is this change's; it can be taken once. A fault leaves it where it is. */
export async function takePlan(
  db: JournalDatabase,
  claim: PlanClaim,
  change: Change,
  now: number,
): Promise<PlanFault | undefined> {
  const fault = await planFault(db, claim, change, now);
  if (fault !== undefined) return fault;
  const { numDeletedRows } = await db.deleteFrom('plan').where('id', '=', claim.id).executeTakeFirst();
  return numDeletedRows === 0n ? { kind: 'unknown' } : undefined;
}

function movedItems(seen: string, items: readonly ChangeItem[]): readonly MovedItem[] {
  const before = new Map<string, unknown>(Object.entries(JSON.parse(seen)));
  const now = hashesOf(items);
  const keys = new Set([...before.keys(), ...now.keys()]);
  return [...keys].filter((key) => before.get(key) !== now.get(key)).map(itemOf);
}

/** An item that stands in a change twice, such as an asset in two albums, has both states in its hash. */
function hashesOf(items: readonly ChangeItem[]): ReadonlyMap<string, string> {
  const hashes = new Map<string, string>();
  for (const { kind, id, before } of items) {
    const key = keyOf({ kind, id });
    hashes.set(key, hash([hashes.get(key) ?? '', before]));
  }
  return hashes;
}

function keyOf({ kind, id }: MovedItem): string {
  return `${kind} ${id}`;
}

function itemOf(key: string): MovedItem {
  const space = key.indexOf(' ');
  return { kind: key.slice(0, space), id: key.slice(space + 1) };
}

function hash(value: Parameters<typeof canonicalText>[0]): string {
  return createHash('sha256').update(canonicalText(value)).digest('base64url').slice(0, 22);
}
