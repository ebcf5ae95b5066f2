/** Shows faces: each cut out of its photo, all in one picture, because one costs a model less than many. */
import type { JsonObject } from '../catalog/json.ts';
import { failed, type Result, success } from '../catalog/result.ts';
import type { AnswerImage } from '../catalog/tool.ts';
import type { Eyes, LookingCall, SeenAsset, SeenFace } from './eyes.ts';
import { faceCrop } from './face-crop.ts';
import { drawFaceSheet, faceSheetSize, faceSide } from './face-sheet.ts';
import { gatherPictures } from './gather-pictures.ts';
import { pictureTokens } from './picture-cost.ts';
import { assetLine, nameRoom } from './tell-assets.ts';

/** Faces as they go into an answer. */
export interface ShownFaces {
  /** The asset of each, with its number. */
  readonly lines: readonly JsonObject[];
  /** Undefined where no face has a picture. */
  readonly image: Omit<AnswerImage, 'caption'> | undefined;
  readonly tokens: number;
}

/** What a sheet of so many faces costs. */
export function faceSheetTokens(count: number): number {
  return pictureTokens(faceSheetSize(count));
}

const noFace = failed('not_found', 'There is no face in it.');

/** Numbers and draws the faces, in their order; one of which there is no picture says why. */
export async function showFaces(
  eyes: Eyes,
  faces: readonly SeenFace[],
  call: LookingCall,
): Promise<Result<ShownFaces>> {
  const places = new Map(faces.map(({ asset, box }) => [asset.id, box]));
  const assets = faces.map(({ asset }) => asset);
  const look = async (asset: SeenAsset) => {
    const box = places.get(asset.id);
    return box === undefined ? noFace : faceCrop(eyes, { asset, box }, faceSide, call);
  };
  const crops = await gatherPictures(assets, look, call);
  if (!crops.ok) return crops;
  const lines = assets.map((asset, at): JsonObject => {
    const crop = crops.value[at];
    const line = assetLine(asset, at + 1, nameRoom.few);
    return crop?.ok === false ? { ...line, picture: `None: ${crop.failure.message}` } : line;
  });
  const drawn = crops.value.flatMap((crop, at) => (crop.ok ? [{ number: at + 1, picture: crop.value }] : []));
  if (drawn.length === 0) return success({ lines, image: undefined, tokens: 0 });
  const { mimeType, bytes } = await drawFaceSheet(drawn);
  const image = { mimeType, data: Buffer.from(bytes).toString('base64') };
  return success({ lines, image, tokens: faceSheetTokens(drawn.length) });
}
