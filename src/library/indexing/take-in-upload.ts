/** Taking an uploaded file into Albumen's own data. */
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findFfmpeg } from '../../ffmpeg/find-ffmpeg.ts';
import { extensionOf, mimeTypeOfName } from '../media/mime-types.ts';
import { type MediaContent, noContent, openMedia, readMedia } from '../media/read-media.ts';
import { removeRenditions, writeRenditions } from '../media/renditions.ts';
import type { Store } from '../store/open.ts';
import type { Visibility } from '../store/schema.ts';
import { insertAsset, type Original } from './asset-rows.ts';
import { pairLivePhotos } from './live-photo-pairs.ts';

export interface Upload {
  /** The finished file, inside the data directory, so that moving it costs nothing. */
  readonly tempPath: string;
  /** The name it had where it came from; also tells its extension. */
  readonly fileName: string;
  readonly ownerId: string;
  readonly dataDir: string;
  /** SHA-1 of the file, base64, computed while it came in. */
  readonly checksum: string;
  /** What the client says; counts where the file itself does not tell when it was taken. Milliseconds. */
  readonly fileCreatedAt: number;
  readonly fileModifiedAt: number;
  readonly isFavorite?: boolean | undefined;
  readonly visibility?: Visibility | undefined;
  /** The clip of a Live Photo, uploaded before; the caller has checked that it is the owner's. It is hidden. */
  readonly livePhotoVideoId?: string | undefined;
  /** An XMP file that came along, inside the data directory; it is kept beside the original. */
  readonly sidecarPath?: string | undefined;
}

export interface UploadOutcome {
  readonly id: string;
  readonly status: 'created' | 'duplicate';
}

/** Where an original lies that came through the API: spread over folders by its id, as Immich does. */
export function uploadPath(dataDir: string, ownerId: string, assetId: string, fileName: string): string {
  const extension = extensionOf(fileName).replaceAll(/[^a-z0-9]/g, '');
  const folder = join(dataDir, 'upload', ownerId, assetId.slice(0, 2), assetId.slice(2, 4));
  return join(folder, extension === '' ? assetId : `${assetId}.${extension}`);
}

/** The owner's asset with this content, whose original is in its place; an upload first. Undefined when there is none. */
async function findDuplicate(store: Store, ownerId: string, checksum: string): Promise<string | undefined> {
  const same = store.selectFrom('asset').select('id').where('ownerId', '=', ownerId).where('checksum', '=', checksum);
  const present = same.where('heldPath', 'is', null).where('isOffline', '=', 0);
  return (await present.orderBy('folderId', 'asc').orderBy('row').executeTakeFirst())?.id;
}

interface Content extends MediaContent {
  readonly mimeType: string;
}

/** A damaged file is taken in all the same, typed by its name: a photo that somebody hands over is not turned away. */
async function readUpload(upload: Upload, size: number): Promise<Content> {
  const file = { path: upload.tempPath, name: upload.fileName, size, sidecarPath: upload.sidecarPath ?? null };
  const named = mimeTypeOfName(upload.fileName) ?? 'application/octet-stream';
  const media = await openMedia(file);
  if ('reason' in media) return { ...noContent, mimeType: named };
  const ffmpeg = await findFfmpeg(process.env.PATH ?? '');
  const content = await readMedia(media, { ffmpeg, withRenditions: true });
  return { ...('reason' in content ? noContent : content), mimeType: media.mimeType };
}

function originalOf(upload: Upload, path: string, size: number, { mimeType }: Content): Original {
  return {
    path,
    fileName: upload.fileName,
    folderId: null,
    size,
    modifiedAt: upload.fileModifiedAt,
    fileTime: upload.fileCreatedAt,
    sidecarModifiedAt: null,
    mimeType,
    checksum: upload.checksum,
  };
}

/** Moves the original into place and adds its row; the id of an asset with the same content that came in meanwhile. */
async function addUpload(
  store: Store,
  upload: Upload,
  original: Original,
  content: Content,
  id: string,
): Promise<string | undefined> {
  const { ownerId, visibility, livePhotoVideoId } = upload;
  const row = {
    id,
    ownerId,
    isFavorite: upload.isFavorite ? 1 : 0,
    livePhotoVideoId: livePhotoVideoId ?? null,
  } as const;
  let isMoved = false;
  try {
    return await store.transaction().execute(async (transaction) => {
      const duplicate = await findDuplicate(transaction, ownerId, upload.checksum);
      if (duplicate !== undefined) return duplicate;
      await mkdir(dirname(original.path), { recursive: true });
      await rename(upload.tempPath, original.path);
      isMoved = true;
      if (upload.sidecarPath !== undefined) await rename(upload.sidecarPath, `${original.path}.xmp`);
      await insertAsset(transaction, original, content, visibility === undefined ? row : { ...row, visibility });
      if (livePhotoVideoId === undefined) return undefined;
      const clip = transaction.updateTable('asset').set({ visibility: 'hidden' }).where('id', '=', livePhotoVideoId);
      await clip.where('ownerId', '=', ownerId).execute();
      return undefined;
    });
  } catch (error) {
    // Back to where the caller put it: without a row nobody would find it under its new name.
    if (isMoved) await rename(original.path, upload.tempPath);
    throw error;
  }
}

async function asDuplicate(upload: Upload, id: string): Promise<UploadOutcome> {
  await rm(upload.tempPath, { force: true });
  if (upload.sidecarPath !== undefined) await rm(upload.sidecarPath, { force: true });
  return { id, status: 'duplicate' };
}

/**
 * Takes an uploaded file in: an asset with facts and renditions, its original under `upload/` in the data directory. When
 * the owner has the same content already, nothing is added, the uploaded copy is removed and the asset that is there is
 * named. Rejects when the data directory or the database cannot be written; the file is then still at `tempPath`.
 */
export async function takeInUpload(store: Store, upload: Upload): Promise<UploadOutcome> {
  const { ownerId, dataDir, checksum, livePhotoVideoId } = upload;
  const known = await findDuplicate(store, ownerId, checksum);
  if (known !== undefined) return asDuplicate(upload, known);
  const { size } = await stat(upload.tempPath);
  const content = await readUpload(upload, size);
  const id = randomUUID();
  const original = originalOf(upload, uploadPath(dataDir, ownerId, id, upload.fileName), size, content);
  if (content.renditions !== null) await writeRenditions(dataDir, id, content.renditions);
  const duplicate = await addUpload(store, upload, original, content, id);
  if (duplicate !== undefined) {
    await removeRenditions(dataDir, id);
    return asDuplicate(upload, duplicate);
  }
  if (livePhotoVideoId === undefined && content.facts.contentIdentifier !== null) {
    await pairLivePhotos(store, ownerId, null);
  }
  return { id, status: 'created' };
}
