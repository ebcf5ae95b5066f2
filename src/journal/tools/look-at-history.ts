/** The tools that show what was changed. */
import * as z from 'zod';
import { page } from '../../catalog/list-arguments.ts';
import { failed, success } from '../../catalog/result.ts';
import { settleUnfinished } from '../settle.ts';
import { defineTool } from './define.ts';
import { changeFilter, filterArguments } from './filter-arguments.ts';
import { tellChange, tellItem } from './tell.ts';

const mostChanges = 50;
const mostItems = 100;

export const changeId = z
  .string()
  .trim()
  .refine((text) => text.length > 0 && text.length <= 40, 'must be the id of a change, as history_list returns it');

export const historyList = defineTool({
  name: 'history_list',
  title: 'List changes',
  description: 'Lists what was changed through Albumen, latest first.',
  toolset: 'history',
  effect: 'read',
  permission: 'view',
  scopes: [],
  page: 'history',
  input: z.strictObject({
    ...filterArguments,
    page,
    page_size: z
      .int()
      .refine((size) => size >= 1 && size <= mostChanges, `must be from 1 to ${mostChanges}`)
      .default(20)
      .describe('Up to 50'),
  }),
  output: z.looseObject({ total: z.int(), changes: z.array(z.looseObject({ id: z.string() })) }),
  async run({ page: number, page_size, ...wanted }, { journal, libraries, settle }) {
    const filter = changeFilter(wanted, libraries);
    if (!filter.ok) return filter;
    const found = await settleUnfinished(journal, libraries, settle);
    const { changes, total } = await journal.changes(filter.value, { page: number, size: page_size });
    return success({
      data: {
        total,
        page: number,
        next_page: number * page_size < total ? number + 1 : undefined,
        changes: changes.map(tellChange),
        found_unfinished: found.length === 0 ? undefined : found,
      },
    });
  },
});

export const historyShow = defineTool({
  name: 'history_show',
  title: 'Show a change',
  description: 'Shows one change item by item: before, after, what failed.',
  toolset: 'history',
  effect: 'read',
  permission: 'view',
  scopes: [],
  forPages: 'too',
  input: z.strictObject({ change_id: changeId.describe('From history_list'), page }),
  output: z.looseObject({ id: z.string(), details: z.array(z.looseObject({ id: z.string() })) }),
  async run({ change_id, page: number }, { journal, libraries }) {
    const change = await journal.change(change_id);
    if (change === undefined || !libraries.includes(change.library)) return noSuchChange(change_id);
    const items = await journal.items(change_id, (number - 1) * mostItems, mostItems);
    return success({
      data: {
        ...tellChange(change),
        page: number,
        next_page: number * mostItems < change.items ? number + 1 : undefined,
        details: items.map(tellItem),
      },
    });
  },
});

/** For an id that the journal does not have, or has for another library. */
export function noSuchChange(id: string) {
  return failed('not_found', `There is no change ${JSON.stringify(id)}.`, 'Take the id from history_list.');
}
