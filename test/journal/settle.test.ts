/** What became of changes whose end nobody wrote down, also of what they had made under ids that only the library knew. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bindTools } from '../../src/catalog/binding.ts';
import type { ChangeRecorder } from '../../src/catalog/recorder.ts';
import { success } from '../../src/catalog/result.ts';
import { immichTools } from '../../src/immich/tools/all.ts';
import { restorerOf } from '../../src/immich/undo/restorer.ts';
import { holdFor } from '../../src/journal/hold.ts';
import { settleUnfinished } from '../../src/journal/settle.ts';
import { historyTools } from '../../src/journal/tools/all.ts';
import { type CallByName, toolsByName } from '../fixtures/immich-tools.ts';
import { fill } from '../fixtures/lively-library.ts';
import { openRecordedLibrary, type RecordedLibrary } from '../fixtures/recorded-library.ts';
import { seenLibrary } from '../fixtures/seen-library.ts';

let library: RecordedLibrary;
/** Tools of a process that is killed before it can write down how a change ended. */
let killed: CallByName;
let clock = 0;

beforeEach(async () => {
  clock = 0;
  library = await openRecordedLibrary({ now: () => Date.now() + clock });
  await fill(library);
  const { journal, settle, connection } = library;
  const recorder: ChangeRecorder = {
    begin: async (change, caller) => {
      const items = change.items.map((item) => ({ ...item, after: item.after ?? null }));
      const id = await journal.begin({ ...change, items, caller: caller.id, library: 'local' });
      return success({ id, end: async () => {} });
    },
  };
  const history = { journal, libraries: ['local'], restorer: restorerOf(connection), settle, changed: () => {} };
  killed = toolsByName([...bindTools(immichTools, connection), ...bindTools(historyTools, history)], recorder);
});

afterEach(() => library.close());

async function done(call: CallByName, name: string, args: Record<string, unknown>) {
  const told = await call(name, args);
  if (told.error !== undefined) throw new Error(`${name}: ${told.error}`);
  return told.data;
}

/** The next start looks; returns the change as it ended. */
async function settled(id: unknown) {
  clock += holdFor + 1;
  expect(await settleUnfinished(library.journal, ['local'], library.settle)).toEqual([id]);
  const change = await library.journal.change(String(id));
  return { ...change, list: await library.journal.items(String(id)) };
}

const look = () => seenLibrary(library.local.library);

async function groups(): Promise<{ id: string; assetIds: string[] }[]> {
  const { body } = await library.local.ask('GET', '/duplicates');
  const list = Array.isArray(body) ? body : [];
  return list.map(({ duplicateId, assets }) => ({
    id: duplicateId,
    assetIds: assets.map((asset: { id: string }) => asset.id),
  }));
}

async function trip(): Promise<string> {
  const { albums } = await done(library.call, 'immich_albums_list', { name: 'Trip' });
  return Array.isArray(albums) ? String(albums[0]?.id) : '';
}

describe('resolving duplicates', () => {
  const asTold = async () => ({
    groups: (await groups()).map(({ id, assetIds }) => ({ duplicate_id: id, stack: assetIds })),
  });

  test('has made the stacks that are found, and they are taken apart again', async () => {
    const before = await look();
    const { change_id } = await done(killed, 'immich_duplicates_resolve', { ...(await asTold()), dry_run: false });
    const { status, list } = await settled(change_id);
    expect(status).toBe('done');
    expect(list.filter(({ kind }) => kind === 'stack')).toHaveLength(3);
    expect(await done(library.call, 'history_undo', { change_id, dry_run: false })).not.toHaveProperty('failed');
    expect(await look()).toEqual(before);
  });

  test('has made those that it came to, and nobody else’s', async () => {
    const [first, second, third] = await groups();
    const wanted = await asTold();
    const items = (await groups()).flatMap(({ id, assetIds }) => [
      { kind: 'duplicate_group', id, before: { assetIds }, after: null },
      ...assetIds.map((asset) => ({ kind: 'asset', id: asset, before: { trashed: false }, after: {} })),
    ]);
    const intent = { caller: 'local', tool: 'immich_duplicates_resolve', effect: 'remove' as const, library: 'local' };
    const id = await library.journal.begin({ ...intent, arguments: wanted, items });
    await library.local.ask('POST', '/stacks', { body: { assetIds: first?.assetIds } });
    // Somebody else stacks one of these with another photo.
    const strangers = [second?.assetIds[0], third?.assetIds[0]];
    await library.local.ask('POST', '/stacks', { body: { assetIds: strangers } });
    const { status, list } = await settled(id);
    expect(status).toBe('partly');
    const stacks = list.filter(({ kind }) => kind === 'stack');
    expect(stacks.map(({ after }) => after?.assetIds)).toEqual([first?.assetIds]);
  });
});

test('a change of something that has come back under another id meanwhile is looked for there', async () => {
  const { change_id } = await done(killed, 'immich_albums_update', {
    album_id: await trip(),
    description: 'Three weeks',
  });
  const removed = await done(library.call, 'immich_albums_delete', { album_id: await trip(), dry_run: false });
  await done(library.call, 'history_undo', { change_id: removed.change_id, dry_run: false });
  expect(await settled(change_id)).toMatchObject({ status: 'done', changed: 1 });
});

describe('an undo', () => {
  const removals = [
    ['an album', 'immich_albums_delete', async () => ({ album_id: await trip() })],
    ['a tag with others below it', 'immich_tags_delete', () => ({ tag_id: 'Travel' })],
    ['people', 'immich_people_merge', () => ({ target_person_id: 'Alice', source_person_id: ['Alicia', 'Bob'] })],
    [
      'a link',
      'immich_shared_links_remove',
      async () => {
        const { shared_links: links } = await done(library.call, 'immich_shared_links_list', {});
        return { shared_link_id: Array.isArray(links) ? links[0]?.id : undefined };
      },
    ],
    [
      'a comment',
      'immich_activities_delete',
      async () => {
        const album_id = await trip();
        const { activities } = await done(library.call, 'immich_activities_list', { album_id, type: 'comment' });
        return { album_id, activity_id: Array.isArray(activities) ? activities[0]?.id : undefined };
      },
    ],
  ] as const;

  test.each(removals)('that was cut off has brought back what is found: %s', async (_, tool, args) => {
    const before = await look();
    const { change_id } = await done(library.call, tool, { ...(await args()), dry_run: false });
    const after = await look();
    const undone = await done(killed, 'history_undo', { change_id, dry_run: false });
    expect(await look()).toEqual(before);
    const { status, list } = await settled(undone.change_id);
    expect(status, JSON.stringify(list)).toBe('done');
    const again = await library.call('history_undo', { change_id, dry_run: false });
    expect(again.error).toContain('All is as it was before');
    await done(library.call, 'history_undo', { change_id: undone.change_id, dry_run: false });
    expect(await look()).toEqual(after);
  });

  test('is not begun again while another one of the same change is under way', async () => {
    const { change_id } = await done(library.call, 'immich_albums_delete', { album_id: await trip(), dry_run: false });
    const undone = await done(killed, 'history_undo', { change_id, dry_run: false });
    const again = await library.call('history_undo', { change_id, dry_run: false });
    expect(again.error).toContain(`The change ${undone.change_id} has not ended yet`);
  });
});
