/** `/assets/{id}/thumbnail`, `/original` and `/video/playback`: the files behind an asset. */
import { existsSync } from 'node:fs';
import { Hono } from 'hono';
import * as z from 'zod';
import { previewPath, thumbnailPath } from '../media/rendition-paths.ts';
import { assetRows } from '../store/asset-changes.ts';
import { type AssetAccess, allowedAssets, requireAssets } from './access.ts';
import type { Routes } from './app.ts';
import type { AssetRow } from './asset-parts.ts';
import type { ApiCaller, ApiContext, ApiEnv } from './context.ts';
import { notFound } from './errors.ts';
import { answerFile, type FileAnswer } from './file-answer.ts';
import { queryBoolean, readId, readQuery } from './validation.ts';

const thumbnailQuery = z.object({
  size: z.enum(['original', 'fullsize', 'preview', 'thumbnail']).optional(),
  edited: queryBoolean.optional(),
  key: z.string().optional(),
  slug: z.string().optional(),
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
  const allowed = await allowedAssets(context.store, caller, access, [id]);
  if (!allowed.has(id)) throw notFound();
  return visibleRow(context, caller, access, id);
}

/** Where `size=original` and `size=fullsize` lead; the client has to send its key there, too. A visitor's is in the address. */
function redirectOf(row: AssetRow, { size, edited, key, slug }: z.infer<typeof thumbnailQuery>): string | undefined {
  const kept = Object.entries({ edited, key, slug }).filter(([, value]) => value !== undefined);
  const rest = new URLSearchParams(kept.map(([name, value]): [string, string] => [name, String(value)])).toString();
  if (size === 'original') return `original?${rest}`;
  if (size !== 'fullsize') return undefined;
  if (browserTypes.has(row.mimeType) && edited !== true) return `original?${rest}`;
  return `/api/assets/${row.id}/thumbnail?size=preview${rest === '' ? '' : `&${rest}`}`;
}

function baseName(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  return dot <= 0 ? fileName : fileName.slice(0, dot);
}

function renditionOf(
  { dataDir }: ApiContext,
  row: AssetRow,
  size: 'preview' | 'thumbnail',
  namesFile: boolean,
): FileAnswer {
  const base = baseName(row.originalFileName);
  const [file, fileName] =
    size === 'preview'
      ? [{ path: previewPath(dataDir, row.id), contentType: 'image/jpeg' }, `${base}_preview.jpeg`]
      : [{ path: thumbnailPath(dataDir, row.id), contentType: 'image/webp' }, `${base}_thumbnail.webp`];
  return namesFile ? { ...file, fileName } : file;
}

/** The name of a file is one of the things that a link without metadata hides. */
const hidesMetadata = ({ link }: ApiCaller) => link?.showMetadata === 0;

/** The code that reads originals is only loaded when it is wanted. */
async function remakeRenditions({ dataDir }: ApiContext, row: AssetRow): Promise<void> {
  const { ensureRenditions } = await import('../indexing/remake-renditions.ts');
  await ensureRenditions(dataDir, row);
}

export const mediaRoutes: Routes = (context, requires) => {
  const app = new Hono<ApiEnv>();

  app.get('/assets/:id/thumbnail', requires('asset.view', { visitors: 'too' }), async (c) => {
    const id = readId(c);
    const query = readQuery(c, thumbnailQuery);
    const row = await visibleRow(context, c.var.caller, 'asset.view', id);
    const location = redirectOf(row, query);
    if (location !== undefined) return new Response(null, { status: 302, headers: { location } });
    if (row.hasRenditions === 0) throw notFound('Asset media not found');
    const size = query.size === 'preview' ? 'preview' : 'thumbnail';
    const rendition = renditionOf(context, row, size, !hidesMetadata(c.var.caller));
    if (!existsSync(rendition.path)) await remakeRenditions(context, row);
    return answerFile(c.req.raw, rendition);
  });

  app.get('/assets/:id/original', requires('asset.download', { visitors: 'too' }), async (c) => {
    const id = readId(c);
    readQuery(c, originalQuery);
    const row = await rowOrNotFound(context, c.var.caller, 'asset.download', id);
    const { originalPath: path, mimeType: contentType, originalFileName: fileName } = row;
    return answerFile(c.req.raw, { path, contentType, fileName });
  });

  app.get('/assets/:id/video/playback', requires('asset.view', { visitors: 'too' }), async (c) => {
    // What is played is the original, which says where and with what it was filmed.
    if (hidesMetadata(c.var.caller)) throw notFound();
    const row = await rowOrNotFound(context, c.var.caller, 'asset.view', readId(c));
    if (row.type !== 'VIDEO') throw notFound();
    return answerFile(c.req.raw, { path: row.originalPath, contentType: row.mimeType });
  });

  return app;
};
