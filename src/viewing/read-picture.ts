/** Reads the pictures of assets that this caller may look at: kept ones first, otherwise from the library, checked. */
import { failed, type Result, success } from '../catalog/result.ts';
import type { Eyes, LookingCall, Picture, PictureSize, SeenAsset } from './eyes.ts';
import { pictureType } from './picture-type.ts';

/** No picture of that size that a library makes has more bytes. */
const mostBytes = { thumb: 2_000_000, preview: 20_000_000, full: 120_000_000 } as const satisfies Record<
  PictureSize,
  number
>;

/**
 * The picture as the library made it, its type read from its own bytes. `asset` comes from `lookUp` or `select` of the same
 * call, so that the library has said that this caller may see it. Fails with `not_found` where there is no picture.
 */
export function readPicture(
  eyes: Eyes,
  asset: SeenAsset,
  size: PictureSize,
  call: LookingCall,
): Promise<Result<Picture>> {
  const bounds = { size, mostBytes: mostBytes[size] };
  return readSized(eyes, asset, bounds, () => eyes.picture(asset, size, call));
}

/** A size of pictures: the name under which they are kept, and how many bytes none of them exceeds. */
export interface SizeBounds {
  readonly size: string;
  readonly mostBytes: number;
}

/** The same in a size that only one kind of library has, which `fetch` gets from there. */
export async function readSized(
  { library, account, cache: pictures }: Pick<Eyes, 'library' | 'account' | 'cache'>,
  { id, version }: Pick<SeenAsset, 'id' | 'version'>,
  { size, mostBytes: most }: SizeBounds,
  fetch: () => Promise<Result<Picture>>,
): Promise<Result<Picture>> {
  const key = { account, id, version, size };
  // Without a version nobody could tell a kept picture from the one that has taken its place.
  const cache = version === '' ? undefined : pictures;
  const kept = await cache?.read(key);
  if (kept !== undefined) return success(kept);
  const sent = await fetch();
  if (!sent.ok) return sent;
  const { bytes } = sent.value;
  if (bytes.length > most) return failed('unexpected', `${library} sent a picture that is too large.`);
  const mimeType = pictureType(bytes);
  if (mimeType === undefined) {
    return failed('unsupported', `${library} sent something else than a picture that can be shown here.`);
  }
  const picture = { mimeType, bytes };
  await cache?.write(key, picture);
  return success(picture);
}
