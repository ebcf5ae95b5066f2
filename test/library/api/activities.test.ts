import type { ActivityResponseDto, AlbumResponseDto } from '@immich/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type OpenLibrary, openTestLibrary } from '../../fixtures/open-library.ts';
import { typedAsk } from '../../fixtures/typed-ask.ts';

let open: OpenLibrary;
let viewer: { id: string; key: string };
let editor: { id: string; key: string };
let stranger: { id: string; key: string };
let inside: string;
let outside: string;
let albumId: string;

beforeAll(async () => {
  open = await openTestLibrary();
  viewer = await open.addUser('viewer');
  editor = await open.addUser('editor');
  stranger = await open.addUser('stranger');
  inside = await open.addAsset({ seed: 1 });
  outside = await open.addAsset({ seed: 2 });
});
afterAll(async () => {
  expect(open.faults).toEqual([]);
  await open.close();
});
beforeEach(async () => {
  const fresh = { deletedAt: null, visibility: 'timeline' } as const;
  await open.library.store.updateTable('asset').set(fresh).execute();
  const albumUsers = [
    { userId: viewer.id, role: 'viewer' },
    { userId: editor.id, role: 'editor' },
  ];
  const album = { albumName: 'Shared', assetIds: [inside], albumUsers };
  albumId = (await ask<AlbumResponseDto>('POST', '/albums', album)).body.id;
});

const ask = typedAsk(() => open);

const say = (comment: string, more: object = {}, key?: string) =>
  ask<ActivityResponseDto>('POST', '/activities', { albumId, type: 'comment', comment, ...more }, key);
const like = (more: object = {}, key?: string) =>
  ask<ActivityResponseDto>('POST', '/activities', { albumId, type: 'like', ...more }, key);
const list = async (query = '', key?: string) =>
  (await ask<ActivityResponseDto[]>('GET', `/activities?albumId=${albumId}${query}`, undefined, key)).body;
const count = async (query = '') => (await ask('GET', `/activities/statistics?albumId=${albumId}${query}`)).body;

describe('comments and likes', () => {
  test('are listed from the first to the last, and by what they are about, of what kind and by whom they are', async () => {
    await say('one');
    await like({}, viewer.key);
    await say('two', { assetId: inside }, editor.key);
    await like({ assetId: inside });
    const told = async (query: string) => (await list(query)).map(({ comment, user }) => comment ?? `♥ ${user.name}`);
    expect(await told('')).toEqual(['one', '♥ viewer', 'two', '♥ Owner']);
    expect(await told('&level=album')).toEqual(['one', '♥ viewer']);
    expect(await told('&level=asset')).toHaveLength(4);
    expect(await told(`&assetId=${inside}`)).toEqual(['two', '♥ Owner']);
    expect(await told('&type=like')).toEqual(['♥ viewer', '♥ Owner']);
    expect(await told(`&userId=${viewer.id}&type=comment`)).toEqual([]);
    expect(await count()).toEqual({ comments: 2, likes: 2 });
    expect(await count(`&assetId=${inside}`)).toEqual({ comments: 1, likes: 1 });
    expect(await count(`&assetId=${outside}`)).toEqual({ comments: 0, likes: 0 });
  });

  test('one like per person and thing: a second one is the first', async () => {
    const first = await like();
    const again = await like();
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    expect((await like({ assetId: inside })).status).toBe(201);
    expect((await like({}, viewer.key)).status).toBe(201);
    expect(await count()).toEqual({ comments: 0, likes: 3 });
    await ask('DELETE', `/activities/${first.body.id}`);
    expect((await like()).status).toBe(201);
  });

  test('are only about what the album shows', async () => {
    for (const assetId of [outside, '00000000-0000-4000-8000-000000000000']) {
      for (const answer of [await like({ assetId }), await say('oh', { assetId })]) {
        expect(answer).toMatchObject({ status: 400, body: { message: 'The asset is not in this album' } });
      }
    }
    expect(await list()).toEqual([]);
  });

  test('a comment has words, which storage does not cut off; a like has none', async () => {
    expect((await say('')).status).toBe(400);
    expect((await say('a\0b')).status).toBe(400);
    expect((await like({ comment: 'x' })).status).toBe(400);
    const long = '長い'.repeat(5000);
    expect((await say(long)).body.comment).toBe(long);
  });

  test('can be switched off, and then those that are there still show', async () => {
    await say('before');
    await ask('PATCH', `/albums/${albumId}`, { isActivityEnabled: false });
    expect((await say('after')).body.message).toBe('Not found or no activity.create access');
    expect((await like({}, viewer.key)).status).toBe(400);
    expect(await list()).toHaveLength(1);
  });
});

describe('who may delete', () => {
  test('is who made it, and the owner of the album', async () => {
    const { body: own } = await say('mine', {}, viewer.key);
    const remove = (key?: string) => ask('DELETE', `/activities/${own.id}`, undefined, key);
    for (const { key } of [editor, stranger]) expect((await remove(key)).status).toBe(400);
    expect((await remove(viewer.key)).status).toBe(204);
    const { body: other } = await say('theirs', {}, viewer.key);
    expect((await ask('DELETE', `/activities/${other.id}`)).status).toBe(204);
    expect((await ask('DELETE', `/activities/${other.id}`)).status).toBe(400);
  });
});

describe('what is said', () => {
  test('waits for an asset in the trash, and counts meanwhile for nothing', async () => {
    await say('about it', { assetId: inside });
    await ask('DELETE', '/assets', { ids: [inside] });
    expect([await list(), await count()]).toEqual([[], { comments: 0, likes: 0 }]);
    await ask('POST', '/trash/restore/assets', { ids: [inside] });
    expect(await list()).toHaveLength(1);
  });

  test.each([
    ['is taken out', () => ask('DELETE', `/albums/${albumId}/assets`, { ids: [inside] })],
    ['is locked', () => ask('PUT', '/assets', { ids: [inside], visibility: 'locked' })],
  ])('about an asset ends when it %s; what is said about the album stays', async (_, leave) => {
    await say('about it', { assetId: inside });
    await say('about all');
    await leave();
    expect(await list()).toMatchObject([{ comment: 'about all' }]);
    expect(
      await open.library.store.selectFrom('activity').select('id').where('albumId', '=', albumId).execute(),
    ).toHaveLength(1);
  });

  test('ends with the album', async () => {
    await say('about it', { assetId: inside });
    await like();
    await ask('DELETE', `/albums/${albumId}`);
    const left = open.library.store.selectFrom('activity').select('id').where('albumId', '=', albumId);
    expect(await left.execute()).toEqual([]);
  });
});
