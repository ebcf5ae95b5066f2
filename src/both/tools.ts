/** The tools that work on any library, over two of them. */
import { toolDefiners } from '../catalog/define-tools.ts';
import { withLibraryChoice } from '../catalog/library-choice.ts';
import { manyOf } from '../catalog/list-arguments.ts';
import { success } from '../catalog/result.ts';
import type { Tool } from '../catalog/tool.ts';
import { listAssetsTool as listOfImmich } from '../immich/tools/browse-assets.ts';
import { listAssetsTool as listOfPhotoPrism } from '../photoprism/tools/list-assets.ts';
import { viewingTools } from '../viewing/tools/all.ts';
import { type EitherLibrary, eitherLibrary } from './either-library.ts';
import { reference, resolveNames } from './names.ts';

const { defineTool } = toolDefiners<EitherLibrary>({
  resolveNames,
  object: async () => success(undefined),
  afterChange: () => {},
});

/** Arguments by which something is found that has no id, so that nobody can tell where. */
const withoutId = ['search', 'day', 'person_id'];

/** Asks which library is meant, where the arguments may not say. */
function withChoice(tool: Tool<EitherLibrary>): Tool<EitherLibrary> {
  return withLibraryChoice(tool, ({ immich, photoprism }, library) => eitherLibrary(immich, photoprism, library));
}

const viewing = viewingTools(defineTool, {
  assetIds: manyOf(reference('asset')).describe('Ids or file names'),
  asset: reference('asset').describe('Id or file name'),
  albumId: reference('album').describe('Id or name'),
  person: reference('person').describe('Id or name'),
  personScopes: [],
}).map((tool) => (withoutId.some((name) => name in tool.input.shape) ? withChoice(tool) : tool));

/** Each library lists its own assets: two orders cannot be paged through as one. */
const listAssets: Tool<EitherLibrary> = {
  ...listOfImmich,
  call: async (args, { immich, photoprism, chosen }, call) => {
    if (chosen === 'photoprism')
      return photoprism.ok ? listOfPhotoPrism.call(args, photoprism.value, call) : photoprism;
    return immich.ok ? listOfImmich.call(args, immich.value, call) : immich;
  },
};

/** They take the place of those of one library that have the same names. */
export const toolsOfBoth: readonly Tool<EitherLibrary>[] = [...viewing, withChoice(listAssets)];
