/** The small pictures that pages show. Models do not see this tool. */
import * as z from 'zod';
import type { DefineTool } from '../../catalog/define-tools.ts';
import type { Thumbnails } from '../../catalog/pages/thumbnails.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { Tool } from '../../catalog/tool.ts';
import type { Eyes, LookingCall, PictureSize, Seeing, SeenAsset } from '../eyes.ts';
import { gatherPictures } from '../gather-pictures.ts';
import { readyPicture } from '../ready-picture.ts';
import type { SelectionReferences } from '../selection-arguments.ts';

/** Assets in one call. */
const mostAssets = 60;
/** Assets that are looked at side by side; what did not fit into the answer is not asked for. */
const atOnce = 12;
/** Characters of all pictures of an answer: hosts hand it to the page as one message. */
const mostCharacters = 500_000;

/** `page_thumbnails` for one kind of library. */
export function pageThumbnailsTool<Services extends Seeing>(
  defineTool: DefineTool<Services>,
  { assetIds }: Pick<SelectionReferences, 'assetIds'>,
): Tool<Services> {
  return defineTool({
    name: 'page_thumbnails',
    title: 'Thumbnails for pages',
    description: 'Pictures of assets, for pages.',
    toolset: 'view',
    effect: 'read',
    permission: 'view',
    scopes: ['asset.read', 'asset.view'],
    forPages: 'only',
    input: z.strictObject({
      asset_ids: assetIds.refine((ids) => ids.length <= mostAssets, `must name at most ${mostAssets}`),
      size: z.enum(['thumb', 'preview']).default('thumb').describe('preview: large'),
    }),
    output: z.looseObject({
      pictures: z.record(z.string(), z.string()),
      none: z.array(z.string()),
      later: z.array(z.string()),
    }),
    async run({ asset_ids, size }, { eyes }, call) {
      const thumbnails = await gatherThumbnails(eyes, asset_ids, size, call);
      return thumbnails.ok ? success({ data: { ...thumbnails.value } }) : thumbnails;
    },
  });
}

/** Looks at a few after the other until the answer is full; at least one picture is in it where there is any. */
async function gatherThumbnails(
  eyes: Eyes,
  ids: readonly string[],
  size: PictureSize,
  call: LookingCall,
): Promise<Result<Thumbnails>> {
  const pictures: Record<string, string> = {};
  const none: string[] = [];
  let room = mostCharacters;
  for (let from = 0; from < ids.length; from += atOnce) {
    const some = ids.slice(from, from + atOnce);
    const addresses = await readAddresses(eyes, some, size, call);
    if (!addresses.ok) return addresses;
    for (const [at, id] of some.entries()) {
      const address = addresses.value.get(id);
      if (address === undefined) none.push(id);
      else if (address.length <= room || Object.keys(pictures).length === 0) {
        pictures[id] = address;
        room -= address.length;
      } else return success({ pictures, none, later: ids.slice(from + at) });
    }
  }
  return success({ pictures, none, later: [] });
}

/** `data:` addresses by id, of those that have a picture. */
async function readAddresses(
  eyes: Eyes,
  ids: readonly string[],
  size: PictureSize,
  call: LookingCall,
): Promise<Result<ReadonlyMap<string, string>>> {
  const looked = await eyes.lookUp(ids, call);
  if (!looked.ok) return looked;
  const { found } = looked.value;
  const pictures = await gatherPictures(found, (asset) => dataAddress(eyes, asset, size, call), call);
  if (!pictures.ok) return pictures;
  const entries = found.flatMap(({ id }, at): [string, string][] => {
    const address = pictures.value[at];
    return address?.ok ? [[id, address.value]] : [];
  });
  return success(new Map(entries));
}

async function dataAddress(
  eyes: Eyes,
  asset: SeenAsset,
  size: PictureSize,
  call: LookingCall,
): Promise<Result<string>> {
  const picture = await readyPicture(eyes, asset, size, call);
  if (!picture.ok) return picture;
  const { mimeType, bytes } = picture.value;
  return success(`data:${mimeType};base64,${Buffer.from(bytes).toString('base64')}`);
}
