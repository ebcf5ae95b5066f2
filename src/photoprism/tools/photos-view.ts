/** The tool that shows photos in the sizes that PhotoPrism makes of them. */
import * as z from 'zod';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { shortFileName } from '../../catalog/short-text.ts';
import type { AnswerImage } from '../../catalog/tool.ts';
import type { SeenAsset } from '../../viewing/eyes.ts';
import { gatherPictures } from '../../viewing/gather-pictures.ts';
import { imageBlock } from '../../viewing/show-assets.ts';
import { nameRoom } from '../../viewing/tell-assets.ts';
import { noneExists } from '../changes/photo-lookup.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import type { PictureSize } from '../picture.ts';
import { compactPhoto } from '../present/photo.ts';
import { lookUpRows } from '../viewing/look-up.ts';
import { readSizedPicture } from '../viewing/picture.ts';
import { isShown, seenPhoto } from '../viewing/seen-photo.ts';
import { photoIds } from './arguments.ts';
import { defineTool } from './define.ts';

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
    const looked = await lookUpRows(photo_ids, library, call);
    if (!looked.ok) return looked;
    const { found, missing } = looked.value;
    if (found.length === 0) return noneExists(missing.length);
    const shown = found.filter(isShown);
    const wish = { size, mostBytes: Math.floor(mostBytes / shown.length) };
    const gathered = await gatherPictures(shown.map(seenPhoto), (photo) => pictureOf(photo, wish, library, call), call);
    if (!gathered.ok) return gathered;
    const pictures = new Map(gathered.value.map((picture, at) => [shown[at], picture]));
    const [none] = gathered.value;
    if (none?.ok === false && found.every((photo) => pictures.get(photo)?.ok === false)) return none;
    return success({
      data: {
        photos: found.map((photo) => ({ ...compactPhoto(photo), ...tellPicture(pictures.get(photo)) })),
        missing: missing.length === 0 ? undefined : missing,
      },
      images: gathered.value.flatMap((picture) => (picture.ok ? [picture.value] : [])),
    });
  },
});

/** What a line says of a picture that does not come with it; of a private photo there is none. */
function tellPicture(picture: Result<unknown> | undefined): JsonObject {
  if (picture === undefined) return { private: true, picture: 'Not shown: the photo is private.' };
  return picture.ok ? {} : { picture: `None: ${picture.failure.message}` };
}

async function pictureOf(
  photo: SeenAsset,
  wish: { readonly size: PictureSize; readonly mostBytes: number },
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<AnswerImage>> {
  const picture = await readSizedPicture(photo, wish.size, library, call);
  if (!picture.ok) return picture;
  if (picture.value.bytes.length > wish.mostBytes) {
    return failed('unsupported', 'The picture has too many bytes for an answer with so many: name fewer photos.');
  }
  // Quoted, as everything that others wrote.
  const name = shortFileName(photo.file, nameRoom.few) || photo.id;
  return success(imageBlock(picture.value, JSON.stringify(name)));
}
