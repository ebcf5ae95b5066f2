/** `/download/info`: how a selection splits into archives. */
import type { DownloadArchiveInfo, DownloadResponseDto } from '@immich/sdk';
import { Hono } from 'hono';
import * as z from 'zod';
import { inChunks } from '../store/id-chunks.ts';
import type { Store } from '../store/open.ts';
import { reachable } from '../store/reachable.ts';
import { requireAlbums, requireAssets } from './access.ts';
import { answer } from './answer.ts';
import type { Routes } from './app.ts';
import type { ApiCaller, ApiEnv } from './context.ts';
import { badRequest, noAccess } from './errors.ts';
import { readBody, uuid } from './validation.ts';

const selection = z.object({
  assetIds: z.array(uuid).optional(),
  albumId: uuid.optional(),
  userId: uuid.optional(),
  archiveSize: z.int().min(1).optional(),
});

/** Bytes per archive unless told otherwise: Immich's default. */
const defaultArchiveSize = 4 * 1024 ** 3;

interface Member {
  id: string;
  fileSize: number;
  livePhotoVideoId: string | null;
}

function members(store: Store) {
  return store.selectFrom('asset').select(['asset.id', 'asset.fileSize', 'asset.livePhotoVideoId']).where(reachable);
}

function newestFirst(store: Store) {
  return members(store).where('asset.deletedAt', 'is', null).orderBy('asset.fileCreatedAt', 'desc').orderBy('asset.id');
}

/** The selected assets, which the caller may download; throws 400 otherwise, or when nothing is selected. */
async function selectedMembers(store: Store, caller: ApiCaller, body: z.infer<typeof selection>): Promise<Member[]> {
  const { assetIds, albumId, userId } = body;
  const { link } = caller;
  if (assetIds !== undefined) {
    await requireAssets(store, caller, 'asset.download', assetIds);
    return inChunks(assetIds, (chunk) => members(store).where('asset.id', 'in', chunk).execute());
  }
  if (albumId !== undefined) {
    await requireAlbums(store, caller, 'album.download', [albumId]);
    const inAlbum = newestFirst(store)
      .innerJoin('albumAsset', 'albumAsset.assetId', 'asset.id')
      .where('albumAsset.albumId', '=', albumId);
    if (link === undefined) return inAlbum.execute();
    const shown = inAlbum.where('asset.visibility', 'in', ['timeline', 'archive']);
    return shown.where('asset.ownerId', '=', link.userId).execute();
  }
  if (userId === undefined) throw badRequest('assetIds, albumId, or userId is required');
  if (link !== undefined || userId !== caller.user.id) throw noAccess('timeline.download');
  return newestFirst(store).where('asset.ownerId', '=', userId).where('asset.visibility', '!=', 'hidden').execute();
}

/** Each Live Photo is followed by its clip. */
async function withClips(store: Store, selected: Member[]): Promise<Member[]> {
  const clipIds = selected.flatMap(({ livePhotoVideoId }) => (livePhotoVideoId === null ? [] : [livePhotoVideoId]));
  const found = await inChunks(clipIds, (chunk) => members(store).where('asset.id', 'in', chunk).execute());
  const clips = new Map(found.map((clip) => [clip.id, clip]));
  return selected.flatMap((member) => {
    const clip = clips.get(member.livePhotoVideoId ?? '');
    return clip === undefined ? [member] : [member, clip];
  });
}

/** Fills archives in order; one is full once it is larger than `archiveSize`. */
function splitIntoArchives(all: readonly Member[], archiveSize: number): DownloadArchiveInfo[] {
  const archives: DownloadArchiveInfo[] = [];
  let open: DownloadArchiveInfo = { size: 0, assetIds: [] };
  for (const { id, fileSize } of all) {
    open.size += fileSize;
    open.assetIds.push(id);
    if (open.size <= archiveSize) continue;
    archives.push(open);
    open = { size: 0, assetIds: [] };
  }
  return open.assetIds.length === 0 ? archives : [...archives, open];
}

export const downloadRoutes: Routes = ({ store }, requires) => {
  const app = new Hono<ApiEnv>();

  app.post('/download/info', requires('asset.download', { visitors: 'too' }), async (c) => {
    const body = await readBody(c, selection);
    const all = await withClips(store, await selectedMembers(store, c.var.caller, body));
    const archives = splitIntoArchives(all, body.archiveSize ?? defaultArchiveSize);
    const totalSize = archives.reduce((total, { size }) => total + size, 0);
    return answer<DownloadResponseDto>({ totalSize, archives }, 201);
  });

  return app;
};
