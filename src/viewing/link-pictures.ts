/** Answers with addresses of pictures in place of pictures. */
import type { JsonObject } from '../catalog/json.ts';
import type { CallLinks, LinkedPicture } from '../catalog/picture-link.ts';
import { shortFileName } from '../catalog/short-text.ts';
import type { Answer } from '../catalog/tool.ts';
import type { Looked } from './eyes.ts';
import { assetLine, nameRoom, tellUnseen } from './tell-assets.ts';

/** The list with an address in each line, and the same as links for the client. Nothing is fetched, so it costs no picture's tokens. */
export function linkPictures(looked: Looked, size: LinkedPicture['size'], { addressOf, minutes }: CallLinks): Answer {
  const linked = looked.found.map((asset) => ({ asset, uri: addressOf({ id: asset.id, size }) }));
  const assets = linked.map(
    ({ asset, uri }, at): JsonObject => ({ ...assetLine(asset, at + 1, nameRoom.few), picture: uri }),
  );
  return {
    data: { assets, ...tellUnseen(looked), links_end_in_minutes: minutes, image_tokens: 0 },
    links: linked.map(({ asset, uri }) => ({ uri, name: shortFileName(asset.file, nameRoom.few) })),
  };
}
