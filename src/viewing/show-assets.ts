/** Shows assets to a model: each in a line of the list, and its picture after a caption. */
import type { JsonObject } from '../catalog/json.ts';
import { type Result, success } from '../catalog/result.ts';
import type { AnswerImage } from '../catalog/tool.ts';
import { cutOut, expectedCut } from './cut-out.ts';
import type { Eyes, LookingCall, PictureSize, Region, SeenAsset } from './eyes.ts';
import { gatherPictures } from './gather-pictures.ts';
import { type Dimensions, expectedTokens, pictureTokens } from './picture-cost.ts';
import { type ReadyPicture, readyPicture } from './ready-picture.ts';
import { assetLine, captionOf, nameRoom } from './tell-assets.ts';
import { withinLimit } from './token-limit.ts';

/** What of each asset is shown. */
export interface Wish {
  readonly size: Exclude<PictureSize, 'full'>;
  /** Of the only asset. */
  readonly region: Region | undefined;
  readonly maxTokens: number;
}

export interface Shown {
  /** In the order of the assets, numbered from 1. */
  readonly lines: readonly JsonObject[];
  readonly images: readonly AnswerImage[];
  readonly tokens: number;
}

/** A picture, and where it was cut out of another one, how large that is. */
interface View {
  readonly picture: ReadyPicture;
  readonly of?: Dimensions;
}

/** Asks for no picture where they would cost more than agreed to. One that is not there says why; the others still come. */
export async function showAssets(
  eyes: Eyes,
  assets: readonly SeenAsset[],
  wish: Wish,
  call: LookingCall,
): Promise<Result<Shown>> {
  const expected = assets.reduce((sum, asset) => sum + tokensBefore(asset, wish), 0);
  const agreed = withinLimit(expected, wish.maxTokens, otherWays(wish));
  if (!agreed.ok) return agreed;
  const views = await gatherPictures(assets, (asset) => look(eyes, asset, wish, call), call);
  if (!views.ok) return views;
  const images: AnswerImage[] = [];
  let tokens = 0;
  const lines = assets.map((asset, at): JsonObject => {
    const line = assetLine(asset, at + 1, nameRoom.few);
    const view = views.value[at];
    if (view === undefined) return line;
    if (!view.ok) return { ...line, picture: `None: ${view.failure.message}` };
    const { picture, of } = view.value;
    tokens += pictureTokens(picture);
    images.push(imageBlock(picture, captionOf(asset, at + 1)));
    return of === undefined ? line : { ...line, cut_from: `${of.width} x ${of.height} px` };
  });
  const paid = withinLimit(tokens, wish.maxTokens, otherWays(wish));
  return paid.ok ? success({ lines, images, tokens }) : paid;
}

/** A picture as it goes into an answer. */
export function imageBlock({ mimeType, bytes }: ReadyPicture, caption: string): AnswerImage {
  return { caption, mimeType, data: Buffer.from(bytes).toString('base64') };
}

async function look(eyes: Eyes, asset: SeenAsset, { size, region }: Wish, call: LookingCall): Promise<Result<View>> {
  if (region !== undefined) return cutOut(eyes, asset, region, call);
  const picture = await readyPicture(eyes, asset, size, call);
  return picture.ok ? success({ picture: picture.value }) : picture;
}

function tokensBefore(asset: SeenAsset, { size, region }: Wish): number {
  return region === undefined ? expectedTokens(asset, size) : pictureTokens(expectedCut(asset, region));
}

function otherWays({ size, region }: Wish): string {
  if (region !== undefined) return 'Cut out less';
  return size === 'thumb' ? 'Name fewer assets' : 'Name fewer assets, take size thumb';
}
