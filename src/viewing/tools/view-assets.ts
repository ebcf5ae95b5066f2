/** The tool that shows a model the pictures of a few assets. */
import * as z from 'zod';
import type { DefineTool } from '../../catalog/define-tools.ts';
import type { manyOf } from '../../catalog/list-arguments.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { Tool } from '../../catalog/tool.ts';
import { readRegion } from '../crop-region.ts';
import type { Region, Seeing } from '../eyes.ts';
import { linkPictures } from '../link-pictures.ts';
import { showAssets } from '../show-assets.ts';
import { nothingToSee, tellUnseen } from '../tell-assets.ts';
import { maxTokens } from '../token-limit.ts';

/** Assets in one answer. */
const mostAssets = 12;

/** The arguments by which a kind of library names things. */
export interface ViewedReferences {
  readonly assetIds: ReturnType<typeof manyOf>;
}

/** `view_assets` for one kind of library. */
export function viewAssetsTool<Services extends Seeing>(
  defineTool: DefineTool<Services>,
  { assetIds }: ViewedReferences,
): Tool<Services> {
  return defineTool({
    name: 'view_assets',
    title: 'View assets',
    description: `Shows up to ${mostAssets} photos; of videos a still. Many: contact_sheet.`,
    toolset: 'view',
    effect: 'read',
    permission: 'view',
    scopes: ['asset.read', 'asset.view'],
    offersLinks: true,
    input: z.strictObject({
      asset_ids: assetIds.refine((ids) => ids.length <= mostAssets, `must name at most ${mostAssets}`),
      size: z.enum(['thumb', 'preview']).default('thumb').describe('preview: large'),
      crop: z.string().optional().describe('Of one asset: x,y,width,height %'),
      max_tokens: maxTokens,
    }),
    output: z.looseObject({ assets: z.array(z.looseObject({ id: z.string() })), image_tokens: z.int() }),
    async run({ asset_ids, size, crop, max_tokens }, { eyes }, call) {
      const region = regionOfOne(crop, asset_ids);
      if (!region.ok) return region;
      const looked = await eyes.lookUp(asset_ids, call);
      if (!looked.ok) return looked;
      const { found } = looked.value;
      if (found.length === 0) return nothingToSee(eyes.library, looked.value);
      if (call.links !== undefined) {
        return region.value === undefined ? success(linkPictures(looked.value, size, call.links)) : noCroppedLinks;
      }
      const shown = await showAssets(eyes, found, { size, region: region.value, maxTokens: max_tokens }, call);
      if (!shown.ok) return shown;
      const { lines, images, tokens } = shown.value;
      return success({ data: { assets: lines, ...tellUnseen(looked.value), image_tokens: tokens }, images });
    },
  });
}

function regionOfOne(crop: string | undefined, ids: readonly string[]): Result<Region | undefined> {
  if (crop === undefined) return success(undefined);
  if (ids.length > 1) return failed('invalid_input', 'crop: it takes one asset.', 'Name only the one to zoom into.');
  return readRegion(crop);
}

const noCroppedLinks = failed(
  'invalid_input',
  'links: an address leads to the whole picture.',
  'Leave out crop or links.',
);
