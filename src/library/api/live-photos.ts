/** Which video may become the clip of a Live Photo. */
import type { Store } from '../store/open.ts';
import { reachable } from '../store/reachable.ts';
import { badRequest } from './errors.ts';

/** Throws 400 unless `videoId` is a video of the user that could be a Live Photo's clip. */
export async function requireClip(store: Store, userId: string, videoId: string): Promise<void> {
  const video = await store
    .selectFrom('asset')
    .select(['type', 'ownerId'])
    .where('id', '=', videoId)
    .where(reachable)
    .executeTakeFirst();
  if (video === undefined) throw badRequest('Live photo video not found');
  if (video.type !== 'VIDEO') throw badRequest('Live photo video must be a video');
  if (video.ownerId !== userId) throw badRequest('Live photo video does not belong to the user');
}
