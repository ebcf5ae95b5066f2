/** Joining a picture to the clip of its Live Photo, and parting them. */
import type { Store } from '../store/open.ts';
import { badRequest } from './errors.ts';

/** Throws 400 unless `videoId` is a video of the user that could be a Live Photo's clip. */
export async function requireClip(store: Store, userId: string, videoId: string): Promise<void> {
  const video = await store
    .selectFrom('asset')
    .select(['type', 'ownerId'])
    .where('id', '=', videoId)
    .where('heldPath', 'is', null)
    .where('visibility', '!=', 'locked')
    .executeTakeFirst();
  if (video === undefined) throw badRequest('Live photo video not found');
  if (video.type !== 'VIDEO') throw badRequest('Live photo video must be a video');
  if (video.ownerId !== userId) throw badRequest('Live photo video does not belong to the user');
}

/** Sets or, with null, clears the clip of a picture: a joined clip is hidden, a parted one is shown again. */
export async function setClip(store: Store, pictureId: string, videoId: string | null): Promise<void> {
  const now = Date.now();
  await store.transaction().execute(async (trx) => {
    const picture = await trx
      .selectFrom('asset')
      .select('livePhotoVideoId')
      .where('id', '=', pictureId)
      .executeTakeFirst();
    const before = picture?.livePhotoVideoId ?? null;
    const show = (id: string, visibility: 'hidden' | 'timeline') =>
      trx.updateTable('asset').set({ visibility, updatedAt: now }).where('id', '=', id).execute();
    if (before !== null && before !== videoId) await show(before, 'timeline');
    if (videoId !== null) await show(videoId, 'hidden');
    const joined = { livePhotoVideoId: videoId, updatedAt: now };
    await trx.updateTable('asset').set(joined).where('id', '=', pictureId).execute();
  });
}
