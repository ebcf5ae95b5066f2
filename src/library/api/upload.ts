/** `POST /assets` and `/assets/bulk-upload-check`: taking files in, each once. */
import { join } from 'node:path';
import type { AssetBulkUploadCheckResponseDto, AssetBulkUploadCheckResult, AssetMediaResponseDto } from '@immich/sdk';
import { Hono } from 'hono';
import * as z from 'zod';
import { mimeTypeOfName } from '../media/mime-types.ts';
import { addToAlbum } from '../store/album-changes.ts';
import type { Store } from '../store/open.ts';
import { addSharedLinkAssets, type SharedLinkRow } from '../store/shared-links.ts';
import { findTwins, storedChecksum } from '../store/upload-twins.ts';
import { answer } from './answer.ts';
import type { Routes } from './app.ts';
import type { ApiCaller, ApiContext, ApiEnv } from './context.ts';
import { badRequest, unauthorized } from './errors.ts';
import { requireClip } from './live-photos.ts';
import { readJson } from './request-body.ts';
import { removeStaleUploads } from './stale-uploads.ts';
import { plainFileName, type ReceivedFile, type ReceivedForm, receiveForm } from './upload-form.ts';
import { check, isoDateTime, queryBoolean, readBody, uuid, visibility } from './validation.ts';
import type { Wire } from './wire.ts';

type MediaDto = Wire<AssetMediaResponseDto>;

const uploadFields = z.object({
  fileCreatedAt: isoDateTime,
  fileModifiedAt: isoDateTime,
  filename: z.string().optional(),
  isFavorite: queryBoolean.optional(),
  visibility: visibility.optional(),
  livePhotoVideoId: uuid.optional(),
  duration: z.coerce.number().int().min(0).optional(),
});
const checkBody = z.object({
  assets: z.array(z.object({ id: z.string(), checksum: z.string() })).min(1),
});

const fileField = 'assetData';
const sidecarField = 'sidecarData';

/** To a visitor this would tell what the library has without their having it. */
async function twinOfHeader({ store }: ApiContext, caller: ApiCaller, checksum: string | undefined) {
  if (checksum === undefined || caller.link !== undefined) return undefined;
  const stored = storedChecksum(checksum);
  return (await findTwins(store, caller.user.id, [stored])).get(stored);
}

function isForm(request: Request): boolean {
  return (request.headers.get('content-type') ?? '').toLowerCase().startsWith('multipart/form-data');
}

/** The file and the fields, checked in Immich's order: kind of file, fields, presence, size. */
function checkedForm({ fields, files }: ReceivedForm): { file: ReceivedFile; body: z.infer<typeof uploadFields> } {
  const file = files.get(fileField);
  if (file !== undefined && mimeTypeOfName(file.fileName) === undefined) {
    throw badRequest(`Unsupported file type ${file.fileName}`);
  }
  const body = check(uploadFields, fields);
  if (file === undefined) throw badRequest('File is required');
  if (file.bytes === 0) throw badRequest('File is empty');
  return { file, body };
}

/** The name that the client gives beside the file counts, if it is one of a photo or video. */
function nameOf(file: ReceivedFile, wanted: string | undefined): string {
  const name = plainFileName(wanted ?? '');
  if (name === '') return file.fileName;
  if (mimeTypeOfName(name) === undefined) throw badRequest(`Unsupported file type ${name}`);
  return name;
}

/** A visitor says what a photo is, not where it belongs in somebody else's library. */
function withoutVisitorsWishes(body: z.infer<typeof uploadFields>): z.infer<typeof uploadFields> {
  const { fileCreatedAt, fileModifiedAt, filename } = body;
  return { fileCreatedAt, fileModifiedAt, filename };
}

/**
 * A visitor's new photo is shown by the link that it came by. One that the library has already is not: that would let a visitor
 * open assets that are not shown.
 */
async function showByLink(store: Store, { id, albumId }: SharedLinkRow, assetId: string): Promise<void> {
  if (albumId === null) await addSharedLinkAssets(store, id, [assetId]);
  else await addToAlbum(store, albumId, [assetId]);
}

async function takeIn({ store, dataDir }: ApiContext, caller: ApiCaller, form: ReceivedForm): Promise<MediaDto> {
  const { link } = caller;
  const { file, body: asked } = checkedForm(form);
  const body = link === undefined ? asked : withoutVisitorsWishes(asked);
  const fileName = nameOf(file, body.filename);
  const ownerId = caller.user.id;
  const { fileCreatedAt, fileModifiedAt, isFavorite, visibility: wanted, livePhotoVideoId } = body;
  if (livePhotoVideoId !== undefined) await requireClip(store, ownerId, livePhotoVideoId);
  const { takeInUpload } = await import('../indexing/take-in-upload.ts');
  const taken = await takeInUpload(store, {
    tempPath: file.tempPath,
    fileName,
    ownerId,
    dataDir,
    checksum: file.checksum,
    fileCreatedAt,
    fileModifiedAt,
    isFavorite,
    visibility: wanted,
    livePhotoVideoId,
    sidecarPath: link === undefined ? form.files.get(sidecarField)?.tempPath : undefined,
  });
  if (link !== undefined && taken.status === 'created') await showByLink(store, link, taken.id);
  return taken;
}

async function checkUploads({ store }: ApiContext, caller: ApiCaller, assets: z.infer<typeof checkBody>['assets']) {
  const checksums = assets.map(({ checksum }) => storedChecksum(checksum));
  const twins = await findTwins(store, caller.user.id, checksums);
  return assets.map(({ id, checksum }): Wire<AssetBulkUploadCheckResult> => {
    const twin = twins.get(storedChecksum(checksum));
    if (twin === undefined) return { id, action: 'accept' };
    return { id, action: 'reject', reason: 'duplicate', assetId: twin.id, isTrashed: twin.isTrashed };
  });
}

export const uploadRoutes: Routes = (context, requires) => {
  const app = new Hono<ApiEnv>();
  const incomingDir = join(context.dataDir, 'incoming');
  let cleaned: Promise<void> | undefined;

  app.post('/assets', requires('asset.upload', { visitors: 'too' }), async (c) => {
    const request = c.req.raw;
    const { caller } = c.var;
    if (caller.link?.allowUpload === 0) throw unauthorized('Unauthorized');
    const twin = await twinOfHeader(context, caller, c.req.header('x-immich-checksum'));
    if (twin !== undefined) {
      await request.body?.cancel();
      return answer<MediaDto>({ status: 'duplicate', id: twin.id });
    }
    if (!isForm(request)) {
      check(uploadFields, await readJson(request));
      throw badRequest('File is required');
    }
    cleaned ??= removeStaleUploads(incomingDir);
    await cleaned;
    const form = await receiveForm(request, {
      incomingDir,
      fileFields: [fileField, sidecarField],
      maxFileBytes: context.maxUploadBytes,
    });
    try {
      const outcome = await takeIn(context, caller, form);
      if (outcome.status === 'created') context.onUpload?.(caller.user.id);
      return answer<MediaDto>(outcome, outcome.status === 'created' ? 201 : 200);
    } finally {
      await form.discard();
    }
  });

  app.post('/assets/bulk-upload-check', requires('asset.upload'), async (c) => {
    const { assets } = await readBody(c, checkBody);
    const results = await checkUploads(context, c.var.caller, assets);
    return answer<Wire<AssetBulkUploadCheckResponseDto>>({ results });
  });

  return app;
};
