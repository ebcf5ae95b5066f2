/** `/faces`, and `PUT /people/{id}/reassign`: the faces on pictures, and whose they are. */
import type { AssetFaceResponseDto, PersonResponseDto } from '@immich/sdk';
import { Hono } from 'hono';
import * as z from 'zod';
import { assignFaces, createFace, deleteFace } from '../store/face-changes.ts';
import { facesOfPersonOn, facesOnAsset } from '../store/face-queries.ts';
import type { FaceRow } from '../store/people-queries.ts';
import { accessibleAssets, requireAssets } from './access.ts';
import { answer, noContent } from './answer.ts';
import type { Routes } from './app.ts';
import type { ApiEnv } from './context.ts';
import { invalid, noAccess } from './errors.ts';
import { requireFace, requirePerson } from './person-access.ts';
import { faceDto, personDto } from './person-dto.ts';
import { readBody, readId, readQuery, uuid } from './validation.ts';
import type { Wire } from './wire.ts';

const one = z.object({ id: uuid });
const deletion = z.object({ force: z.boolean() });
const reassignment = z.object({ data: z.array(z.object({ assetId: uuid, personId: uuid })) });
const drawing = z.object({
  assetId: uuid,
  personId: uuid,
  imageWidth: z.int(),
  imageHeight: z.int(),
  x: z.int(),
  y: z.int(),
  width: z.int(),
  height: z.int(),
});

/** Far above any camera. */
const mostPixels = 1_000_000;

/** The part of the rectangle that lies in the picture; throws 400 where there is none, which Immich would keep. */
function rectangleOf({ imageWidth, imageHeight, x, y, width, height }: z.infer<typeof drawing>) {
  const sizes = [imageWidth, imageHeight, width, height];
  if (sizes.some((size) => size < 1 || size > mostPixels)) throw invalid([], 'The picture and the face need a size');
  const [x1, y1] = [Math.max(0, x), Math.max(0, y)];
  const [x2, y2] = [Math.min(imageWidth, x + width), Math.min(imageHeight, y + height)];
  if (x1 >= x2 || y1 >= y2) throw invalid([], 'The face must lie in the picture');
  return { imageWidth, imageHeight, x1, y1, x2, y2 };
}

export const faceRoutes: Routes = ({ store }, requires) => {
  const app = new Hono<ApiEnv>();

  app.get('/faces', requires('face.read'), async (c) => {
    const { id } = readQuery(c, one);
    await requireAssets(store, c.var.caller, 'asset.read', [id]);
    const faces = await facesOnAsset(store, id, c.var.caller.user.id);
    return answer<Wire<AssetFaceResponseDto>[]>(faces.map(faceDto));
  });

  app.post('/faces', requires('face.create'), async (c) => {
    const face = await readBody(c, drawing);
    await requireAssets(store, c.var.caller, 'asset.update', [face.assetId]);
    await requirePerson(store, c.var.caller, 'person.read', face.personId);
    await createFace(store, { assetId: face.assetId, personId: face.personId, ...rectangleOf(face) });
    return new Response(null, { status: 201 });
  });

  app.on(['PUT', 'PATCH'], '/faces/:id', requires('face.update'), async (c) => {
    // The path names the person, the body the face.
    const personId = readId(c);
    const { id } = await readBody(c, one);
    const person = await requirePerson(store, c.var.caller, 'person.update', personId);
    await assignFaces(store, [await requireFace(store, c.var.caller, 'person.create', id)], personId);
    return answer<PersonResponseDto>(personDto(person));
  });

  app.delete('/faces/:id', requires('face.delete'), async (c) => {
    const id = readId(c);
    await readBody(c, deletion);
    await deleteFace(store, await requireFace(store, c.var.caller, 'face.delete', id));
    return noContent();
  });

  app.put('/people/:id/reassign', requires('person.reassign'), async (c) => {
    const personId = readId(c);
    const { data } = await readBody(c, reassignment);
    const { caller } = c.var;
    const person = await requirePerson(store, caller, 'person.update', personId);
    const faces: FaceRow[] = [];
    for (const { assetId, personId: from } of data) faces.push(...(await facesOfPersonOn(store, from, assetId)));
    const assetIds = faces.map(({ assetId }) => assetId);
    const own = await accessibleAssets(store, caller.user.id, 'asset.update', assetIds);
    if (assetIds.some((id) => !own.has(id))) throw noAccess('person.create');
    await assignFaces(store, faces, personId);
    return answer<PersonResponseDto[]>(data.map(() => personDto(person)));
  });

  return app;
};
