/** The tool that lists faces: those that nobody has named, or all in a photo. */
import * as z from 'zod';
import { page } from '../../catalog/list-arguments.ts';
import { tellPage } from '../../catalog/paging.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { Answer } from '../../catalog/tool.ts';
import { photosOfFiles } from '../changes/file-photos.ts';
import { facesIn } from '../changes/marker-states.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { clusterView, faceView } from '../present/person.ts';
import { faceRow } from '../subject-row.ts';
import { readWholeList } from '../whole-list.ts';
import { photoId } from './arguments.ts';
import { defineTool } from './define.ts';

const facesPerPage = 100;

export const facesList = defineTool({
  name: 'photoprism_faces_list',
  title: 'List PhotoPrism faces',
  description:
    'Lists clusters of alike faces that have no name, each with a photo to look at; or with photo_id every face in that photo.',
  toolset: 'photoprism_people',
  effect: 'read',
  permission: 'search',
  scopes: ['people', 'photos'],
  input: z.strictObject({ photo_id: photoId.optional(), page }),
  output: z.looseObject({ total: z.int(), faces: z.array(z.looseObject({ id: z.string() })) }),
  run: ({ photo_id, page: number }, library, call) =>
    photo_id === undefined ? unknownFaces(number, library, call) : facesOfPhoto(photo_id, number, library, call),
});

async function unknownFaces(number: number, library: PhotoPrismLibrary, call: RequestCall): Promise<Result<Answer>> {
  const query = { unknown: true, hidden: false };
  const all = await readWholeList(library, { path: ['faces'], query, row: faceRow }, call);
  if (!all.ok) return all;
  const faces = all.value.rows.filter(({ SubjUID, Hidden }) => SubjUID === '' && !Hidden);
  const shown = faces.slice((number - 1) * facesPerPage, number * facesPerPage);
  const photos = await photosOfFiles(
    shown.map(({ FileUID }) => FileUID),
    library,
    call,
  );
  if (!photos.ok) return photos;
  return success({
    data: {
      ...tellPage({ page: number, wanted: facesPerPage, size: facesPerPage, total: faces.length }),
      faces: shown.map((face) => clusterView(face, photos.value.get(face.FileUID))),
    },
  });
}

async function facesOfPhoto(
  photoId: string,
  number: number,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<Answer>> {
  const faces = await facesIn(photoId, library, call);
  if (!faces.ok) return faces;
  if (faces.value === undefined) return failed('not_found', 'This photo does not exist.', 'Take ids from a search.');
  const shown = faces.value.slice((number - 1) * facesPerPage, number * facesPerPage);
  return success({
    data: {
      ...tellPage({ page: number, wanted: facesPerPage, size: facesPerPage, total: faces.value.length }),
      photo_id: photoId,
      area_is: 'left top width height, percent',
      faces: shown.map(faceView),
    },
  });
}
