/** Which assets have which tags of a subtree, read from the library. */
import type { TagResponseDto } from '@immich/sdk';
import { type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { isAlbumenLibrary } from '../albumen-library.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { assetsEverywhere } from '../listing/everywhere.ts';
import { type KnownAsset, knownAsset, lookUpAssets, tagsOf } from './asset-lookup.ts';

export interface TagContents {
  /** All assets with any of the tags, those in the trash included. */
  readonly assets: readonly KnownAsset[];
  /** For each tag of the subtree, by its id, the assets that have this very tag. */
  readonly idsOf: ReadonlyMap<string, readonly string[]>;
}

/** Reads what a tag and those below it are on; `tree` begins with the tag. */
export async function readTagContents(
  library: ImmichLibrary,
  tree: readonly [TagResponseDto, ...TagResponseDto[]],
  call: CallContext,
): Promise<Result<TagContents>> {
  const [root, ...below] = tree;
  const found = await assetsEverywhere(library, { tagIds: [root.id] }, call);
  if (!found.ok) return found;
  const all = found.value.map(knownAsset);
  // A search finds those of all tags below, too: with a single tag they are its own.
  if (below.length === 0) return success({ assets: all, idsOf: new Map([[root.id, all.map(({ id }) => id)]]) });
  return readOwnTags(library, tree, all, call);
}

/** Only the asset itself says which of the tags it has. */
async function readOwnTags(
  library: ImmichLibrary,
  tree: readonly TagResponseDto[],
  assets: readonly KnownAsset[],
  call: CallContext,
): Promise<Result<TagContents>> {
  const looked = await lookUpAssets(
    library,
    assets.map(({ id }) => id),
    call,
  );
  if (!looked.ok) return looked;
  const idsOf = new Map<string, string[]>(tree.map(({ id }) => [id, []]));
  for (const asset of looked.value.found) {
    const tags = tagsOf(asset);
    if (!tags.ok) return tags;
    for (const tag of tags.value) idsOf.get(tag.id)?.push(asset.id);
  }
  return success({ assets: looked.value.found, idsOf });
}

/** What to say when a search finds no asset with a tag: Immich never finds those of a tag that was made by `POST /tags`. */
export async function unseenNote(library: ImmichLibrary, call: RequestCall): Promise<string | undefined> {
  if (await isAlbumenLibrary(library, call)) return undefined;
  return "Searches find no asset with it. If another program made this tag, Immich's searches may miss assets that have it.";
}
