import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ChangeLibrary, openChangeLibrary, unknownId } from '../../fixtures/change-library.ts';
import { answerJson, startStandIn } from '../../fixtures/immich-stand-in.ts';
import { connectForTest, type Told, toolsOf } from '../../fixtures/immich-tools.ts';

let changing: ChangeLibrary;
let photos: string[];

beforeAll(async () => {
  changing = await openChangeLibrary();
  photos = await changing.addPhotos(4);
});
afterAll(() => changing.close());
beforeEach(async () => {
  const { store } = changing.local.library;
  await store.deleteFrom('face').execute();
  await store.deleteFrom('person').execute();
});

async function person(name: string, on: readonly number[] = [], more: object = {}): Promise<string> {
  const { body } = await changing.local.ask('POST', '/people', { body: { name, ...more } });
  const { id } = Object(body);
  for (const index of on) {
    const box = { imageWidth: 64, imageHeight: 48, x: 5, y: 5, width: 10, height: 10 };
    await changing.local.ask('POST', '/faces', { body: { assetId: photos[index], personId: id, ...box } });
  }
  return id;
}

function peopleIn(told: Told): Record<string, unknown>[] {
  const { people } = told.data;
  if (!Array.isArray(people)) throw new Error(told.text);
  return people;
}

const namesIn = (told: Told) => peopleIn(told).map(({ name }) => name);

describe('immich_people_list', () => {
  test('lists people in the library’s order, with true totals over its pages', async () => {
    for (const [index, name] of ['Anna', 'Bob', 'Carl'].entries()) await person(name, [0, 1, 2].slice(index));
    await person('Dave', [0], { isHidden: true });
    const first = await changing.call('immich_people_list', { page_size: 2 });
    expect(first.data).toMatchObject({ total: 3, page: 1, next_page: 2, hidden: 1 });
    expect(namesIn(first)).toEqual(['Anna', 'Bob']);
    const second = await changing.call('immich_people_list', { page: 2, page_size: 2 });
    expect(second.data).not.toHaveProperty('next_page');
    expect(namesIn(second)).toEqual(['Carl']);
    const all = await changing.call('immich_people_list', { with_hidden: true });
    expect(all.data).toMatchObject({ total: 4 });
    expect(all.data).not.toHaveProperty('hidden');
    expect(peopleIn(all).at(-1)).toMatchObject({ name: 'Dave', isHidden: true });
  });

  test('counts nobody whom the library counts but never lists', async () => {
    await person('', [0]);
    await person('Anna', [0]);
    expect((await changing.call('immich_people_list')).data).toMatchObject({ total: 1 });
  });

  test('finds a part of a name, without case and accents', async () => {
    await person('Zoë Müller', [0]);
    await person('Anna', [0]);
    expect(namesIn(await changing.call('immich_people_list', { name: 'MULL' }))).toEqual(['Zoë Müller']);
  });

  test('leaves out what is not so', async () => {
    const id = await person('Anna', [0]);
    expect(peopleIn(await changing.call('immich_people_list'))).toEqual([{ id, name: 'Anna' }]);
  });
});

describe('immich_people_get and immich_people_statistics', () => {
  test('tell a person and how many assets show them', async () => {
    const more = { birthDate: '1990-04-01', color: '#f2c9a0', isFavorite: true };
    const id = await person('Anna', [0, 1], more);
    const told = await changing.call('immich_people_get', { person_id: id });
    expect(told.data).toEqual({ id, name: 'Anna', ...more, assets: 2 });
    expect((await changing.call('immich_people_statistics', { person_id: 'anna' })).data).toEqual({ id, assets: 2 });
  });

  test('say of an unknown person that there is none', async () => {
    for (const name of ['immich_people_get', 'immich_people_statistics']) {
      expect((await changing.call(name, { person_id: unknownId })).error).toMatch(/Not found/);
    }
  });

  test('do without the count where the key may not count', async () => {
    const limited = await openChangeLibrary({ permissions: ['person.read'] });
    const { body } = await limited.local.ask('POST', '/people', { body: { name: 'Anna' } });
    const told = await limited.call('immich_people_get', { person_id: Object(body).id });
    await limited.close();
    expect(told.data).toEqual({ id: Object(body).id, name: 'Anna' });
  });
});

describe('immich_people_update', () => {
  test('sets what is given, leaves the rest, and null or "" clears', async () => {
    const id = await person('Anna', [0]);
    const set = { name: ' Hanna ', is_hidden: true, is_favorite: true, birth_date: '1990-04-01', color: 'f2c9a0' };
    const told = await changing.call('immich_people_update', { person_id: id, ...set });
    const now = { name: 'Hanna', isHidden: true, isFavorite: true, birthDate: '1990-04-01', color: '#f2c9a0' };
    expect(told.data).toEqual({ id, ...now });
    await changing.call('immich_people_update', { person_id: id, is_hidden: false });
    expect(await changing.read(`/people/${id}`)).toMatchObject({ ...now, isHidden: false });
    const cleared = await changing.call('immich_people_update', { person_id: id, birth_date: null, color: null });
    expect(cleared.data).toEqual({ id, name: 'Hanna', isFavorite: true });
    expect((await changing.call('immich_people_update', { person_id: id, name: '' })).data).not.toHaveProperty('name');
  });

  test.each([
    [{}, /Nothing to change/],
    [{ birth_date: '1 April 1990' }, /birth_date: must be a day/],
    [{ birth_date: '2990-04-01' }, /birth_date: must not be in the future/],
    [{ color: 'red' }, /color: must be hex/],
    [{ name: 'x'.repeat(501) }, /name: must have at most 500/],
    [{ person_id: unknownId, name: 'x' }, /does not exist/],
  ])('refuses %j', async (args, message) => {
    const id = await person('Anna', [0]);
    expect((await changing.call('immich_people_update', { person_id: id, ...args })).error).toMatch(message);
    expect(await changing.read(`/people/${id}`)).toMatchObject({ name: 'Anna', birthDate: null });
  });
});

describe('immich_people_merge', () => {
  test('previews first: who goes, and how many assets and faces move', async () => {
    const target = await person('', [0]);
    const anna = await person('Anna', [0, 1], { birthDate: '1990-04-01' });
    const bob = await person('Bob', [1, 1, 2]);
    const args = { target_person_id: target, source_person_id: [anna, bob, anna, unknownId] };
    const told = await changing.call('immich_people_merge', args);
    expect(told.data).toMatchObject({
      dry_run: true,
      target: { id: target },
      merged: [
        { id: anna, name: 'Anna', assets: 2, faces: 2 },
        { id: bob, name: 'Bob', assets: 2, faces: 3 },
      ],
      assets_moved: 3,
      faces_moved: 5,
      target_takes: { name: 'Anna', birthDate: '1990-04-01' },
      missing: [unknownId],
      note: expect.stringContaining('history_undo'),
    });
    expect(await changing.read(`/people/${anna}`)).toMatchObject({ name: 'Anna' });
  });

  test('moves the faces, tells the counts and who is left', async () => {
    const target = await person('', [0]);
    const anna = await person('Anna', [0, 1]);
    const bob = await person('Bob', [1, 2]);
    const args = { target_person_id: target, source_person_id: [anna, unknownId, bob], dry_run: false };
    const told = await changing.call('immich_people_merge', args);
    expect(told.data).toEqual({
      target: { id: target, name: 'Anna' },
      merged: 2,
      assets_moved: 3,
      faces_moved: 4,
      failed: [{ id: unknownId, error: 'does not exist' }],
    });
    expect(await changing.read(`/people/${target}/statistics`)).toEqual({ assets: 3 });
    expect((await changing.local.ask('GET', `/people/${anna}`)).status).toBe(400);
  });

  test('takes one person in place of a list, and names', async () => {
    const target = await person('Anna', [0]);
    await person('Anna Exampel', [1]);
    const args = { target_person_id: 'Anna', source_person_id: 'anna exampel', dry_run: false };
    expect((await changing.call('immich_people_merge', args)).data).toMatchObject({
      target: { id: target },
      merged: 1,
    });
  });

  test('counts faces in the trash and the archive too: they move as well', async () => {
    const [target, source] = [await person('Anna', [0]), await person('Hanna', [1, 2])];
    await changing.local.ask('DELETE', '/assets', { body: { ids: [photos[1]] } });
    await changing.local.ask('PUT', `/assets/${photos[2]}`, { body: { visibility: 'archive' } });
    const told = await changing.call('immich_people_merge', { target_person_id: target, source_person_id: source });
    await changing.local.ask('POST', '/trash/restore/assets', { body: { ids: [photos[1]] } });
    await changing.local.ask('PUT', `/assets/${photos[2]}`, { body: { visibility: 'timeline' } });
    expect(told.data).toMatchObject({ assets_moved: 2, faces_moved: 2 });
  });

  test.each([true, false])('of somebody into themselves is refused (dry_run: %s)', async (dry_run) => {
    const [anna, bob] = [await person('Anna', [0]), await person('Bob', [1])];
    const args = { target_person_id: anna, source_person_id: [bob, anna.toUpperCase()], dry_run };
    expect((await changing.call('immich_people_merge', args)).error).toMatch(/into themselves/);
    expect(await changing.read(`/people/${bob}`)).toMatchObject({ name: 'Bob' });
  });

  test('of nobody, or into nobody, is an error', async () => {
    const anna = await person('Anna', [0]);
    const merge = (target_person_id: string, source_person_id: string[]) =>
      changing.call('immich_people_merge', { target_person_id, source_person_id, dry_run: false });
    expect((await merge(anna, [unknownId])).error).toMatch(/source_person_id: none of these people exists/);
    expect((await merge(unknownId, [anna])).error).toMatch(/target_person_id: this person does not exist/);
    expect((await merge(anna, [])).error).toMatch(/at least one person/);
  });
});

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const item of opened.splice(0)) await item.close();
});

const [annaId, bobId, carlId] = [1, 2, 3].map((number) => `00000000-0000-4000-8000-00000000000${number}`);
const assetId = '00000000-0000-4000-8000-000000000009';

function personDto(id: string | undefined, name: string) {
  return { id, name, birthDate: null, thumbnailPath: '', isHidden: false };
}

interface Faults {
  /** Those who are gone after the merge. */
  readonly merges: readonly (string | undefined)[];
  /** What the merge answers; a status alone breaks off. */
  readonly answer: { readonly status: number; readonly body: unknown };
}

/** What is asked before and after a merge: only Bob is on a picture. */
function readAnswer(path: string, body: string, names: ReadonlyMap<string | undefined, string>): unknown {
  if (path === '/faces') return [{ id: 'face', person: personDto(bobId, 'Bob') }];
  if (path === '/search/metadata') {
    const { personIds, visibility, trashedAfter } = JSON.parse(body);
    const shows = visibility === 'timeline' && trashedAfter === undefined && personIds[0] === bobId;
    const items = shows ? [{ id: assetId }] : [];
    return { assets: { total: items.length, count: items.length, items, nextPage: null } };
  }
  const id = path.slice('/people/'.length);
  const name = names.get(id);
  return name === undefined ? undefined : personDto(id, name);
}

/** A library whose merges go as told. */
async function mergingLibrary({ merges, answer }: Faults) {
  const names = new Map([annaId, bobId, carlId].map((id, index) => [id, ['Anna', 'Bob', 'Carl'][index] ?? '']));
  const server = await startStandIn((request, response) => {
    const path = request.url.replace(/\?.*/, '').replace(/^\/api/, '');
    if (path.endsWith('/merge')) {
      for (const id of merges) names.delete(id);
      if (answer.body === undefined) response.destroy();
      else answerJson(response, answer.body, answer.status);
      return;
    }
    const body = readAnswer(path, request.body, names);
    if (body !== undefined) answerJson(response, body);
    else answerJson(response, { message: 'Not found or no person.read access' }, 400);
  });
  const connection = connectForTest({ baseUrl: server.url });
  opened.push(connection, server);
  const args = { target_person_id: annaId, source_person_id: [bobId, carlId], dry_run: false };
  return { told: await toolsOf(connection)('immich_people_merge', args), server };
}

const done = (id: string | undefined) => ({ id, success: true });

describe('a merge that goes wrong', () => {
  test('for one person is told of this one', async () => {
    const body = [done(bobId), { id: carlId, success: false, error: 'unknown' }];
    const { told } = await mergingLibrary({ merges: [bobId], answer: { status: 200, body } });
    expect(told.data).toMatchObject({
      merged: 1,
      assets_moved: 1,
      faces_moved: 1,
      failed: [{ id: carlId, error: 'unknown' }],
    });
  });

  test('although the library says that it went well is seen by looking', async () => {
    const answer = { status: 200, body: [done(bobId), done(carlId)] };
    const { told } = await mergingLibrary({ merges: [carlId], answer });
    expect(told.data).toMatchObject({
      merged: 1,
      faces_moved: 0,
      failed: [{ id: bobId, error: 'was not merged' }],
    });
  });

  test('on the way is cleared up by looking, and never sent twice', async () => {
    const { told, server } = await mergingLibrary({ merges: [bobId], answer: { status: 0, body: undefined } });
    expect(told.data).toMatchObject({ merged: 1, failed: [{ id: carlId, error: 'was not merged' }] });
    expect(server.requests.filter(({ method, url }) => method === 'POST' && url.includes('merge'))).toHaveLength(1);
  });

  test('because the key may not merge is an error that changes nothing', async () => {
    const answer = { status: 403, body: { message: 'Missing required permission: person.merge' } };
    const { told } = await mergingLibrary({ merges: [], answer });
    expect(told.error).toMatch(/person\.merge.*Nothing was changed/);
  });
});
