/** Pictures of files, in the sizes that PhotoPrism makes. */
import { failed, type Result, success } from '../catalog/result.ts';

/** The sizes that PhotoPrism 2024 to 2026 knows. What is not rendered yet comes in the next smaller size that is. */
export const pictureSizes = [
  'tile_50',
  'tile_100',
  'tile_224',
  'tile_384',
  'tile_480',
  'tile_500',
  'tile_1080',
  'left_224',
  'right_224',
  'fit_720',
  'fit_1280',
  'fit_1600',
  'fit_1920',
  'fit_2048',
  'fit_2560',
  'fit_3840',
  'fit_4096',
  'fit_5120',
  'fit_7680',
] as const;
export type PictureSize = (typeof pictureSizes)[number];

export interface Picture {
  readonly mimeType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Pictures larger than this are not read: one of 7680 pixels has about 15 MB. */
export const mostPictureBytes = 64_000_000;

const pictureTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'];

/** True for the hash of a file, with or without the area of a crop behind it: nothing else goes into an address. */
export function isPictureHash(hash: string): boolean {
  return /^[0-9a-f]{8,64}(-[0-9a-f]{6,32})?$/i.test(hash);
}

/** The picture in a successful answer. PhotoPrism sends an icon with status 200 where it has none. */
export async function pictureIn(answer: Response, library: string): Promise<Result<Picture>> {
  const mimeType = (answer.headers.get('content-type') ?? '').replace(/;.*/, '').trim().toLowerCase();
  if (mimeType === 'image/svg+xml') {
    return failed(
      'not_found',
      `${library} has no picture of this: it sent an icon instead.`,
      'The file is broken or missing, or this PhotoPrism does not know the size; try fit_720.',
    );
  }
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (!pictureTypes.includes(mimeType) || bytes.length === 0) {
    return failed(
      'unexpected',
      `${library} sent something else instead of a picture.`,
      'Is PHOTOPRISM_BASE_URL right?',
    );
  }
  return success({ mimeType, bytes });
}
