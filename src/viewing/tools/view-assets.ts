/** The tool that shows a model the pictures of a few assets. */
import * as z from 'zod';
import type { JsonObject } from '../../catalog/json.ts';
import type { manyOf } from '../../catalog/list-arguments.ts';
import { success } from '../../catalog/result.ts';
import type { AnswerImage, DefineTool, Tool } from '../../catalog/tool.ts';
import type { Seeing } from '../eyes.ts';
import { gatherPictures } from '../gather-pictures.ts';
import { expectedTokens, pictureTokens } from '../picture-cost.ts';
import { type ReadyPicture, readyPicture } from '../ready-picture.ts';
import { assetLine, captionOf, nameRoom, nothingToSee, tellUnseen } from '../tell-assets.ts';
import { maxTokens, withinLimit } from '../token-limit.ts';

/** Assets in one answer. */
const mostAssets = 12;

/** The arguments by which a kind of library names things. */
export interface ViewingReferences {
  readonly assetIds: ReturnType<typeof manyOf>;
}

/** What the model is shown of one picture. */
export function imageBlock({ mimeType, bytes }: ReadyPicture, caption: string): AnswerImage {
  return { caption, mimeType, data: Buffer.from(bytes).toString('base64') };
}

/** `view_assets` for one kind of library. */
export function viewAssetsTool<Services extends Seeing>(
  defineTool: DefineTool<Services>,
  { assetIds }: ViewingReferences,
): Tool<Services> {
  return defineTool({
    name: 'view_assets',
    title: 'View assets',
    description: `Shows up to ${mostAssets} photos, and of videos a still. To look through many use contact_sheet.`,
    toolset: 'view',
    effect: 'read',
    permission: 'view',
    scopes: ['asset.read', 'asset.view'],
    input: z.strictObject({
      asset_ids: assetIds.refine((ids) => ids.length <= mostAssets, `must name at most ${mostAssets}`),
      size: z.enum(['thumb', 'preview']).default('thumb').describe('preview: 1440 px, for detail'),
      max_tokens: maxTokens,
    }),
    output: z.looseObject({ assets: z.array(z.looseObject({ id: z.string() })), image_tokens: z.int() }),
    async run({ asset_ids, size, max_tokens }, { eyes }, call) {
      const looked = await eyes.lookUp(asset_ids, call);
      if (!looked.ok) return looked;
      const { found } = looked.value;
      if (found.length === 0) return nothingToSee(eyes.library, looked.value);
      const instead = size === 'thumb' ? 'Name fewer assets' : 'Name fewer assets, or take size thumb';
      const expected = found.reduce((sum, asset) => sum + expectedTokens(asset, size), 0);
      const agreed = withinLimit(expected, max_tokens, instead);
      if (!agreed.ok) return agreed;
      const pictures = await gatherPictures(eyes, found, size, readyPicture, call);
      if (!pictures.ok) return pictures;
      const images: AnswerImage[] = [];
      let tokens = 0;
      const assets = found.map((asset, at): JsonObject => {
        const line = assetLine(asset, at + 1, nameRoom.few);
        const picture = pictures.value[at];
        if (picture === undefined) return line;
        if (!picture.ok) return { ...line, picture: `None: ${picture.failure.message}` };
        tokens += pictureTokens(picture.value);
        images.push(imageBlock(picture.value, captionOf(asset, at + 1)));
        return line;
      });
      const told = withinLimit(tokens, max_tokens, instead);
      if (!told.ok) return told;
      return success({ data: { assets, ...tellUnseen(looked.value), image_tokens: tokens }, images });
    },
  });
}
