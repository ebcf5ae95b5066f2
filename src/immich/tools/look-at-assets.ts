/** Tools that look at one asset, or at all of them in figures. */
import { AssetMediaSize, getAssetInfo, getAssetStatistics, viewAsset } from '@immich/sdk';
import * as z from 'zod';
import { type Result, success } from '../../catalog/result.ts';
import type { AnswerImage } from '../../catalog/tool.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { compactAsset, fullAsset } from '../present/asset.ts';
import { assetId } from './arguments.ts';
import { defineTool } from './define.ts';

export const assetsGet = defineTool({
  name: 'immich_assets_get',
  title: 'Get an asset',
  description:
    'Returns all metadata of one asset: file, dates, camera, place, people, tags, stack, description. To see the picture use immich_assets_view.',
  toolset: 'assets',
  effect: 'read',
  permission: 'view',
  scopes: ['asset.read'],
  input: z.strictObject({ asset_id: assetId }),
  output: z.looseObject({ id: z.string(), originalFileName: z.string() }),
  async run({ asset_id }, library, call) {
    const asset = await library.request((sdk) => getAssetInfo({ id: asset_id }, sdk), call);
    return asset.ok ? success({ data: fullAsset(asset.value, library.links) }) : asset;
  },
});

export const assetsView = defineTool({
  name: 'immich_assets_view',
  title: 'View an asset',
  description:
    'Shows the picture of one asset (a still for a video), and its address in the web app where there is one. For its metadata use immich_assets_get.',
  toolset: 'assets',
  effect: 'read',
  permission: 'view',
  scopes: ['asset.read', 'asset.view'],
  slim: true,
  input: z.strictObject({
    asset_id: assetId,
    size: z
      .enum([AssetMediaSize.Thumbnail, AssetMediaSize.Preview])
      .default(AssetMediaSize.Thumbnail)
      .describe('thumbnail: 250 px, cheap; preview: 1440 px, for detail'),
  }),
  output: z.looseObject({ asset_id: z.string(), web_url: z.string().optional() }),
  async run({ asset_id, size }, library, call) {
    const [asset, picture] = await Promise.all([
      library.request((sdk) => getAssetInfo({ id: asset_id }, sdk), call),
      readPicture(library, asset_id, size, call),
    ]);
    if (!asset.ok) return asset;
    if (!picture.ok) return picture;
    const { id: _id, ...facts } = compactAsset(asset.value);
    const data = { asset_id, web_url: library.links.asset(asset_id), ...facts };
    if (typeof picture.value === 'string') return success({ data: { ...data, picture: picture.value } });
    // Quoted, as everything that others wrote.
    const caption = JSON.stringify(facts.file);
    return success({ data, images: [{ caption, ...picture.value }] });
  },
});

/** No picture of this size that a library makes is larger; hosts refuse larger ones too. */
const mostPictureBytes = 8_000_000;

/** What every host can show. */
const pictureTypes = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif']);

type Picture = Omit<AnswerImage, 'caption'>;

/** The picture as the library made it, or why there is none. */
async function readPicture(
  library: ImmichLibrary,
  assetId: string,
  size: AssetMediaSize,
  call: RequestCall,
): Promise<Result<Picture | string>> {
  const limits = { signal: call.signal, maxBytes: mostPictureBytes };
  const picture = await library.request((sdk) => viewAsset({ id: assetId, size }, sdk), limits);
  if (!picture.ok) {
    return picture.failure.code === 'not_found' && picture.failure.message.startsWith('Not found (404')
      ? success('None: the library has made no picture of this file, or not yet.')
      : picture;
  }
  const mimeType = picture.value.type.replace(/;.*/, '').trim();
  if (!pictureTypes.has(mimeType)) return success('None: the library sent something else than a picture.');
  const data = Buffer.from(await picture.value.arrayBuffer()).toString('base64');
  return success({ mimeType, data });
}

export const assetsStatistics = defineTool({
  name: 'immich_assets_statistics',
  title: 'Count assets',
  description: 'Counts the images and videos of the user, archived ones included, trash not.',
  toolset: 'assets',
  effect: 'read',
  permission: 'view',
  scopes: ['asset.statistics'],
  input: z.strictObject({}),
  output: z.looseObject({ images: z.int(), videos: z.int(), total: z.int() }),
  async run(_input, library, call) {
    const counted = await library.request((sdk) => getAssetStatistics({}, sdk), call);
    if (!counted.ok) return counted;
    const { images, videos, total } = counted.value;
    return success({ data: { images, videos, total } });
  },
});
