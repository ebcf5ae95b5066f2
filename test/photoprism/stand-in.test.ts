/** The traps of PhotoPrism that its stand-in must have, because tools are built around them. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { PhotoRow } from '../fixtures/photoprism/rows.ts';
import {
  adminToken,
  adminUid,
  clientSession,
  type PhotoPrismStandIn,
  scoped,
  startPhotoPrism,
} from '../fixtures/photoprism/server.ts';
import { addPhoto } from '../fixtures/photoprism/state.ts';
import {
  addAlbum,
  addFace,
  addLink,
  addMarker,
  addSubject,
  labelPhoto,
  writeEntries,
} from '../fixtures/photoprism/things.ts';
import { watchSecret } from '../fixtures/watched-secrets.ts';

let server: PhotoPrismStandIn;
const readToken = watchSecret('r3adOnly-token-aaaaaaaa');
const clientToken = 'c1ientTok3n-bbbbbbbbbbbb';
const admin = { token: adminToken, refId: 'sess1', scope: '*', user: { UID: adminUid, role: 'admin' as const } };

beforeEach(async () => {
  server = await startPhotoPrism({ sessions: [admin, scoped(readToken, 'read photos'), clientSession(clientToken)] });
});
afterEach(() => server.close());

async function ask(
  method: string,
  path: string,
  body?: object,
  token = adminToken,
): Promise<{ status: number; body: unknown }> {
  const init = { method, headers: { 'x-auth-token': token }, ...(body && { body: JSON.stringify(body) }) };
  const answer = await fetch(`${server.url}/api/v1${path}`, init);
  const text = await answer.text();
  return { status: answer.status, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text };
}

const status = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).status;
const uidsIn = async (path: string) =>
  z
    .array(z.object({ UID: z.string() }))
    .parse((await ask('GET', path)).body)
    .map(({ UID }) => UID);
const albumUids = (photo: PhotoRow) => uidsIn(`/photos?count=9&s=${server.state.albums[0]?.UID}&uid=${photo.UID}`);

test('every list needs a count', async () => {
  for (const list of ['photos', 'photos/view', 'albums', 'labels', 'subjects', 'faces', 'errors']) {
    expect(await ask('GET', `/${list}`)).toEqual({ status: 400, body: { code: 400, error: 'Unable to do that' } });
    expect(await status('GET', `/${list}?count=1`)).toBe(200);
  }
});

test('a page cuts photos in two, and counts files', async () => {
  const photo = addPhoto(server.state, { files: [{}, {}] });
  for (const offset of [0, 1])
    expect(await uidsIn(`/photos?count=1&offset=${offset}&merged=true`)).toEqual([photo.UID]);
  expect(await uidsIn('/photos?count=9&merged=true')).toEqual([photo.UID]);
});

describe('a search', () => {
  test('ignores an unknown filter in the address, and refuses one in the words', async () => {
    addPhoto(server.state);
    expect(await uidsIn('/photos?count=9&colour=red')).toHaveLength(1);
    expect(await status('GET', '/photos?count=9&q=colour:red')).toBe(400);
  });

  test.each(['video=yes', 'before=2024', 'added=2024-01-01', 'quality=good', 'order=best', 's=at00000000000zzz'])(
    'refuses %s',
    async (filter) => {
      expect(await status('GET', `/photos?count=9&${filter}`)).toBe(400);
    },
  );
});

test('private turns over, whatever it was', async () => {
  const [one, other] = [addPhoto(server.state), addPhoto(server.state, { Private: true })];
  await ask('POST', '/batch/photos/private', { photos: [one.UID, other.UID] });
  expect([one.Private, other.Private]).toEqual([true, false]);
});

test('what comes back from the archive is in no album any more', async () => {
  const photo = addPhoto(server.state);
  writeEntries(server.state, addAlbum(server.state, 'Sea').UID, [photo.UID], false);
  expect(await albumUids(photo)).toEqual([photo.UID]);
  await ask('POST', '/batch/photos/archive', { photos: [photo.UID] });
  expect(await uidsIn('/photos?count=9&archived=true')).toEqual([photo.UID]);
  await ask('POST', '/batch/photos/restore', { photos: [photo.UID] });
  expect(await uidsIn('/photos?count=9')).toEqual([photo.UID]);
  expect(await albumUids(photo)).toEqual([]);
});

test('deleting is final, takes what is not in the archive too, and needs its feature', async () => {
  const photo = addPhoto(server.state);
  server.state.features.delete = false;
  expect(await status('POST', '/batch/photos/delete', { photos: [photo.UID] })).toBe(403);
  server.state.features.delete = true;
  expect(await status('POST', '/batch/photos/delete', { photos: [photo.UID] })).toBe(200);
  expect(server.state.photos).toEqual([]);
});

test('an album of a title that is there is the one that is there, also where it was deleted', async () => {
  const made = await ask('POST', '/albums', { Title: 'Sea', Description: 'not read' });
  expect(made).toMatchObject({ status: 201, body: { Title: 'Sea', Description: '' } });
  const [album] = server.state.albums;
  await ask('DELETE', `/albums/${album?.UID}`);
  expect(await ask('POST', '/albums', { Title: 'SEA' })).toMatchObject({ status: 200, body: { UID: album?.UID } });
  expect(server.state.albums).toHaveLength(1);
  expect(album?.DeletedAt).toBeUndefined();
});

test('adding to an album says added of what was in it, and approves', async () => {
  const photo = addPhoto(server.state, { Quality: 1 });
  const { UID } = addAlbum(server.state, 'Sea');
  for (const _ of [1, 2]) {
    const answer = await ask('POST', `/albums/${UID}/photos`, { photos: [photo.UID, 'pt0000000000zzzz'] });
    expect(answer.body).toMatchObject({ photos: [photo.UID], added: [{ PhotoUID: photo.UID }] });
  }
  expect(photo.Quality).toBe(3);
});

test('a label that PhotoPrism saw stays when it is removed, and does not count', async () => {
  const photo = addPhoto(server.state);
  const label = labelPhoto(server.state, photo, 'Cat');
  expect(await uidsIn('/photos?count=9&label=cat')).toEqual([photo.UID]);
  await ask('DELETE', `/photos/${photo.UID}/label/${label.ID}`);
  expect(photo.Labels).toMatchObject([{ Uncertainty: 100 }]);
  expect(await uidsIn('/photos?count=9&label=cat')).toEqual([]);
  expect(await status('DELETE', `/photos/${photo.UID}/label/${label.UID}`)).toBe(404);
});

test('a person renamed to another’s name becomes that one, and the answer is of the one that is gone', async () => {
  const [jane, john] = [addSubject(server.state, 'Jane'), addSubject(server.state, 'John')];
  const marker = addMarker(server.state, addPhoto(server.state), {
    SubjUID: jane.UID,
    SubjSrc: 'manual',
    Name: 'Jane',
  });
  expect(await ask('PUT', `/subjects/${jane.UID}`, { Name: 'john', Favorite: true })).toMatchObject({
    status: 200,
    body: { UID: jane.UID, Name: 'Jane', Favorite: false },
  });
  expect(marker).toMatchObject({ SubjUID: john.UID, Name: 'John' });
  expect(await uidsIn('/subjects?count=9')).toEqual([john.UID]);
});

test('a face is named only by hand, and its like with it', async () => {
  const face = addFace(server.state);
  const [one, other] = [0, 1].map(() => addMarker(server.state, addPhoto(server.state), { FaceID: face.ID }));
  await ask('PUT', `/markers/${one?.UID}`, { Name: 'Jane' });
  expect(server.state.subjects).toEqual([]);
  await ask('PUT', `/markers/${one?.UID}`, { Name: 'Jane', SubjSrc: 'manual' });
  expect(other?.SubjUID).toBe(server.state.subjects[0]?.UID);
});

test('a link cannot take the token of another of its album', async () => {
  const { UID } = addAlbum(server.state, 'Sea');
  const [one, other] = [addLink(server.state, UID), addLink(server.state, UID)];
  expect(await status('PUT', `/albums/${UID}/links/${one.UID}`, { Token: other.Token })).toBe(409);
});

test('an upload has two steps of one user and one token', async () => {
  const form = new FormData();
  form.append('files', new Blob(['picture']), 'a.jpg');
  form.append('files', new Blob(['#!/bin/sh']), 'a.sh');
  const send = (token: string) =>
    fetch(`${server.url}/api/v1/users/${adminUid}/upload/abc123`, {
      method: 'POST',
      headers: { 'x-auth-token': token },
      body: form,
    });
  expect((await send(clientToken)).status).toBe(403);
  expect(await (await send(adminToken)).json()).toEqual({ code: 200, message: '1 files uploaded in 0 s' });
  expect(await status('PUT', `/users/${adminUid}/upload/other1`, { albums: [] })).toBe(404);
  expect(await status('PUT', `/users/${adminUid}/upload/abc123`, { albums: ['Sea'] })).toBe(200);
  expect(server.state.photos.map(({ Name }) => Name)).toEqual(['a']);
  expect(server.state.entries).toHaveLength(1);
});

test('an import waits until it is done, or cancelled', async () => {
  server.state.importFolder = [1, 2].map((seed) => ({ name: `new/${seed}.jpg`, seed }));
  const release = server.work.hold();
  const running = ask('POST', '/import/new', { move: true });
  await expect.poll(() => server.work.isRunning()).toBe(true);
  expect(await status('DELETE', '/import')).toBe(200);
  expect(await running).toMatchObject({ status: 200 });
  expect(server.state.photos).toEqual([]);
  release();
  expect(await status('POST', '/import/', { path: 'new', move: true })).toBe(200);
  expect(server.state).toMatchObject({ importFolder: [], photos: [{ Name: '1' }, { Name: '2' }] });
});

test('a token reaches no further than its scope, and one without a user no single album', async () => {
  const photo = addPhoto(server.state);
  const album = addAlbum(server.state, 'Sea');
  expect(await status('GET', '/status', undefined, 'unknown')).toBe(200);
  expect(await status('GET', '/photos?count=1', undefined, 'unknown')).toBe(401);
  expect(await status('GET', `/photos/${photo.UID}`, undefined, readToken)).toBe(200);
  expect(await status('POST', `/photos/${photo.UID}/like`, undefined, readToken)).toBe(403);
  expect(await status('GET', '/albums?count=1', undefined, readToken)).toBe(403);
  expect(await status('GET', '/albums?count=1', undefined, clientToken)).toBe(200);
  expect(await status('GET', `/albums/${album.UID}`, undefined, clientToken)).toBe(403);
});

test('pictures know no 404: an icon stands for what is not there', async () => {
  const [file] = addPhoto(server.state).Files;
  const look = async (path: string) => {
    const answer = await fetch(`${server.url}/api/v1/t/${path}`);
    return [answer.status, answer.headers.get('content-type')];
  };
  const { preview } = server.tokens;
  expect(await look(`${file?.Hash}/${preview}/tile_50`)).toEqual([200, 'image/jpeg']);
  expect(await look(`${file?.Hash}/wrong/tile_50`)).toEqual([403, 'image/svg+xml']);
  expect(await look(`${file?.Hash}/${preview}/huge`)).toEqual([200, 'image/svg+xml']);
  expect(await look(`${'0'.repeat(40)}/${preview}/tile_50`)).toEqual([200, 'image/svg+xml']);
});
