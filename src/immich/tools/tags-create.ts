/** The tool that makes a tag with all its parents. */
import { type TagResponseDto, updateTag, upsertTags } from '@immich/sdk';
import * as z from 'zod';
import { foldText } from '../../catalog/fold-text.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { isUnclear, lookAgain } from '../../changing/unclear.ts';
import type { ImmichLibrary } from '../connection.ts';
import { listTags } from '../listing/tags.ts';
import { tagAlone } from '../present/tag.ts';
import { hexColor } from './arguments.ts';
import { defineChange } from './define.ts';
import { levelsOf, tagPath } from './tag-texts.ts';

interface CreateWork {
  /** The tag's own path, after those of its parents. */
  readonly paths: readonly string[];
  /** Those of the paths that were there before. */
  readonly existed: readonly string[];
  readonly color: string | undefined;
  /** Tags that are spelled alike, in another case or with other accents. */
  readonly alike: readonly string[];
}

export const tagsCreate = defineChange({
  name: 'immich_tags_create',
  title: 'Create tag',
  description: 'Makes a tag with its missing parents; one that exists stays as it is.',
  toolset: 'tags',
  effect: 'add',
  idempotent: true,
  permission: 'create',
  scopes: ['tag.read', 'tag.create', 'tag.update'],
  input: z.strictObject({
    name: tagPath.describe('Path, as Travel/Asia/Japan'),
    color: hexColor.optional().describe('Hex; of the last level'),
  }),
  output: z.looseObject({ id: z.string(), value: z.string(), created: z.array(z.string()).optional() }),
  async plan({ name, color }, library, call) {
    const tags = await listTags(library, call);
    if (!tags.ok) return tags;
    const levels = levelsOf(name);
    const paths = levels.map((_, depth) => levels.slice(0, depth + 1).join('/'));
    const known = new Set(tags.value.map(({ value }) => value));
    const existed = paths.filter((path) => known.has(path));
    const work: CreateWork = { paths, existed, color, alike: spelledAlike(paths.at(-1) ?? '', tags.value) };
    return success({ preview: { value: paths.at(-1), existed }, items: [], work });
  },
  async apply(work: CreateWork, library, call) {
    const path = work.paths.at(-1) ?? '';
    const sent = await library.request((sdk) => upsertTags({ tagUpsertDto: { tags: [path] } }, sdk), call);
    if (!sent.ok && !isUnclear(sent.failure)) return sent;
    const now = await listTags(library, lookAgain());
    const leaf = now.ok ? now.value.find(({ value }) => value === path) : undefined;
    if (!now.ok || leaf === undefined) return notSeen(sent, now.ok);
    const made = now.value.filter(({ value }) => work.paths.includes(value) && !work.existed.includes(value));
    const colored = await colorNew(library, leaf, work, call);
    return success({
      items: made.map(({ id, value, parentId, color }) => ({
        id,
        ok: true,
        made: {
          kind: 'tag',
          after: {
            value,
            color: (id === leaf.id ? colored.color : color) ?? null,
            parentId: parentId ?? null,
            assetIds: [],
          },
        },
      })),
      data: { ...tagAlone(leaf), ...colored, created: made.map(({ value }) => value), ...tellKnown(work, path) },
    });
  },
});

function spelledAlike(path: string, tags: readonly TagResponseDto[]): string[] {
  const folded = foldText(path);
  const alike = tags.map(({ value }) => value).filter((value) => value !== path && foldText(value) === folded);
  return alike.slice(0, 5).map((value) => shortText(value, 50));
}

/** Only a tag that was made here gets the colour: another one's would be lost. */
async function colorNew(
  library: ImmichLibrary,
  { id, color: now }: TagResponseDto,
  { paths, existed, color }: CreateWork,
  call: CallContext,
): Promise<{ color?: string; color_failed?: string; note?: string }> {
  const isNew = !existed.includes(paths.at(-1) ?? '');
  if (color === undefined || (!isNew && color === now)) return {};
  if (!isNew) return { note: 'The tag was there already and keeps its colour; immich_tags_update sets another.' };
  const tag = await library.request((sdk) => updateTag({ id, tagUpdateDto: { color } }, sdk), call);
  return tag.ok ? { color } : { color_failed: tag.failure.message };
}

function tellKnown({ existed, alike }: CreateWork, path: string): JsonObject {
  return {
    existed: existed.length === 0 ? undefined : existed,
    spelled_alike: existed.includes(path) || alike.length === 0 ? undefined : alike,
  };
}

function notSeen(sent: Result<unknown>, looked: boolean): Result<never> {
  if (sent.ok) return failed('conflict', 'The library took the tag, but does not list it.');
  const state = looked ? 'The tag was not made.' : 'Whether the tag was made is unclear.';
  return failed(sent.failure.code, `${sent.failure.message} ${state}`, 'Asking again makes no second one.');
}
