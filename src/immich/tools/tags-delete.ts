/** The tool that deletes a tag. */
import { deleteTag, type TagResponseDto } from '@immich/sdk';
import * as z from 'zod';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import { namedItems, someOf, tellAffected } from '../../changing/tell.ts';
import { isUnclear, lookAgain } from '../../changing/unclear.ts';
import { readTagContents, unseenNote } from '../changes/tag-contents.ts';
import { listTags, subtreeOf } from '../listing/tags.ts';
import { tagId } from './arguments.ts';
import { defineChange } from './define.ts';

interface DeleteWork {
  readonly id: string;
  readonly value: string;
  /** The tag and all below it. */
  readonly tree: readonly TagResponseDto[];
  readonly assets: number;
}

export const tagsDelete = defineChange({
  name: 'immich_tags_delete',
  title: 'Delete tag',
  description: 'Deletes a tag and all tags below it; their assets stay. Previews by default.',
  toolset: 'tags',
  effect: 'remove',
  permission: 'delete',
  scopes: ['tag.read', 'asset.read', 'tag.delete'],
  deadlineSeconds: 600,
  input: z.strictObject({ tag_id: tagId }),
  output: z.looseObject({ value: z.string(), affected_count: z.int().optional(), tags_deleted: z.int().optional() }),
  async plan({ tag_id }, library, call) {
    const tags = await listTags(library, call);
    if (!tags.ok) return tags;
    const tag = tags.value.find(({ id }) => id === tag_id);
    if (tag === undefined) return failed('not_found', 'There is no such tag.', 'Take it from immich_tags_list.');
    const [, ...below] = subtreeOf(tag, tags.value);
    const contents = await readTagContents(library, [tag, ...below], call);
    if (!contents.ok) return contents;
    const { assets, idsOf } = contents.value;
    const work: DeleteWork = { id: tag.id, value: tag.value, tree: [tag, ...below], assets: assets.length };
    return success({
      preview: {
        id: tag.id,
        value: shortText(tag.value, 200),
        ...tellBelow(below),
        ...tellAffected(assets),
        note: assets.length === 0 ? await unseenNote(library, call) : 'These assets lose the tag and stay.',
      },
      items: work.tree.map(({ id, value, color, parentId }) => ({
        kind: 'tag',
        id,
        before: { value, color: color ?? null, parentId: parentId ?? null, assetIds: idsOf.get(id) ?? [] },
        after: null,
      })),
      work,
    });
  },
  async apply({ id, value, tree, assets }: DeleteWork, library, call) {
    const sent = await library.request((sdk) => deleteTag({ id }, sdk), call);
    if (!sent.ok && !isUnclear(sent.failure)) return sent;
    const now = await listTags(library, lookAgain());
    const left = now.ok ? new Set(now.value.map((tag) => tag.id)) : undefined;
    if (left === undefined ? !sent.ok : left.has(id)) return notDeleted(sent, left !== undefined);
    const outcomes = tree.map((tag) =>
      left?.has(tag.id) ? { id: tag.id, ok: false, error: 'is still there' } : { id: tag.id, ok: true },
    );
    return success({
      items: outcomes,
      data: {
        deleted: id,
        value: shortText(value, 200),
        tags_deleted: outcomes.filter(({ ok }) => ok).length,
        assets_untagged: someOf(assets),
        unchecked: left === undefined ? 'Not confirmed by looking again.' : undefined,
      },
    });
  },
});

function tellBelow(below: readonly TagResponseDto[]): JsonObject {
  if (below.length === 0) return {};
  return { tags_below: below.length, below: below.slice(0, namedItems).map(({ value }) => shortText(value, 60)) };
}

function notDeleted(sent: Result<unknown>, looked: boolean): Result<never> {
  if (sent.ok) return failed('conflict', 'The library took the deletion, but the tag is still there.');
  const state = looked ? 'The tag is still there.' : 'Whether the tag was deleted is unclear.';
  return failed(sent.failure.code, `${sent.failure.message} ${state}`, 'Look with immich_tags_list first.');
}
