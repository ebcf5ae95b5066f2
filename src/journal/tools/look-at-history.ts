/** The tools that show what was changed. */
import * as z from 'zod';
import { readInstant } from '../../catalog/instant.ts';
import { failed, success } from '../../catalog/result.ts';
import { settleUnfinished } from '../settle.ts';
import { defineTool } from './define.ts';
import { tellChange, tellItem } from './tell.ts';

const page = z.int().min(1).default(1).describe('From 1');
const mostChanges = 50;
const mostItems = 100;

export const changeId = z
  .string()
  .trim()
  .refine((text) => text.length > 0 && text.length <= 40, 'must be the id of a change, as history_list returns it');

export const historyList = defineTool({
  name: 'history_list',
  title: 'List changes',
  description: 'Lists what was changed through Albumen, latest first, each with its id.',
  toolset: 'history',
  effect: 'read',
  permission: 'view',
  scopes: [],
  input: z.strictObject({
    since: z.string().optional().describe('ISO day or time'),
    until: z.string().optional().describe('Inclusive'),
    tool: z.string().optional().describe('Part of its name'),
    caller: z.string().optional().describe('Who asked'),
    about_id: z.string().optional().describe('Asset, album … id'),
    page,
    page_size: z.int().min(1).max(mostChanges).default(20).describe('Up to 50'),
  }),
  output: z.looseObject({ total: z.int(), changes: z.array(z.looseObject({ id: z.string() })) }),
  async run({ since, until, tool, caller, about_id, page: number, page_size }, { journal, libraries, settle }) {
    const [from, to] = [since, until].map((text, end) =>
      text === undefined ? success(undefined) : readInstant(end === 0 ? 'since' : 'until', text, end === 1),
    );
    if (from?.ok === false) return from;
    if (to?.ok === false) return to;
    const found = await settleUnfinished(journal, libraries, settle);
    const filter = {
      libraries,
      tool,
      caller,
      album: about_id,
      since: milliseconds(from?.value),
      until: milliseconds(to?.value),
    };
    const { changes, total } = await journal.changes(filter, { page: number, size: page_size });
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
  description: 'Shows one change item by item: how each was before, what it became, what failed.',
  toolset: 'history',
  effect: 'read',
  permission: 'view',
  scopes: [],
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

function milliseconds(instant: string | undefined): number | undefined {
  return instant === undefined ? undefined : Date.parse(instant);
}
