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
export async function readPicture(
  eyes: Eyes,
  asset: SeenAsset,
  size: PictureSize,
  call: LookingCall,
): Promise<Result<Picture>> {
  const key = { account: eyes.account, id: asset.id, version: asset.version, size };
  // Without a version nobody could tell a kept picture from the one that has taken its place.
  const cache = asset.version === '' ? undefined : eyes.cache;
  const kept = await cache?.read(key);
  if (kept !== undefined) return success(kept);
  const sent = await eyes.picture(asset, size, call);
  if (!sent.ok) return sent;
  const { bytes } = sent.value;
  if (bytes.length > mostBytes[size]) return failed('unexpected', `${eyes.library} sent a picture that is too large.`);
  const mimeType = pictureType(bytes);
  if (mimeType === undefined) {
    return failed('unsupported', `${eyes.library} sent something else than a picture that can be shown here.`);
  }
  const picture = { mimeType, bytes };
  await cache?.write(key, picture);
  return success(picture);
}
