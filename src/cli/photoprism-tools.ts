/** The tools that work on PhotoPrism, loaded together. */
export { photoprismTools } from '../photoprism/tools/all.ts';
export { listAssetsTool } from '../photoprism/tools/list-assets.ts';
