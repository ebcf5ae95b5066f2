import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeSampleVideo } from '../../../src/samples/video.ts';
import { writeJpeg } from '../../fixtures/images.ts';
import { type IndexedFolder, indexedFolder } from '../../fixtures/indexed-folder.ts';

let here: IndexedFolder;
beforeEach(async () => {
  here = await indexedFolder();
});
afterEach(() => here.remove());

function writeClip(name: string, takenAt: string, seconds = 1): Promise<void> {
  const frames = { width: 64, height: 48, seconds, framesPerSecond: 2, scene: 'aurora' } as const;
  return writeSampleVideo(join(here.photos, name), { ...frames, takenAt });
}

const taken = { dateTimeOriginal: '2025:07:04 21:00:00', offset: '-07:00', make: 'Apple' };

describe('a Live Photo in a folder', () => {
  it('is one asset to look at: the picture knows its clip, and the clip is hidden', async () => {
    await writeJpeg(join(here.photos, 'IMG_1.jpg'), taken);
    await writeClip('IMG_1.mov', '2025-07-04T21:00:01-07:00');
    await here.index();
    const [picture, clip] = [await here.asset('IMG_1.jpg'), await here.asset('IMG_1.mov')];
    expect(clip).toMatchObject({ type: 'VIDEO', mimeType: 'video/quicktime', visibility: 'hidden', durationMs: 1000 });
    expect(picture).toMatchObject({ livePhotoVideoId: clip.id, visibility: 'timeline' });
    const live = await sql<{ rowid: number }>`select rowid from assetText where assetText match 'kind:live'`.execute(
      here.store,
    );
    expect(live.rows).toEqual([{ rowid: picture.row }]);
  });

  it('is found when its halves come one after the other, and stays one when both are moved', async () => {
    await writeClip('IMG_1.mov', '2025-07-04T21:00:01-07:00');
    await here.index();
    expect((await here.asset('IMG_1.mov')).visibility).toBe('timeline');
    await writeJpeg(join(here.photos, 'IMG_1.jpg'), taken);
    await here.index();
    const clip = await here.asset('IMG_1.mov');
    expect(clip.visibility).toBe('hidden');
    await rename(join(here.photos, 'IMG_1.mov'), join(here.photos, 'live.mov'));
    await rename(join(here.photos, 'IMG_1.jpg'), join(here.photos, 'live.jpg'));
    await here.index();
    expect(await here.asset('live.mov')).toMatchObject({ id: clip.id, visibility: 'hidden' });
    expect((await here.asset('live.jpg')).livePhotoVideoId).toBe(clip.id);
  });

  it('is not made of a film beside a photo', async () => {
    await writeJpeg(join(here.photos, 'party.jpg'), taken);
    await writeClip('party.mp4', '2025-07-04T21:00:01-07:00', 12);
    await here.index();
    expect((await here.asset('party.jpg')).livePhotoVideoId).toBeNull();
    expect((await here.asset('party.mp4')).visibility).toBe('timeline');
  });
});
