import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type OpenLibrary, openTestLibrary } from '../../fixtures/open-library.ts';

let open: OpenLibrary;
let asset: string;
let other: string;
let anna: string;
let bob: string;

beforeAll(async () => {
  open = await openTestLibrary();
  asset = await open.addAsset({ seed: 1 });
  other = await open.addAsset({ seed: 2 });
  anna = (await ask('POST', '/people', { name: 'Anna' })).body.id;
  bob = (await ask('POST', '/people', { name: 'Bob' })).body.id;
});
afterAll(async () => {
  await open.close();
  expect(open.faults).toEqual([]);
});
beforeEach(() => open.library.store.deleteFrom('face').execute());

async function ask(method: string, path: string, body?: object, key?: string) {
  const asking = { ...(body === undefined ? {} : { body }), ...(key === undefined ? {} : { key }) };
  const answer = await open.ask(method, path, asking);
  return { status: answer.status, body: Object(answer.body) };
}

const picture = { imageWidth: 320, imageHeight: 240 };

function draw(personId: string, box: object = {}, assetId = asset) {
  return ask('POST', '/faces', { assetId, personId, ...picture, x: 10, y: 20, width: 60, height: 80, ...box });
}

async function facesOn(assetId = asset) {
  return (await ask('GET', `/faces?id=${assetId}`)).body;
}

describe('faces', () => {
  test('are listed from left to right, with the person', async () => {
    await draw(bob, { x: 200 });
    await draw(anna);
    expect(await facesOn()).toMatchObject([
      { boundingBoxX1: 10, boundingBoxY1: 20, boundingBoxX2: 70, boundingBoxY2: 100, person: { id: anna } },
      { boundingBoxX1: 200, sourceType: 'manual', ...picture, person: { id: bob } },
    ]);
  });

  test.each([
    [{ width: 0 }],
    [{ height: -5 }],
    [{ imageWidth: 0 }],
    [{ x: 320 }],
    [{ y: -80 }],
    [{ imageWidth: 9_007_199_254_740_991 }],
  ])('that cannot be are refused: %j', async (box) => {
    expect((await draw(anna, box)).status).toBe(400);
    expect(await facesOn()).toEqual([]);
  });

  test('that reach over the edge are cut off there', async () => {
    expect((await draw(anna, { x: -10, y: 200, width: 50, height: 80 })).status).toBe(201);
    expect(await facesOn()).toMatchObject([
      { boundingBoxX1: 0, boundingBoxX2: 40, boundingBoxY1: 200, boundingBoxY2: 240 },
    ]);
  });

  test('are given to somebody else one by one, or by picture and person', async () => {
    await draw(anna);
    await draw(anna, { x: 200 });
    await draw(anna, {}, other);
    const [face] = await facesOn();
    expect((await ask('PUT', `/faces/${bob}`, { id: face.id })).body).toMatchObject({ id: bob });
    expect(await facesOn()).toMatchObject([{ person: { id: bob } }, { person: { id: anna } }]);
    const data = [
      { assetId: asset, personId: anna },
      { assetId: other, personId: bob },
    ];
    const { body } = await ask('PUT', `/people/${bob}/reassign`, { data });
    expect(body).toMatchObject([{ id: bob }, { id: bob }]);
    expect(await facesOn()).toMatchObject([{ person: { id: bob } }, { person: { id: bob } }]);
    expect(await facesOn(other)).toMatchObject([{ person: { id: anna } }]);
  });

  test('of other users are neither seen by name nor touched', async () => {
    await draw(anna);
    const [face] = await facesOn();
    const friend = await open.addUser('friend');
    const { id: own } = (await ask('POST', '/people', { name: 'Own' }, friend.key)).body;
    const albumUsers = [{ userId: friend.id, role: 'viewer' }];
    await ask('POST', '/albums', { albumName: 'Shared', assetIds: [asset], albumUsers });
    expect((await ask('GET', `/faces?id=${asset}`, undefined, friend.key)).body).toMatchObject([{ person: null }]);
    const refused = [
      ask('PUT', `/faces/${own}`, { id: face.id }, friend.key),
      ask('DELETE', `/faces/${face.id}`, { force: true }, friend.key),
      ask('PUT', `/people/${own}/reassign`, { data: [{ assetId: asset, personId: anna }] }, friend.key),
      ask('POST', '/faces', { assetId: asset, personId: own, ...picture, x: 1, y: 1, width: 9, height: 9 }, friend.key),
      draw(own),
      ask('PUT', `/faces/${own}`, { id: face.id }),
    ];
    expect((await Promise.all(refused)).map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 400]);
    expect(await facesOn()).toMatchObject([{ person: { id: anna } }]);
  });

  test('on locked pictures are out of reach', async () => {
    await draw(anna);
    const [face] = await facesOn();
    const { store } = open.library;
    const set = (visibility: 'locked' | 'timeline') =>
      store.updateTable('asset').set({ visibility }).where('id', '=', asset).execute();
    await set('locked');
    const refused = [
      await ask('GET', `/faces?id=${asset}`),
      await draw(anna),
      await ask('PUT', `/faces/${bob}`, { id: face.id }),
      await ask('DELETE', `/faces/${face.id}`, { force: true }),
      await ask('PUT', `/people/${bob}/reassign`, { data: [{ assetId: asset, personId: anna }] }),
    ];
    await set('timeline');
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400]);
    expect(await facesOn()).toMatchObject([{ id: face.id, person: { id: anna } }]);
  });
});
