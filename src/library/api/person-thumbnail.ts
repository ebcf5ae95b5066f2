/** A person's picture: their face, cut out of a preview when it is asked for. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { previewPath } from '../media/rendition-paths.ts';
import { assetRows } from '../store/asset-changes.ts';
import { type FaceRow, featuredFace, type PersonRow } from '../store/people-queries.ts';
import type { ApiContext } from './context.ts';
import { notFound } from './errors.ts';

/** When the preview was made; undefined where it is not there. */
async function madeAt(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
}

/** The code that reads originals is only loaded when somebody deleted the preview. */
async function remakePreview({ store, dataDir }: ApiContext, assetId: string): Promise<void> {
  const { ensureRenditions } = await import('../indexing/remake-renditions.ts');
  for (const asset of await assetRows(store, [assetId])) await ensureRenditions(dataDir, asset);
}

/** Another one for another face, another rectangle or another picture. */
function tagOf({ id, x1, y1, x2, y2, imageWidth, imageHeight }: FaceRow, previewMadeAt: number): string {
  const facts = [id, x1, y1, x2, y2, imageWidth, imageHeight, previewMadeAt].join(' ');
  return `W/"${createHash('sha1').update(facts).digest('hex')}"`;
}

/** Sends the face that stands for the person, 304 when the client has it; throws 404 where there is none. */
export async function answerPersonThumbnail(
  context: ApiContext,
  request: Request,
  person: PersonRow,
): Promise<Response> {
  const face = await featuredFace(context.store, person);
  if (face === undefined) throw notFound();
  const path = previewPath(context.dataDir, face.assetId);
  if (!existsSync(path)) await remakePreview(context, face.assetId);
  const made = await madeAt(path);
  if (made === undefined) throw notFound();
  const etag = tagOf(face, made);
  const headers = { etag, 'cache-control': 'private, no-cache, no-transform', 'accept-ranges': 'bytes' };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  const { cutOutFace } = await import('../media/face-picture.ts');
  const picture = await cutOutFace(path, face);
  const body = new Uint8Array(picture);
  return new Response(body, {
    headers: {
      ...headers,
      'content-type': 'image/jpeg',
      'content-length': String(body.length),
      'x-content-type-options': 'nosniff',
    },
  });
}
