/** What the history page shows: changes with what they touched, the latest first. Models do not see this tool. */
import * as z from 'zod';
import type { JsonObject } from '../../catalog/json.ts';
import type { HistoryChange, HistoryPage } from '../../catalog/pages/history.ts';
import { success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import type { ChangeSummary, JournalItem } from '../entry.ts';
import { settleUnfinished } from '../settle.ts';
import { touchedAssets } from '../touched-assets.ts';
import { defineTool } from './define.ts';
import { changeFilter, filterArguments } from './filter-arguments.ts';

/** Items of a change that are looked at for pictures and a name. */
const itemsLookedAt = 24;
const mostPictures = 5;
/** Tokens, about three letters each, of foreign texts. */
const longest = { name: 30, note: 120, caller: 30 } as const;

export const pageHistory = defineTool({
  name: 'page_history',
  title: 'History for its page',
  description: 'Changes with pictures, for the history page.',
  toolset: 'history',
  effect: 'read',
  permission: 'view',
  scopes: [],
  forPages: 'only',
  input: z.strictObject({
    ...filterArguments,
    undoable: z.boolean().default(false).describe('Only what can be taken back'),
    page: z.int().min(1).default(1),
    page_size: z.int().min(1).max(100).default(50),
  }),
  output: z.looseObject({ total: z.int(), changes: z.array(z.looseObject({ id: z.string() })) }),
  async run({ undoable, page, page_size, ...wanted }, { journal, libraries, settle }, call) {
    const filter = changeFilter(wanted, libraries);
    if (!filter.ok) return filter;
    await settleUnfinished(journal, libraries, settle);
    const found = await journal.changes({ ...filter.value, undoable }, { page, size: page_size });
    const ids = found.changes.map(({ id }) => id);
    const items = await journal.firstItems(ids, itemsLookedAt);
    const changes = found.changes.map((change): JsonObject => ({ ...tellChange(change, items.get(change.id) ?? []) }));
    const facts: Omit<HistoryPage, 'changes'> = {
      total: found.total,
      page,
      ...(page * page_size < found.total ? { next_page: page + 1 } : {}),
      can_undo: call.finds('history_undo'),
      can_see: call.finds('page_thumbnails'),
    };
    return success({ data: { ...facts, changes } });
  },
});

function tellChange(change: ChangeSummary, items: readonly JournalItem[]): HistoryChange {
  const { id, begunAt, tool, caller, status, changed, note, undoes, undoneBy, undone } = change;
  const assets = touchedAssets(items);
  const more = Math.max(0, assets.length - mostPictures);
  const name = nameOf(change, items);
  return {
    id,
    at: new Date(begunAt).toISOString(),
    tool,
    ...(caller === 'local' ? {} : { caller: shortText(caller, longest.caller) }),
    status,
    items: change.items,
    changed,
    ...(name === undefined ? {} : { name: shortText(name, longest.name) }),
    ...(note === null ? {} : { note: shortText(note, longest.note) }),
    ...(undoes.length === 0 ? {} : { undoes }),
    ...(undoneBy.length === 0 ? {} : { undoneBy }),
    ...(undone === undefined ? {} : { undone }),
    undoable: changed > 0 && undone !== 'whole',
    pictures: assets.slice(0, mostPictures),
    ...(more === 0 ? {} : { morePictures: change.items > items.length ? 'some' : more }),
  };
}

/** Fields by which libraries and tools call an album, a tag, a person. */
const nameFields = ['albumName', 'album_name', 'name', 'value', 'Title', 'Name', 'title'];

/** As it was called before the change, otherwise after it, otherwise in the arguments. */
function nameOf({ arguments: given }: ChangeSummary, items: readonly JournalItem[]): string | undefined {
  const [first] = items;
  for (const state of [first?.before, first?.after, given]) {
    const names = nameFields.map((field) => state?.[field]).filter((value) => typeof value === 'string');
    const name = names.find((text) => text !== '');
    if (name !== undefined) return name;
  }
  return undefined;
}
