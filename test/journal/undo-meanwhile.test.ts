/** Taking back where somebody has used meanwhile what the change had left: faces, a tag's path, a link's own address. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bindTools } from '../../src/catalog/binding.ts';
import { restorerOf } from '../../src/immich/undo/restorer.ts';
import type { Journal } from '../../src/journal/journal.ts';
import { historyTools } from '../../src/journal/tools/all.ts';
import { toolsByName } from '../fixtures/immich-tools.ts';
import { fill } from '../fixtures/lively-library.ts';
import { openRecordedLibrary, type RecordedLibrary } from '../fixtures/recorded-library.ts';

let library: RecordedLibrary;
let clock = 0;

beforeEach(async () => {
  clock = 0;
  library = await openRecordedLibrary({ now: () => Date.now() + clock });
  await fill(library);
});
afterEach(() => library.close());

async function done(name: string, args: Record<string, unknown>): Promise<Record<string, unknown>> {
  const told = await library.call(name, args);
  if (told.error !== undefined) throw new Error(`${name}: ${told.error}`);
  return told.data;
}

async function ask(method: string, path: string, body?: object) {
  const answer = await library.local.ask(method, path, body === undefined ? {} : { body });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

async function named(path: string, field: string, value: string): Promise<Record<string, unknown>> {
  const body = await ask('GET', path);
  const list = Array.isArray(body) ? body : Object(body).people;
  return Object(list.find((thing: Record<string, unknown>) => thing[field] === value));
}

const undo = (change_id: unknown) => done('history_undo', { change_id, dry_run: false });

describe('faces', () => {
  const person = (name: string) => named('/people?withHidden=true', 'name', name);
  const faces = async (name: string) => {
    const { store } = library.local.library;
    const rows = store.selectFrom('face').innerJoin('person', 'person.id', 'face.personId').where('name', '=', name);
    return (await rows.select('face.id').orderBy('face.id').execute()).map(({ id }) => id);
  };

  test('that somebody has given to another person stay there, and this is said', async () => {
    const own = await faces('Alicia');
    const merge = { target_person_id: 'Alice', source_person_id: ['Alicia'], dry_run: false };
    const { change_id } = await done('immich_people_merge', merge);
    const [moved = '', ...others] = own;
    await ask('PUT', `/faces/${String((await person('Bob')).id)}`, { id: moved });
    const undone = await undo(change_id);
    expect(await faces('Bob')).toContain(moved);
    expect(await faces('Alicia')).toEqual(others);
    expect(undone.failed).toEqual([
      {
        id: expect.any(String),
        error: expect.stringContaining('1 of the faces did not come back: somebody has given'),
      },
    ]);
    expect(await faces('Alice')).toHaveLength(2);
  });

  test('that the library does not have any more do not hinder the others', async () => {
    const [gone = '', ...others] = await faces('Alicia');
    const merge = { target_person_id: 'Alice', source_person_id: ['Alicia'], dry_run: false };
    const { change_id } = await done('immich_people_merge', merge);
    await ask('DELETE', `/faces/${gone}`, { force: true });
    const { failed } = await undo(change_id);
    expect(await faces('Alicia')).toEqual(others);
    const error = expect.stringMatching(/^1 of the faces did not come back: .* or they are gone/);
    expect(failed).toEqual([{ id: expect.any(String), error }]);
  });
});

describe('a tag', () => {
  const tag = (value: string) => named('/tags', 'value', value);
  const tagged = async (value: string) => {
    const { store } = library.local.library;
    const rows = store.selectFrom('tagAsset').innerJoin('tag', 'tag.id', 'tagAsset.tagId').where('value', '=', value);
    return (await rows.select('assetId').orderBy('assetId').execute()).map(({ assetId }) => assetId);
  };

  test('that somebody has made again gets the assets of the deleted one, keeps its own, and this is said', async () => {
    const before = await tagged('Food');
    const { change_id } = await done('immich_tags_delete', { tag_id: 'Food', dry_run: false });
    await ask('PUT', '/tags', { tags: ['Food'] });
    const { id } = await tag('Food');
    const { store } = library.local.library;
    const rows = await store.selectFrom('asset').select('id').where('deletedAt', 'is', null).execute();
    const other = rows.map((row) => row.id).find((asset) => !before.includes(asset)) ?? '';
    await ask('PUT', `/tags/${String(id)}/assets`, { ids: [other] });
    const undone = await undo(change_id);
    expect((await tag('Food')).id).toBe(id);
    expect(await tagged('Food')).toEqual([...before, other].sort());
    expect(undone.failed).toEqual([
      {
        id: expect.any(String),
        error: expect.stringContaining('was made by somebody meanwhile: it is on these assets too'),
      },
    ]);
    // Taking that back must not take the tag away from whoever made it.
    await library.call('history_undo', { change_id: undone.change_id, dry_run: false });
    expect((await tag('Food')).id).toBe(id);
    expect(await tagged('Food')).toContain(other);
  });
});

describe('a link', () => {
  const links = async () => {
    const body = await ask('GET', '/shared-links');
    return (Array.isArray(body) ? body : []).map(({ id, slug, description }) => ({ id, slug, description }));
  };
  const sea = async () => (await links()).find(({ slug }) => slug === 'sea')?.id;
  const photo = async () =>
    Object((await library.local.library.store.selectFrom('asset').select('id').execute())[3]).id;
  const taken = async () => {
    const link = { type: 'INDIVIDUAL', assetIds: [await photo()], slug: 'sea', description: 'Another' };
    await ask('POST', '/shared-links', link);
  };
  const why = 'its address "sea" belongs to another link by now';

  test('that was removed does not come back while another one has its address', async () => {
    const { change_id } = await done('immich_shared_links_remove', { shared_link_id: await sea(), dry_run: false });
    await taken();
    const before = await links();
    const told = await undo(change_id);
    expect(told.failed).toEqual([{ id: expect.any(String), error: why }]);
    expect(await links()).toEqual(before);
    await ask('DELETE', `/shared-links/${String(await sea())}`);
    expect(await undo(change_id)).not.toHaveProperty('failed');
    expect((await links()).find(({ slug }) => slug === 'sea')).toMatchObject({ description: 'For grandma' });
  });

  test('that got another address keeps it while another one has the old one', async () => {
    const { change_id } = await done('immich_shared_links_update', { shared_link_id: await sea(), slug: 'ocean' });
    await taken();
    const told = await undo(change_id);
    expect(told.failed).toEqual([{ id: expect.any(String), error: why }]);
    expect((await links()).map(({ slug }) => slug)).toEqual(expect.arrayContaining(['ocean', 'sea']));
  });
});

describe('changes that the journal forgets', () => {
  test('while they are looked at are not taken back in part', async () => {
    const { journal, settle, connection } = library;
    const { store } = library.local.library;
    const [row] = await store.selectFrom('asset').select('id').where('deletedAt', 'is', null).execute();
    const first = await done('immich_assets_update', { asset_id: row?.id, rating: 5 });
    await done('immich_assets_update', { asset_id: row?.id, is_favorite: true });
    const before = await library.state();
    const forgetful: Journal = {
      ...journal,
      items: async (...asked) => {
        const items = await journal.items(...asked);
        clock = 3 * 86_400_000;
        await journal.forget({ days: 1, megabytes: 1 });
        return items;
      },
    };
    const history = {
      journal: forgetful,
      libraries: ['local'],
      restorer: restorerOf(connection),
      settle,
      changed: () => {},
    };
    const call = toolsByName(bindTools(historyTools, history));
    const told = await call('history_undo', { since: first.change_id, dry_run: false });
    expect(told.error).toContain('There is no change');
    expect(await library.state()).toBe(before);
  });
});

describe('items of which nobody knows whether they were changed', () => {
  test('are looked at: what is as the change left it comes back, and what is as before stays', async () => {
    const { store } = library.local.library;
    const rows = await store.selectFrom('asset').select('id').where('rating', 'is', null).limit(3).execute();
    const [known = '', changed = '', same = ''] = rows.map(({ id }) => id);
    await ask('PUT', '/assets', { ids: [known, changed], rating: 5 });
    const items = [known, changed, same].map((id) => ({
      kind: 'asset',
      id,
      before: { rating: null },
      after: { rating: 5 },
    }));
    const intent = { caller: 'local', tool: 'immich_assets_bulk_update', effect: 'change' as const, library: 'local' };
    const change_id = await library.journal.begin({ ...intent, arguments: {}, items });
    await library.journal.end(change_id, { status: 'partly', items: [{ id: known, ok: true }] });
    const shown = await done('history_show', { change_id });
    expect(shown.details).toMatchObject([{ id: known }, { id: changed, ok: 'unknown' }, { id: same, ok: 'unknown' }]);
    expect(await undo(change_id)).toMatchObject({ restored: 2, already_as_before: 1 });
    const ratings = await store
      .selectFrom('asset')
      .select('rating')
      .where('id', 'in', [known, changed, same])
      .execute();
    expect(ratings.map(({ rating }) => rating)).toEqual([null, null, null]);
  });
});
