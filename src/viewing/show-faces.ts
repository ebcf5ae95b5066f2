/** Shows faces: each cut out of its photo, all on one sheet, because one picture costs a model less than many. */
import type { JsonObject } from '../catalog/json.ts';
import { failed, type Result, success } from '../catalog/result.ts';
import type { Eyes, LookingCall, SeenAsset, SeenFace } from './eyes.ts';
import { faceCrop } from './face-crop.ts';
import { gatherPictures } from './gather-pictures.ts';
import { pictureTokens } from './picture-cost.ts';
import type { ReadyPicture } from './ready-picture.ts';
import { drawSheet } from './sheet/draw-sheet.ts';
import { gridOf } from './sheet/grid.ts';
import { assetLine, nameRoom } from './tell-assets.ts';

/** Pixels of one face, as wide as high: as many as a model needs to know somebody again. */
const side = 256;

/** Faces as they go into an answer. */
export interface ShownFaces {
  /** The asset of each, with its number. */
  readonly lines: readonly JsonObject[];
  /** Undefined where no face has a picture. */
  readonly sheet: ReadyPicture | undefined;
  readonly tokens: number;
}

/** Numbers and draws at least one face, in their order; one of which there is no picture has an empty cell, and says why. */
export async function showFaces(
  eyes: Eyes,
  faces: readonly SeenFace[],
  call: LookingCall,
): Promise<Result<ShownFaces>> {
  const places = new Map(faces.map(({ asset, box }) => [asset.id, box]));
  const assets = faces.map(({ asset }) => asset);
  const look = async (asset: SeenAsset) => {
    const box = places.get(asset.id);
    return box === undefined ? noFace : faceCrop(eyes, { asset, box }, side, call);
  };
  const crops = await gatherPictures(assets, look, call);
  if (!crops.ok) return crops;
  const lines = assets.map((asset, at): JsonObject => {
    const crop = crops.value[at];
    const line = assetLine(asset, at + 1, nameRoom.few);
    return crop?.ok === false ? { ...line, picture: `None: ${crop.failure.message}` } : line;
  });
  if (crops.value.every((crop) => !crop.ok)) return success({ lines, sheet: undefined, tokens: 0 });
  // A face is a still, also where it is out of a video.
  const entries = assets.map((asset, at) => {
    const crop = crops.value[at];
    return { number: at + 1, asset: { ...asset, isVideo: false }, picture: crop?.ok ? crop.value : undefined };
  });
  const { sheet } = await drawSheet(entries, gridOf(entries.length, side));
  return success({ lines, sheet, tokens: pictureTokens(sheet) });
}

const noFace = failed('not_found', 'There is no face in it.');
