/** Tools that list tags and look at one. */
import { AssetVisibility, getTagById } from '@immich/sdk';
import * as z from 'zod';
import { foldText } from '../../catalog/fold-text.ts';
import { page, pageSize } from '../../catalog/list-arguments.ts';
import { tellPage } from '../../catalog/paging.ts';
import { success } from '../../catalog/result.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import { unseenNote } from '../changes/tag-contents.ts';
import { countAssets } from '../listing/assets.ts';
import { fittingPageSize } from '../listing/page-size.ts';
import { listTags } from '../listing/tags.ts';
import { tagAlone, tagInList } from '../present/tag.ts';
import { tagId, term } from './arguments.ts';
import { defineTool } from './define.ts';

export const tagsList = defineTool({
  name: 'immich_tags_list',
  title: 'List tags',
  description: 'Lists tags by path: a/b is below a.',
  toolset: 'tags',
  effect: 'read',
  permission: 'search',
  scopes: ['tag.read'],
  input: z.strictObject({ name: term.describe('Part of the path'), page, page_size: pageSize }),
  output: z.looseObject({ total: z.int(), tags: z.array(z.looseObject({ id: z.string(), value: z.string() })) }),
  async run({ name, page: number, page_size }, library, call) {
    const all = await listTags(library, call);
    if (!all.ok) return all;
    const wanted = foldText(name ?? '');
    const tags = all.value.filter(({ value }) => foldText(value).includes(wanted));
    const size = fittingPageSize(page_size, 'compact');
    return success({
      data: {
        ...tellPage({ page: number, wanted: page_size, size, total: tags.length }),
        tags: tags.slice((number - 1) * size, number * size).map(tagInList),
      },
    });
  },
});

export const tagsGet = defineTool({
  name: 'immich_tags_get',
  title: 'Get tag',
  description: 'Returns a tag, and how many assets have it or a tag below it.',
  toolset: 'tags',
  effect: 'read',
  permission: 'view',
  scopes: ['tag.read', 'asset.read', 'asset.statistics'],
  input: z.strictObject({ tag_id: tagId }),
  output: z.looseObject({ id: z.string(), value: z.string(), assetCount: z.int() }),
  async run({ tag_id: id }, library, call) {
    const tag = await library.request((sdk) => getTagById({ id }, sdk), call);
    if (!tag.ok) return tag;
    const counts = await inParallel([AssetVisibility.Timeline, AssetVisibility.Archive], (visibility) =>
      countAssets(library, { tagIds: [id], visibility }, call),
    );
    if (!counts.ok) return counts;
    const assetCount = counts.value.reduce((sum, count) => sum + count, 0);
    const note = assetCount === 0 ? await unseenNote(library, call) : undefined;
    return success({ data: { ...tagAlone(tag.value), assetCount, note } });
  },
});
