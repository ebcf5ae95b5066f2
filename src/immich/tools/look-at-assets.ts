/** Tools that look at one asset, or at all of them in figures. */
import { getAssetInfo, getAssetStatistics } from '@immich/sdk';
import * as z from 'zod';
import { success } from '../../catalog/result.ts';
import { readyPicture } from '../../viewing/ready-picture.ts';
import { imageBlock } from '../../viewing/show-assets.ts';
import { nothingToSee } from '../../viewing/tell-assets.ts';
import { compactAsset, fullAsset } from '../present/asset.ts';
import { isInSight, seenAsset } from '../viewing/seen-asset.ts';
import { assetId } from './arguments.ts';
import { defineTool } from './define.ts';

export const assetsGet = defineTool({
  name: 'immich_assets_get',
  title: 'Get an asset',
  description: 'Returns all metadata of one asset: file, dates, camera, place, people, tags, stack, description.',
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

/** What its words for sizes are to the eyes. */
const sizes = { thumbnail: 'thumb', preview: 'preview' } as const;

export const assetsView = defineTool({
  name: 'immich_assets_view',
  title: 'View an asset',
  description: 'Shows one asset (of a video a still) and its web address. More: view_assets.',
  toolset: 'assets',
  effect: 'read',
  permission: 'view',
  scopes: ['asset.read', 'asset.view'],
  slim: true,
  input: z.strictObject({
    asset_id: assetId,
    size: z.enum(['thumbnail', 'preview']).default('thumbnail').describe('preview: large'),
  }),
  output: z.looseObject({ asset_id: z.string(), web_url: z.string().optional() }),
  async run({ asset_id, size }, library, call) {
    const asset = await library.request((sdk) => getAssetInfo({ id: asset_id }, sdk), call);
    if (!asset.ok) return asset;
    if (!isInSight(asset.value)) return nothingToSee(library.name, { hidden: [asset_id] });
    const { id: _id, ...facts } = compactAsset(asset.value);
    const data = { asset_id, web_url: library.links.asset(asset_id), ...facts };
    const picture = await readyPicture(library.eyes, seenAsset(asset.value), sizes[size], call);
    // Quoted, as everything that others wrote.
    if (picture.ok) return success({ data, images: [imageBlock(picture.value, JSON.stringify(facts.file))] });
    const { code, message } = picture.failure;
    const isAbsent = code === 'not_found' || code === 'unsupported';
    return isAbsent ? success({ data: { ...data, picture: `None: ${message}` } }) : picture;
  },
});

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
