/** The tools that give a tag to assets and take it from them. */
import { getTagById } from '@immich/sdk';
import * as z from 'zod';
import type { ChangeItem } from '../../catalog/change.ts';
import { type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { listedIds, someOf, tellAffected, tellLeftOut, tellOutcome } from '../../changing/tell.ts';
import { type KnownAsset, lookUpSomeAssets, tagsOf } from '../changes/asset-lookup.ts';
import { taggedAssets } from '../changes/tag-assets.ts';
import type { ImmichLibrary } from '../connection.ts';
import { assetIds, tagId } from './arguments.ts';
import { defineChange } from './define.ts';

interface TagWork {
  readonly tag_id: string;
  readonly tag: string;
  readonly ids: readonly string[];
  /** Assets that were as wanted before. */
  readonly already: number;
  readonly missing: readonly string[];
}

function tagging(assetId: string, tagId: string, tagged: boolean): ChangeItem {
  return { kind: 'asset', id: assetId, before: { tagId, tagged: !tagged }, after: { tagId, tagged } };
}

interface Tagging {
  /** The tag's own. */
  readonly path: string;
  /** Assets with the tag itself, and those without it. */
  readonly tagged: readonly KnownAsset[];
  readonly others: readonly KnownAsset[];
  readonly missing: readonly string[];
}

async function lookUpTagging(
  library: ImmichLibrary,
  tagId: string,
  assetIds: readonly string[],
  call: CallContext,
): Promise<Result<Tagging>> {
  const tag = await library.request((sdk) => getTagById({ id: tagId }, sdk), call);
  if (!tag.ok) return tag;
  const looked = await lookUpSomeAssets(library, assetIds, call);
  if (!looked.ok) return looked;
  const { found, missing } = looked.value;
  for (const asset of found) {
    const tags = tagsOf(asset);
    if (!tags.ok) return tags;
  }
  const hasTag = ({ tags = [] }: KnownAsset) => tags.some(({ id }) => id === tagId);
  const others = found.filter((asset) => !hasTag(asset));
  return success({ path: tag.value.value, tagged: found.filter(hasTag), others, missing });
}

export const tagAssetsTool = defineChange({
  name: 'immich_tag_assets',
  title: 'Tag assets',
  description: 'Gives a tag that exists to up to 10,000 assets, at once.',
  toolset: 'tags',
  effect: 'change',
  permission: 'update',
  scopes: ['tag.read', 'asset.read', 'tag.asset'],
  deadlineSeconds: 600,
  input: z.strictObject({ tag_id: tagId, asset_ids: assetIds }),
  output: z.looseObject({ tag_id: z.string(), tagged: z.int() }),
  async plan({ tag_id, asset_ids }, library, call) {
    const looked = await lookUpTagging(library, tag_id, asset_ids, call);
    if (!looked.ok) return looked;
    const { path, tagged, others: affected, missing } = looked.value;
    const ids = affected.map(({ id }) => id);
    const already = tagged.length;
    const work: TagWork = { tag_id, tag: shortText(path, 100), ids, already, missing };
    return success({
      preview: {
        tag_id,
        tag: work.tag,
        ...tellAffected(affected),
        already_tagged: someOf(already),
        ...tellLeftOut(work),
      },
      items: ids.map((id) => tagging(id, tag_id, true)),
      work,
    });
  },
  async apply({ tag_id, tag, ids, already, missing }: TagWork, library, call) {
    const report = await taggedAssets.put(library, tag_id, ids, call);
    return tellOutcome(
      report,
      (tagged) => ({ tag_id, tag, tagged, already_tagged: someOf(already + report.already) }),
      { missing, look: 'immich_assets_get' },
    );
  },
});

export const untagAssetsTool = defineChange({
  name: 'immich_untag_assets',
  title: 'Untag assets',
  description: 'Takes a tag off assets; not the tags below it. Previews by default.',
  toolset: 'tags',
  effect: 'remove',
  permission: 'update',
  scopes: ['tag.read', 'asset.read', 'tag.asset'],
  deadlineSeconds: 600,
  input: z.strictObject({ tag_id: tagId, asset_ids: assetIds }),
  output: z.looseObject({ tag_id: z.string(), untagged: z.int().optional() }),
  async plan({ tag_id, asset_ids }, library, call) {
    const looked = await lookUpTagging(library, tag_id, asset_ids, call);
    if (!looked.ok) return looked;
    const { path, tagged: affected, others, missing } = looked.value;
    const below = others.filter(({ tags = [] }) => tags.some(({ value }) => value.startsWith(`${path}/`)));
    const ids = affected.map(({ id }) => id);
    const work: TagWork = { tag_id, tag: shortText(path, 100), ids, already: others.length, missing };
    return success({
      preview: {
        tag_id,
        tag: work.tag,
        ...tellAffected(affected),
        not_tagged: someOf(others.length),
        not_tagged_ids: others.length === 0 ? undefined : others.slice(0, listedIds).map(({ id }) => id),
        // A search for the tag finds them, too.
        only_tagged_below: someOf(below.length),
        ...tellLeftOut(work),
      },
      items: ids.map((id) => tagging(id, tag_id, false)),
      work,
    });
  },
  async apply({ tag_id, tag, ids, already, missing }: TagWork, library, call) {
    const report = await taggedAssets.take(library, tag_id, ids, call);
    return tellOutcome(
      report,
      (untagged) => ({ tag_id, tag, untagged, not_tagged: someOf(already + report.already) }),
      { missing, look: 'immich_assets_get' },
    );
  },
});
