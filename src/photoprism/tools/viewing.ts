/** The tools that show pictures, over a PhotoPrism library. */
import { viewingTools } from '../../viewing/tools/all.ts';
import { albumId, personId, photoId, photoIds } from './arguments.ts';
import { defineTool } from './define.ts';

/** Their names are those of the tools over Immich. */
export const photoprismViewingTools = viewingTools(defineTool, {
  assetIds: photoIds,
  asset: photoId,
  albumId,
  person: personId,
  personScopes: ['people', 'photos', 'config'],
});
