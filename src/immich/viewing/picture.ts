/** The pictures that Immich makes of an asset. */
import { AssetMediaSize, viewAsset } from '@immich/sdk';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { Picture, PictureSize, SeenAsset } from '../../viewing/eyes.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';

/** Immich sends the original as `fullsize` where browsers show it, a picture of full size where it makes some, or the preview. */
const sizes = {
  thumb: AssetMediaSize.Thumbnail,
  preview: AssetMediaSize.Preview,
  full: AssetMediaSize.Fullsize,
} as const satisfies Record<PictureSize, AssetMediaSize>;

/** Greatest answers, in bytes. */
const mostBytes = { thumb: 4_000_000, preview: 24_000_000, full: 120_000_000 } as const;

/**
 * The picture as Immich sends it; `not_found` where it has made none. Of an asset that was edited in Immich (cropped, turned), the
 * edited one, as people see it: what somebody cut away is shown to nobody. Of any other the edited one is not asked for, because
 * then Immich would not send the original as `fullsize`.
 */
export async function readAssetPicture(
  library: ImmichLibrary,
  { id, isEdited }: Pick<SeenAsset, 'id' | 'isEdited'>,
  size: PictureSize,
  call: RequestCall,
): Promise<Result<Picture>> {
  const limits = { ...call, maxBytes: mostBytes[size] };
  const answer = await library.request(
    (sdk) => viewAsset({ id, size: sizes[size], ...(isEdited ? { edited: true } : {}) }, sdk),
    limits,
  );
  if (!answer.ok) return isAbsent(answer) ? noPicture(library) : answer;
  const mimeType = answer.value.type.replace(/;.*/, '').trim();
  return success({ mimeType, bytes: new Uint8Array(await answer.value.arrayBuffer()) });
}

/** Immich's own 404, and not that of something in front of it. */
function isAbsent({ failure }: { readonly failure: { readonly code: string; readonly message: string } }): boolean {
  return failure.code === 'not_found' && failure.message.startsWith('Not found (404');
}

function noPicture(library: ImmichLibrary): Result<never> {
  return failed('not_found', `${library.name} has made no picture of this file, or not yet.`);
}
