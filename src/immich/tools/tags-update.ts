/** The tool that renames a tag or sets its colour. */
import { getTagById, type TagResponseDto, type TagUpdateDto, updateTag } from '@immich/sdk';
import * as z from 'zod';
import type { ChangeItem } from '../../catalog/change.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import { isAlbumenLibrary } from '../albumen-library.ts';
import { updateOne } from '../changes/update-one.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { listTags, subtreeOf } from '../listing/tags.ts';
import { tagAlone } from '../present/tag.ts';
import { hexColor, tagId } from './arguments.ts';
import { defineChange } from './define.ts';
import { tagName } from './tag-texts.ts';

export const tagsUpdate = defineChange({
  name: 'immich_tags_update',
  title: 'Update tag',
  description:
    'Renames a tag, which keeps its parent and the tags below it (since Immich 3.2), or sets its colour, at once.',
  toolset: 'tags',
  effect: 'change',
  permission: 'update',
  scopes: ['tag.read', 'tag.update'],
  input: z.strictObject({
    tag_id: tagId,
    name: tagName.optional().describe('New last level of the path'),
    color: hexColor.nullable().optional().describe('Hex; null clears'),
  }),
  output: z.looseObject({ id: z.string(), value: z.string() }),
  async plan({ tag_id, name, color }, library, call) {
    if (name === undefined && color === undefined) {
      return failed('invalid_input', 'Nothing to change was given.', 'Give name or color.');
    }
    const tags = await listTags(library, call);
    if (!tags.ok) return tags;
    const tag = tags.value.find(({ id }) => id === tag_id);
    if (tag === undefined) return failed('not_found', 'There is no such tag.', 'Take it from immich_tags_list.');
    const renamed = name === undefined || name === tag.name ? undefined : name;
    const possible = renamed === undefined ? success(true) : await canRename(library, tag, renamed, tags.value, call);
    if (!possible.ok) return possible;
    const tagUpdateDto: TagUpdateDto = {
      ...(renamed === undefined ? {} : { name: renamed }),
      ...(color === undefined ? {} : { color }),
    };
    return success({
      preview: { ...tagAlone(tag), changes: tagUpdateDto },
      items: itemsOf(tag, subtreeOf(tag, tags.value), tagUpdateDto),
      work: { tag, tagUpdateDto },
    });
  },
  async apply({ tag, tagUpdateDto }, library, call) {
    const { id } = tag;
    const updated = await updateOne(library, {
      what: 'tag',
      send: async () =>
        Object.keys(tagUpdateDto).length === 0
          ? success(tag)
          : library.request((sdk) => updateTag({ id, tagUpdateDto }, sdk), call),
      look: (looking) => library.request((sdk) => getTagById({ id }, sdk), looking),
      isSo: (now) => shows(now, tagUpdateDto),
    });
    if (!updated.ok) return updated;
    return success({ items: [{ id, ok: true }], data: tagAlone(updated.value) });
  },
});

/** The path with another last level. */
function renamedPath({ name, value }: TagResponseDto, wanted: string): string {
  return `${value.slice(0, value.length - name.length)}${wanted}`;
}

async function canRename(
  library: ImmichLibrary,
  tag: TagResponseDto,
  name: string,
  tags: readonly TagResponseDto[],
  call: RequestCall,
): Promise<Result<true>> {
  const path = renamedPath(tag, name);
  if (tags.some(({ value }) => value === path)) {
    return failed(
      'conflict',
      `There is a tag ${JSON.stringify(shortText(path, 100))} already.`,
      'To join them, give it to the assets with immich_tag_assets and delete this one with immich_tags_delete.',
    );
  }
  const dialect = await library.dialect(call);
  if (!dialect.ok) return dialect;
  if (dialect.value.renamesTags || (await isAlbumenLibrary(library, call))) return success(true);
  return failed(
    'unsupported',
    `Immich ${dialect.value.version} cannot rename tags; 3.2 can. Nothing was changed.`,
    'Make the new tag with immich_tags_create, find the assets with immich_search_metadata (tag_id), give it to them with immich_tag_assets, then delete the old one with immich_tags_delete.',
  );
}

/** The tag and, where their paths change with it, all below it. */
function itemsOf(tag: TagResponseDto, tree: readonly TagResponseDto[], { name, color }: TagUpdateDto): ChangeItem[] {
  const path = name === undefined ? tag.value : renamedPath(tag, name);
  const touched = name === undefined ? [tag] : tree;
  return touched.map((one) => {
    const before = { value: one.value, color: one.color ?? null };
    const after = {
      value: path + one.value.slice(tag.value.length),
      color: one === tag && color !== undefined ? color : before.color,
    };
    return { kind: 'tag', id: one.id, before, after };
  });
}

function shows(tag: TagResponseDto, { name, color }: TagUpdateDto): boolean {
  return (name === undefined || tag.name === name) && (color === undefined || (tag.color ?? null) === color);
}
