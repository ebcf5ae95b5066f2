/** The tools that show pictures, over an Immich library. */
import { viewAssetsTool } from '../../viewing/tools/view-assets.ts';
import { assetIds } from './arguments.ts';
import { defineTool } from './define.ts';

export const viewAssets = viewAssetsTool(defineTool, { assetIds });
