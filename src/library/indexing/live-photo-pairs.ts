/** Bringing the two halves of Live Photos together. */
import { isLivePhoto, longestClipMs, stemOf } from '../media/live-photos.ts';
import { refreshAssetText } from '../store/asset-text.ts';
import type { Store } from '../store/open.ts';

/** How phones and programs name the picture of a Live Photo. */
const pictureExtensions = ['heic', 'HEIC', 'heif', 'jpg', 'JPG', 'jpeg', 'JPEG', 'avif', 'png', 'PNG'];

const halfColumns = [
  'id',
  'originalPath',
  'contentIdentifier',
  'fileCreatedAt',
  'localDateTime',
  'durationMs',
] as const;

interface Clip {
  readonly id: string;
  readonly ownerId: string;
  readonly originalPath: string;
  readonly contentIdentifier: string | null;
  readonly fileCreatedAt: number;
  readonly localDateTime: number;
  readonly durationMs: number | null;
}

/** Short clips that no picture claims. */
function freeClips(store: Store, ownerId: string, folderId: string | null): Promise<Clip[]> {
  return store
    .selectFrom('asset as clip')
    .select([...halfColumns, 'ownerId'])
    .where('ownerId', '=', ownerId)
    .where('folderId', folderId === null ? 'is' : '=', folderId)
    .where('type', '=', 'VIDEO')
    .where('heldPath', 'is', null)
    .where('deletedAt', 'is', null)
    .where((where) => where.or([where('durationMs', '<=', longestClipMs), where('contentIdentifier', 'is not', null)]))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('asset as picture').select('picture.id').whereRef('picture.livePhotoVideoId', '=', 'clip.id'),
        ),
      ),
    )
    .execute();
}

async function pictureOf(store: Store, clip: Clip): Promise<string | undefined> {
  const stem = stemOf(clip.originalPath);
  const pictures = await store
    .selectFrom('asset')
    .select(halfColumns)
    .where('ownerId', '=', clip.ownerId)
    .where('type', '=', 'IMAGE')
    .where('livePhotoVideoId', 'is', null)
    .where('heldPath', 'is', null)
    .where('deletedAt', 'is', null)
    .where((where) =>
      where.or([
        where('contentIdentifier', '=', clip.contentIdentifier),
        where(
          'originalPath',
          'in',
          pictureExtensions.map((extension) => `${stem}.${extension}`),
        ),
      ]),
    )
    .orderBy('originalPath')
    .execute();
  return pictures.find((picture) => isLivePhoto(picture, clip))?.id;
}

/**
 * Links every picture to its clip among an owner's assets of one folder (null: the uploads), and hides the clip from the
 * timeline, as Immich does. Returns how many pairs were made.
 */
export async function pairLivePhotos(store: Store, ownerId: string, folderId: string | null): Promise<number> {
  let pairs = 0;
  for (const clip of await freeClips(store, ownerId, folderId)) {
    const pictureId = await pictureOf(store, clip);
    if (pictureId === undefined) continue;
    const now = Date.now();
    await store.transaction().execute(async (transaction) => {
      const picture = transaction.updateTable('asset').where('id', '=', pictureId);
      await picture.set({ livePhotoVideoId: clip.id, updatedAt: now }).execute();
      const video = transaction.updateTable('asset').where('id', '=', clip.id);
      await video.set({ visibility: 'hidden', updatedAt: now }).execute();
      await refreshAssetText(transaction, [pictureId]);
    });
    pairs++;
  }
  return pairs;
}
