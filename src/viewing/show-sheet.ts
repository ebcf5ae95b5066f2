/** Shows assets to a model as one contact sheet, with the list that says what its numbers are. */
import type { JsonObject } from '../catalog/json.ts';
import { type Result, success } from '../catalog/result.ts';
import type { AnswerImage } from '../catalog/tool.ts';
import type { Eyes, LookingCall, SeenAsset } from './eyes.ts';
import { gatherPictures } from './gather-pictures.ts';
import { pictureTokens, usualSize } from './picture-cost.ts';
import { readPicture } from './read-picture.ts';
import { drawSheet } from './sheet/draw-sheet.ts';
import { layoutSheet } from './sheet/layout.ts';
import { imageBlock } from './show-assets.ts';
import { assetLine, nameRoom } from './tell-assets.ts';

/** Assets on one sheet: more could not be told from each other. */
export const mostOnSheet = 60;

/** A cell whose shorter side has more pixels than this takes a preview to fill it; a thumbnail has about 250. */
const roomForPreview = 320;

export interface ShownSheet {
  readonly lines: readonly JsonObject[];
  readonly image: AnswerImage;
  readonly tokens: number;
}

/** One to `mostOnSheet` assets, numbered from `first`. One without a picture has an empty cell, and says why. */
export async function showSheet(
  eyes: Eyes,
  assets: readonly SeenAsset[],
  first: number,
  call: LookingCall,
): Promise<Result<ShownSheet>> {
  const expected = layoutSheet(assets.map(({ size }) => size ?? usualSize));
  const hasLarge = expected.cells.some(({ width, height }) => Math.min(width, height) > roomForPreview);
  const size = hasLarge ? 'preview' : 'thumb';
  const pictures = await gatherPictures(assets, (asset) => readPicture(eyes, asset, size, call), call);
  if (!pictures.ok) return pictures;
  const entries = assets.map((asset, at) => {
    const picture = pictures.value[at];
    return { asset, number: first + at, picture: picture?.ok ? picture.value : undefined };
  });
  const { sheet, broken } = await drawSheet(entries);
  const lines = entries.map(({ asset, number }, at): JsonObject => {
    const line = assetLine(asset, number, nameRoom.many);
    const picture = pictures.value[at];
    if (picture?.ok === false) return { ...line, picture: `None: ${picture.failure.message}` };
    return broken.has(number) ? { ...line, picture: 'None: it is damaged.' } : line;
  });
  const caption = `Contact sheet, ${first} to ${first + assets.length - 1}`;
  return success({ lines, image: imageBlock(sheet, caption), tokens: pictureTokens(sheet) });
}
