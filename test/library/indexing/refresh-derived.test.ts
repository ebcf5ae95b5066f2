import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refreshDerived } from '../../../src/library/indexing/refresh-derived.ts';
import { writeJpeg } from '../../fixtures/images.ts';
import { type IndexedFolder, indexedFolder } from '../../fixtures/indexed-folder.ts';

let here: IndexedFolder;
beforeEach(async () => {
  here = await indexedFolder();
});
afterEach(() => here.remove());

const tokyo = { latitude: 35.6586, longitude: 139.7454 };

async function movedTo(position: { latitude: number | null; longitude: number | null }, offset?: string) {
  const dateTimeOriginal = '2023:06:14 10:12:33';
  const stated = offset === undefined ? {} : { offset };
  await writeJpeg(join(here.photos, 'a.jpg'), { dateTimeOriginal, gps: [48.8584, 2.2945], ...stated });
  await here.index();
  const { id } = await here.asset('a.jpg');
  await here.store.updateTable('asset').set(position).where('id', '=', id).execute();
  await refreshDerived(here.store, [id, 'unknown']);
  return here.asset('a.jpg');
}

describe('an asset whose position was changed', () => {
  it('has the names of the new place, and is found by them', async () => {
    expect(await movedTo(tokyo)).toMatchObject({ city: 'Tokyo', state: 'Tokyo', country: 'Japan' });
    const found = await sql`select rowid from assetText where assetText match 'tokyo'`.execute(here.store);
    expect(found.rows).toHaveLength(1);
  });

  it('keeps what the clock showed, in the zone of the new place', async () => {
    expect(await movedTo(tokyo)).toMatchObject({
      timeZone: 'Asia/Tokyo',
      localDateTime: Date.parse('2023-06-14T10:12:33Z'),
      fileCreatedAt: Date.parse('2023-06-14T01:12:33Z'),
      dateTimeOriginal: Date.parse('2023-06-14T01:12:33Z'),
    });
  });

  it('keeps an offset that the camera stated', async () => {
    expect(await movedTo(tokyo, '+02:00')).toMatchObject({
      timeZone: 'UTC+2',
      fileCreatedAt: Date.parse('2023-06-14T08:12:33Z'),
    });
  });

  it('has no place names once it has no position', async () => {
    const nowhere = { latitude: null, longitude: null };
    expect(await movedTo(nowhere)).toMatchObject({ city: null, state: null, country: null });
  });
});
