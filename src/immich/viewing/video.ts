/** The videos of Immich, and the clips of its Live Photos, read in parts. */
import { getAssetInfo, playAssetVideo } from '@immich/sdk';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { LookingCall, SeenAsset, VideoStream } from '../../viewing/eyes.ts';
import type { ImmichLibrary, SdkOptions } from '../connection.ts';

/** No part is longer; only a server that pays no heed to ranges sends as much, and then all of the video. */
const mostBytes = 130_000_000;

/** Opens the video of an asset that this caller may see: what Immich plays, which may be smaller than the original. */
export async function openVideo(
  library: ImmichLibrary,
  asset: SeenAsset,
  call: LookingCall,
): Promise<Result<VideoStream>> {
  const id = asset.isVideo ? success(asset.id) : await clipOf(library, asset, call);
  if (!id.ok) return id;
  return success({ read: (range, { signal }) => readPart(library, id.value, range, signal) });
}

/** The asset that holds the clip of a Live Photo. */
async function clipOf(library: ImmichLibrary, { id }: SeenAsset, call: LookingCall): Promise<Result<string>> {
  const asset = await library.request((sdk) => getAssetInfo({ id }, sdk), call);
  if (!asset.ok) return asset;
  const { livePhotoVideoId } = asset.value;
  return livePhotoVideoId ? success(livePhotoVideoId) : failed('unsupported', 'This is a photo without a clip.');
}

async function readPart(
  library: ImmichLibrary,
  id: string,
  range: string,
  signal: AbortSignal,
): Promise<Result<Response>> {
  let part: Response | undefined;
  const played = await library.request(
    (sdk) =>
      playAssetVideo(
        { id },
        withRange(sdk, range, (answer) => (part = answer)),
      ),
    { signal, maxBytes: mostBytes },
  );
  if (!played.ok) return played;
  return part === undefined ? failed('unexpected', `${library.name} sent no video.`) : success(part);
}

/** The SDK hands on only a body, all of it: the answer is kept from it, with its headers and before its body is read. */
function withRange(sdk: SdkOptions, range: string, keep: (answer: Response) => void): SdkOptions {
  return {
    ...sdk,
    headers: { ...sdk.headers, range },
    fetch: async (input, init) => {
      if (sdk.fetch === undefined) throw new TypeError('a connection brings its own way to fetch');
      const answer = await sdk.fetch(input, init);
      if (!answer.ok) return answer;
      keep(answer);
      return new Response(null);
    },
  };
}
