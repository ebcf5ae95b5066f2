/** `/assets/{id}/thumbnail`, `/original` and `/video/playback`: the files behind an asset. */
import { existsSync } from 'node:fs';
import { Hono } from 'hono';
import * as z from 'zod';
import { previewPath, thumbnailPath } from '../media/rendition-paths.ts';
import { assetRows } from '../store/asset-changes.ts';
import { type AssetAccess, accessibleAssets, requireAssets } from './access.ts';
import type { Routes } from './app.ts';
import type { AssetRow } from './asset-parts.ts';
import type { ApiCaller, ApiContext, ApiEnv } from './context.ts';
import { notFound } from './errors.ts';
import { answerFile } from './file-answer.ts';
import { queryBoolean, readId, readQuery } from './validation.ts';

const thumbnailQuery = z.object({
  size: z.enum(['original', 'fullsize', 'preview', 'thumbnail']).optional(),
  edited: queryBoolean.optional(),
});
const originalQuery = z.object({ edited: queryBoolean.optional() });

/** What every browser shows as it is; of anything else, `fullsize` is the preview. */
const browserTypes = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif', 'image/bmp']);

async function visibleRow(
  { store }: ApiContext,
  caller: ApiCaller,
  access: AssetAccess,
  id: string,
): Promise<AssetRow> {
  await requireAssets(store, caller, access, [id]);
  const [row] = await assetRows(store, [id]);
  if (row === undefined) throw notFound();
  return row;
}

/** As Immich: where a file is asked for, no access is 404 and not 400. */
async function rowOrNotFound(
  context: ApiContext,
  caller: ApiCaller,
  access: AssetAccess,
  id: string,
): Promise<AssetRow> {
  const allowed = await accessibleAssets(context.store, caller.user.id, access, [id]);
  if (!allowed.has(id)) throw notFound();
  return visibleRow(context, caller, access, id);
}

/** Where `size=original` and `size=fullsize` lead; the client has to send its key there, too. */
function redirectOf(row: AssetRow, { size, edited }: z.infer<typeof thumbnailQuery>): string | undefined {
  const rest = edited === undefined ? '' : `edited=${edited}`;
  if (size === 'original') return `original?${rest}`;
  if (size !== 'fullsize') return undefined;
  if (browserTypes.has(row.mimeType) && edited !== true) return `original?${rest}`;
  return `/api/assets/${row.id}/thumbnail?size=preview${rest === '' ? '' : `&${rest}`}`;
}

function baseName(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  return dot <= 0 ? fileName : fileName.slice(0, dot);
}

function renditionOf({ dataDir }: ApiContext, row: AssetRow, size: 'preview' | 'thumbnail') {
  const base = baseName(row.originalFileName);
  return size === 'preview'
    ? { path: previewPath(dataDir, row.id), contentType: 'image/jpeg', fileName: `${base}_preview.jpeg` }
    : { path: thumbnailPath(dataDir, row.id), contentType: 'image/webp', fileName: `${base}_thumbnail.webp` };
}

/** The code that reads originals is only loaded when it is wanted. */
async function remakeRenditions({ dataDir }: ApiContext, row: AssetRow): Promise<void> {
  const { ensureRenditions } = await import('../indexing/remake-renditions.ts');
  await ensureRenditions(dataDir, row);
}

export const mediaRoutes: Routes = (context, requires) => {
  const app = new Hono<ApiEnv>();

  app.get('/assets/:id/thumbnail', requires('asset.view'), async (c) => {
    const id = readId(c);
    const query = readQuery(c, thumbnailQuery);
    const row = await visibleRow(context, c.var.caller, 'asset.view', id);
    const location = redirectOf(row, query);
    if (location !== undefined) return new Response(null, { status: 302, headers: { location } });
    if (row.hasRenditions === 0) throw notFound('Asset media not found');
    const rendition = renditionOf(context, row, query.size === 'preview' ? 'preview' : 'thumbnail');
    if (!existsSync(rendition.path)) await remakeRenditions(context, row);
    return answerFile(c.req.raw, rendition);
  });

  app.get('/assets/:id/original', requires('asset.download'), async (c) => {
    const id = readId(c);
    readQuery(c, originalQuery);
    const row = await rowOrNotFound(context, c.var.caller, 'asset.download', id);
    const { originalPath: path, mimeType: contentType, originalFileName: fileName } = row;
    return answerFile(c.req.raw, { path, contentType, fileName });
  });

  app.get('/assets/:id/video/playback', requires('asset.view'), async (c) => {
    const row = await rowOrNotFound(context, c.var.caller, 'asset.view', readId(c));
    if (row.type !== 'VIDEO') throw notFound();
    return answerFile(c.req.raw, { path: row.originalPath, contentType: row.mimeType });
  });

  return app;
};
