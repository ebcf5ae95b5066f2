/** Tools that tell what is known of one photo, and of all of them in figures. */
import * as z from 'zod';
import { success } from '../../catalog/result.ts';
import { lookUpPhoto, withPhoto } from '../changes/photo-lookup.ts';
import { fullPhoto } from '../present/photo.ts';
import { photoAlone } from '../present/photo-alone.ts';
import { photoId } from './arguments.ts';
import { defineTool } from './define.ts';

export const photosGet = defineTool({
  name: 'photoprism_photos_get',
  title: 'Get PhotoPrism photo',
  description: 'Returns what is known of one photo: caption, labels, people, albums, camera, place, files.',
  toolset: 'photoprism_photos',
  effect: 'read',
  permission: 'view',
  scopes: ['photos'],
  input: z.strictObject({
    photo_id: photoId,
    detail: z.enum(['compact', 'full']).default('compact').describe("full: PhotoPrism's object"),
  }),
  output: z.looseObject({}),
  async run({ photo_id, detail }, library, call) {
    const photo = withPhoto(await lookUpPhoto(library, photo_id, call));
    if (!photo.ok) return photo;
    const { detail: found } = photo.value;
    return success({ data: detail === 'full' ? fullPhoto(found, library.links) : photoAlone(found, library.links) });
  },
});

/** What is told also where there is none: a figure that is missing could be taken for one that is not known. */
const alwaysTold = ['photos', 'videos', 'favorites', 'archived', 'review', 'albums', 'people', 'labels'];

export const statistics = defineTool({
  name: 'photoprism_statistics',
  title: 'Count PhotoPrism photos',
  description:
    'Counts photos, videos, favorites, archived ones, those in review, albums, people and labels of the library.',
  toolset: 'photoprism_photos',
  effect: 'read',
  permission: 'view',
  scopes: ['config'],
  input: z.strictObject({}),
  output: z.looseObject({ count: z.looseObject({}) }),
  async run(_input, library, call) {
    const config = await library.config(call, { fresh: true });
    if (!config.ok) return config;
    const { count, version, edition, readOnly } = config.value;
    const counted = Object.entries(count).filter(
      ([name, number]) => (number > 0 || alwaysTold.includes(name)) && /^[a-z]\w{0,30}$/i.test(name),
    );
    return success({
      data: {
        version: version.slice(0, 60),
        edition: edition?.slice(0, 20),
        read_only: readOnly || undefined,
        count: Object.fromEntries(counted.slice(0, 40)),
      },
    });
  },
});
