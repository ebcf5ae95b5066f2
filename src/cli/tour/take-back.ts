/** The tour's last steps: copies are cleaned up, and then everything that it changed is taken back. */
import * as z from 'zod';
import { heading, say } from './narrator.ts';
import type { Reply } from './session.ts';

/** Calls a tool and prints call and answer. */
export type Ask = (tool: string, args?: Record<string, unknown>) => Promise<Reply>;
/** Notes a promise that does not hold. */
export type Expect = (holds: boolean, promise: string) => void;

const duplicates = z.looseObject({ cache_ready: z.boolean(), total_groups: z.number().optional() });
const counted = z.looseObject({ total: z.number() });
const history = z.looseObject({ total: z.number(), changes: z.array(z.looseObject({ id: z.string() })) });

/** What can be counted of the library, without a word in between. */
export async function countAll(call: Ask): Promise<string> {
  const favorites = await call('immich_search_metadata', { is_favorite: true, page_size: 1 });
  const lists = ['immich_assets_statistics', 'immich_albums_list', 'immich_tags_list', 'immich_shared_links_list'];
  const totals: unknown[] = [Reflect.get(Object(favorites.data.assets), 'total')];
  for (const tool of lists) totals.push(counted.safeParse((await call(tool)).data).data?.total);
  const copies = duplicates.safeParse((await call('immich_duplicates_list')).data);
  return JSON.stringify([...totals, copies.data?.total_groups]);
}

/** Lets the library's copies be found, and all but the best of each go to the trash. */
export async function cleanUpCopies(ask: Ask, expect: Expect): Promise<void> {
  heading('7. Clean up copies');
  const found = duplicates.safeParse((await ask('immich_duplicates_list', { page_size: 2 })).data);
  expect(found.success && found.data.cache_ready, 'the duplicates are found');
  if (!found.success || (found.data.total_groups ?? 0) === 0) return say('There are no copies here.');
  const rule = { keep: 'best' };
  const preview = await ask('immich_duplicates_resolve', rule);
  expect(preview.data.dry_run === true, 'resolving duplicates previews by default');
  const { plan_id } = preview.data;
  const done = await ask('immich_duplicates_resolve', { ...rule, dry_run: false, plan_id });
  expect(!done.isError, 'what was previewed and agreed to is done');
}

/** Takes back everything that the tour changed; the library must count as it did before. */
export async function takeBack(ask: Ask, call: Ask, expect: Expect, before: string): Promise<void> {
  heading('10. Take it all back');
  const changed = await countAll(call);
  expect(changed !== before, 'the tour changed something');
  const listed = history.safeParse((await ask('history_list', { page_size: 50 })).data);
  const first = listed.data?.changes.at(-1);
  expect(first !== undefined, 'every change is written down');
  if (first === undefined) return;
  const preview = await ask('history_undo', { since: first.id });
  const undone = await ask('history_undo', { since: first.id, dry_run: false, plan_id: preview.data.plan_id });
  expect(!undone.isError && undone.data.failed === undefined, 'everything can be taken back');
  expect((await countAll(call)) === before, 'afterwards all is as it was');
  say('Favourites, albums, tags, links, copies and counts are what they were before step 6.');
}
