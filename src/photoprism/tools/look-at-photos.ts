/** Tools that look at photos of which the id or name is known, and the one that counts them. */
import * as z from 'zod';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { AnswerImage } from '../../catalog/tool.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import { shownTypes } from '../../viewing/picture-type.ts';
import { type KnownPhoto, lookUpPhoto, lookUpSomePhotos, withPhoto } from '../changes/photo-lookup.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { primaryFile } from '../photo-detail.ts';
import type { PictureSize } from '../picture.ts';
import { fullPhoto } from '../present/photo.ts';
import { photoAlone } from '../present/photo-alone.ts';
import { isShown } from '../viewing/seen-photo.ts';
import { photoId, photoIds } from './arguments.ts';
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

/** Pictures in one answer. */
const mostPictures = 12;

/** Bytes that all pictures of an answer may have together; hosts refuse more. */
const mostBytes = 8_000_000;

export const photosView = defineTool({
  name: 'photoprism_photos_view',
  title: 'View PhotoPrism photos',
  description: `Shows up to ${mostPictures} photos as pictures, of videos a still, of private photos nothing. Costs far more tokens than photoprism_photos_get.`,
  toolset: 'photoprism_photos',
  effect: 'read',
  permission: 'view',
  scopes: ['photos', 'config'],
  slim: true,
  input: z.strictObject({
    photo_ids: photoIds.refine((ids) => ids.length <= mostPictures, `must name at most ${mostPictures}`),
    size: z.enum(['tile_224', 'tile_500', 'fit_720', 'fit_1280', 'fit_1920']).default('fit_720').describe('In pixels'),
  }),
  output: z.looseObject({ photos: z.array(z.looseObject({ id: z.string() })) }),
  async run({ photo_ids, size }, library, call) {
    // A picture opens to everybody who has its address: only what this token may see is looked for.
    const looked = await lookUpSomePhotos(library, photo_ids, call);
    if (!looked.ok) return looked;
    const { found, missing } = looked.value;
    const shown = found.filter(({ detail }) => isShown(detail));
    const limits = { ...call, maxBytes: Math.floor(mostBytes / Math.max(1, shown.length)) };
    const pictures = await inParallel(shown, async (photo) => success(await pictureOf(photo, size, library, limits)));
    if (!pictures.ok) return pictures;
    const images = pictures.value.flatMap((picture) => (picture.ok ? [picture.value] : []));
    const broken = pictures.value.find((picture) => !picture.ok);
    if (images.length === 0 && shown.length === found.length && broken?.ok === false) return broken;
    const photos = found.map((photo): JsonObject => {
      if (!isShown(photo.detail)) return { ...photo.view, private: true, picture: 'Not shown: the photo is private.' };
      const picture = pictures.value[shown.indexOf(photo)];
      return picture?.ok === false ? { ...photo.view, picture: `None: ${picture.failure.message}` } : photo.view;
    });
    return success({ data: { photos, missing: missing.length === 0 ? undefined : missing }, images });
  },
});

async function pictureOf(
  { detail, view }: KnownPhoto,
  size: PictureSize,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<AnswerImage>> {
  const hash = primaryFile(detail)?.Hash ?? '';
  if (hash === '') return failed('not_found', `${library.name} has no picture of this photo.`);
  const picture = await library.picture(hash, size, call);
  if (!picture.ok) return picture;
  const { mimeType, bytes } = picture.value;
  if (!shownTypes.some((type) => type === mimeType)) {
    return failed('unsupported', `${library.name} sent a picture that cannot be shown here (${mimeType}).`);
  }
  // Quoted, as everything that others wrote.
  const caption = JSON.stringify(view.file ?? view.id);
  return success({ caption, mimeType, data: Buffer.from(bytes).toString('base64') });
}

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
    const config = await library.config(call);
    if (!config.ok) return config;
    const { count, version, edition, readOnly } = config.value;
    const counted = Object.entries(count).filter(([name, number]) => number > 0 && /^[a-z]\w{0,30}$/i.test(name));
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
