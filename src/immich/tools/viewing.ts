/** The tools that show pictures, over an Immich library. */
import { viewingTools } from '../../viewing/tools/all.ts';
import { albumId, assetId, assetIds, personId } from './arguments.ts';
import { defineTool } from './define.ts';

export const immichViewingTools = viewingTools(defineTool, {
  assetIds,
  asset: assetId,
  albumId,
  person: personId,
  personScopes: ['person.read', 'person.statistics', 'asset.read', 'face.read', 'asset.view'],
});
