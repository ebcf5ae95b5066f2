import { existsSync } from 'node:fs';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RegionFacts, writeJpeg, writeXmp, type XmpFacts } from '../../fixtures/images.ts';
import { type IndexedFolder, indexedFolder } from '../../fixtures/indexed-folder.ts';

let here: IndexedFolder;
let writes = 0;
beforeEach(async () => {
  here = await indexedFolder();
});
afterEach(() => here.remove());

const left: RegionFacts['area'] = [0.25, 0.5, 0.2, 0.4];
const right: RegionFacts['area'] = [0.75, 0.5, 0.2, 0.4];

/** A photo and the file beside it that says who is on it; both are read with the next indexing. */
async function write(name: string, regions: readonly RegionFacts[], more: XmpFacts = {}): Promise<void> {
  const path = join(here.photos, name);
  if (!existsSync(path)) await writeJpeg(path, { seed: writes });
  writes += 1;
  await writeXmp(`${path}.xmp`, { regions, ...more });
  await utimes(`${path}.xmp`, writes, writes);
}

async function writeAndIndex(name: string, regions: readonly RegionFacts[], more: XmpFacts = {}): Promise<void> {
  await write(name, regions, more);
  expect(await here.index()).toMatchObject({ status: 'complete', skipped: 0 });
}

/** Who is on a photo, from left to right; null for a face without a person. */
async function shown(name: string): Promise<(string | null)[]> {
  const { id } = await here.asset(name);
  const faces = here.store.selectFrom('face').leftJoin('person', 'person.id', 'face.personId').select('person.name');
  return (await faces.where('face.assetId', '=', id).orderBy('face.x1').execute()).map((row) => row.name);
}

async function people(): Promise<string[]> {
  const rows = await here.store.selectFrom('person').select('name').orderBy('name').execute();
  return rows.map(({ name }) => name);
}

async function ask(method: string, path: string, body?: object): Promise<unknown> {
  const headers = { 'x-api-key': here.library.ownerKey, 'content-type': 'application/json' };
  const request = new Request(`http://library/api${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await here.library.fetch(request);
  const text = await response.text();
  expect(response.status, text).toBeLessThan(300);
  return text === '' ? null : JSON.parse(text);
}

async function personNamed(name: string): Promise<string> {
  const row = here.store.selectFrom('person').select('id').where('name', '=', name);
  return (await row.executeTakeFirstOrThrow()).id;
}

async function faceOf(name: string): Promise<string> {
  const face = here.store.selectFrom('face').innerJoin('person', 'person.id', 'face.personId').select('face.id');
  return (await face.where('person.name', '=', name).executeTakeFirstOrThrow()).id;
}

async function found(words: string): Promise<string[]> {
  const { rows } = await sql<{ originalFileName: string }>`
    select originalFileName from asset join assetText on assetText.rowid = asset.row
    where assetText match ${words} order by originalFileName`.execute(here.store);
  return rows.map(({ originalFileName }) => originalFileName);
}

describe('indexing a photo whose file names faces', () => {
  it('makes the people, with their faces in pixels of the upright picture', async () => {
    const path = join(here.photos, 'a.jpg');
    await writeJpeg(path, { orientation: 6 });
    await writeXmp(`${path}.xmp`, { regions: [{ name: 'Zoë', area: [0.25, 0.5, 0.1, 0.2] }] });
    await here.index();
    const faces = await here.store.selectFrom('face').selectAll().execute();
    const box = { imageWidth: 240, imageHeight: 320, x1: 96, y1: 64, x2: 144, y2: 96 };
    expect(faces).toMatchObject([{ ...box, sourceType: 'exif' }]);
    expect(await shown('a.jpg')).toEqual(['Zoë']);
    expect(await found('zoe')).toEqual(['a.jpg']);
  });

  it('knows people by their names, in any case, and people made by hand too', async () => {
    await ask('POST', '/people', { name: 'Bob' });
    await writeAndIndex('a.jpg', [
      { name: 'Ann', area: left },
      { name: 'BOB', area: right },
    ]);
    await writeAndIndex('b.jpg', [{ name: 'ANN', area: left }]);
    expect(await people()).toEqual(['Ann', 'Bob']);
    expect([await shown('a.jpg'), await shown('b.jpg')]).toEqual([['Ann', 'Bob'], ['Ann']]);
  });

  it('tells accents apart, as Immich does', async () => {
    await writeAndIndex('a.jpg', [
      { name: 'Zoe', area: left },
      { name: 'Zoë', area: right },
    ]);
    expect(await people()).toEqual(['Zoe', 'Zoë']);
  });

  it('takes the faces of many files at once, and makes each person once', async () => {
    for (const name of ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.jpg']) await write(name, [{ name: 'Ann', area: left }]);
    await here.index();
    expect(await people()).toEqual(['Ann']);
    expect(await here.store.selectFrom('face').select('id').execute()).toHaveLength(5);
  });
});

describe('a file that is read again', () => {
  it('adds the faces that are new in it, moves those that moved, takes away those that are gone', async () => {
    await writeAndIndex('a.jpg', [
      { name: 'Ann', area: left },
      { name: 'Bob', area: right },
    ]);
    const ann = await faceOf('Ann');
    await writeAndIndex('a.jpg', [
      { name: 'Ann', area: [0.3, 0.5, 0.2, 0.4] },
      { name: 'Carl', area: right },
    ]);
    expect(await shown('a.jpg')).toEqual(['Ann', 'Carl']);
    expect(await here.store.selectFrom('face').select(['id', 'x1']).where('id', '=', ann).execute()).toEqual([
      { id: ann, x1: 64 },
    ]);
    expect(await found('bob')).toEqual([]);
  });

  it('forgets who was only there for a name that the file had wrong, but nobody who was edited', async () => {
    await writeAndIndex('a.jpg', [
      { name: 'Alcie', area: left },
      { name: 'Bob', area: right },
    ]);
    await ask('PUT', `/people/${await personNamed('Bob')}`, { birthDate: '1990-04-01' });
    await writeAndIndex('a.jpg', [{ name: 'Alice', area: left }]);
    expect(await people()).toEqual(['Alice', 'Bob']);
    await writeAndIndex('b.jpg', [{ name: 'Alcie', area: left }]);
    expect(await shown('b.jpg')).toEqual(['Alcie']);
  });

  it('tells two faces with one name apart by their places', async () => {
    await writeAndIndex('a.jpg', [
      { name: 'Ann', area: left },
      { name: 'Ann', area: right },
    ]);
    const faces = here.store.selectFrom('face').select(['id', 'x1']).orderBy('x1');
    const before = await faces.execute();
    await writeAndIndex('a.jpg', [{ name: 'Ann', area: right }]);
    expect(await faces.execute()).toEqual(before.slice(1));
  });

  it('keeps a face while the picture becomes another one of another size', async () => {
    await writeAndIndex('a.jpg', [{ name: 'Ann', area: left }]);
    const id = await faceOf('Ann');
    await writeJpeg(join(here.photos, 'a.jpg'), { seed: 99, width: 640, height: 480 });
    await here.index();
    const box = { imageWidth: 640, imageHeight: 480, x1: 96, y1: 144, x2: 224, y2: 336 };
    expect(await here.store.selectFrom('face').selectAll().execute()).toMatchObject([{ id, ...box }]);
  });
});

describe('what a person did by hand outlives the next reading of', () => {
  const both = [
    { name: 'Ann', area: left },
    { name: 'Bob', area: right },
  ];
  const moved = both.map(({ name, area: [x, y, w, h] }) => ({
    name,
    area: [Number(x) + 0.01, y, w, h] as const,
  }));
  beforeEach(() => writeAndIndex('a.jpg', both));

  it('a renamed person, whom new files go on meaning by the old name', async () => {
    await ask('PUT', `/people/${await personNamed('Bob')}`, { name: 'Robert' });
    await writeAndIndex('a.jpg', moved, { rating: 5 });
    await writeAndIndex('b.jpg', [{ name: 'Bob', area: left }]);
    expect([await shown('a.jpg'), await shown('b.jpg')]).toEqual([['Ann', 'Robert'], ['Robert']]);
    expect(await people()).toEqual(['Ann', 'Robert']);
  });

  it('a merged person, who does not come back', async () => {
    await ask('POST', `/people/${await personNamed('Ann')}/merge`, { ids: [await personNamed('Bob')] });
    await writeAndIndex('a.jpg', moved);
    await writeAndIndex('b.jpg', [{ name: 'Bob', area: left }]);
    expect([await shown('a.jpg'), await shown('b.jpg')]).toEqual([['Ann', 'Ann'], ['Ann']]);
    expect(await people()).toEqual(['Ann']);
  });

  it('a deleted person, of whom faces without a name are left', async () => {
    await ask('DELETE', `/people/${await personNamed('Bob')}`);
    await writeAndIndex('a.jpg', moved);
    await writeAndIndex('b.jpg', [{ name: 'Bob', area: left }]);
    expect([await shown('a.jpg'), await shown('b.jpg')]).toEqual([['Ann', null], [null]]);
    expect(await people()).toEqual(['Ann']);
  });

  it('a deleted person who was made again by hand', async () => {
    await ask('DELETE', `/people/${await personNamed('Bob')}`);
    await ask('POST', '/people', { name: 'Bob' });
    await writeAndIndex('b.jpg', [{ name: 'Bob', area: left }]);
    expect(await shown('b.jpg')).toEqual(['Bob']);
  });

  it.each([false, true])('a deleted face (force: %s), which does not come back', async (force) => {
    await ask('DELETE', `/faces/${await faceOf('Bob')}`, { force });
    await writeAndIndex('a.jpg', moved);
    expect(await shown('a.jpg')).toEqual(['Ann']);
  });

  it('a face that was given to somebody else, even where the file no longer names it', async () => {
    const face = await faceOf('Bob');
    await ask('PUT', `/faces/${await personNamed('Ann')}`, { id: face });
    await writeAndIndex('a.jpg', moved);
    expect(await shown('a.jpg')).toEqual(['Ann', 'Ann']);
    await writeAndIndex('a.jpg', []);
    expect(await shown('a.jpg')).toEqual(['Ann']);
    expect(await here.store.selectFrom('face').select('id').execute()).toEqual([{ id: face }]);
  });

  it('a face that was drawn, on which the file puts no second one', async () => {
    const { id: assetId } = await here.asset('a.jpg');
    const carl = Object(await ask('POST', '/people', { name: 'Carl' })).id;
    const box = { imageWidth: 320, imageHeight: 240, x: 140, y: 20, width: 40, height: 40 };
    await ask('POST', '/faces', { assetId, personId: carl, ...box });
    await writeAndIndex('a.jpg', [...both, { name: 'Karl', area: [0.5, 1 / 6, 0.125, 1 / 6] }]);
    expect(await shown('a.jpg')).toEqual(['Ann', 'Carl', 'Bob']);
    await writeAndIndex('a.jpg', []);
    expect(await shown('a.jpg')).toEqual(['Carl']);
  });
});
