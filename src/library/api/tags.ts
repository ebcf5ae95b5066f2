/** `/tags`: listing, making, changing and deleting tags. */
import type { TagResponseDto } from '@immich/sdk';
import { Hono } from 'hono';
import * as z from 'zod';
import { createTag, deleteTag, ensureTags, renameTag, setTagColor } from '../store/tag-changes.ts';
import { ownTags, tagsOfUser } from '../store/tag-queries.ts';
import { answer, noContent } from './answer.ts';
import type { Routes } from './app.ts';
import type { ApiEnv } from './context.ts';
import { badRequest, invalid } from './errors.ts';
import { requireTag } from './tag-access.ts';
import { addTagAssetRoutes } from './tag-assets.ts';
import { tagDto } from './tag-dto.ts';
import { readBody, readId, storedText, uuid } from './validation.ts';

/** A path is no longer, and no deeper, than this: every level of it is a tag with a path of its own. */
const longestPath = 2000;
const mostLevels = 50;

const tagPath = storedText.refine((path) => path.length <= longestPath && path.split('/').length <= mostLevels, {
  error: `A tag has at most ${longestPath} characters and ${mostLevels} levels`,
});

const color = z
  .string()
  .regex(/^#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})$/)
  .transform((text) => (text.startsWith('#') ? text : `#${text}`))
  .nullable()
  .optional();

const creation = z.object({ name: tagPath, parentId: uuid.nullable().optional(), color });
const paths = z.object({ tags: z.array(tagPath) });
const change = z.object({
  name: tagPath
    .refine((name) => name !== '' && !name.includes('/'), { error: 'A name is one level: not empty, without /' })
    .optional(),
  color,
});

const alreadyThere = 'A tag with that name already exists';

export const tagRoutes: Routes = (context, requires) => {
  const app = new Hono<ApiEnv>();
  const { store } = context;

  app.get('/tags', requires('tag.read'), async (c) => {
    const tags = await tagsOfUser(store, c.var.caller.user.id);
    return answer<TagResponseDto[]>(tags.map((tag) => tagDto(tag)));
  });

  app.post('/tags', requires('tag.create'), async (c) => {
    const { name, parentId, color: wanted = null } = await readBody(c, creation);
    const userId = c.var.caller.user.id;
    const parent = parentId == null ? null : await requireTag(store, c.var.caller, 'tag.read', parentId);
    const value = tagPath.safeParse(parent === null ? name : `${parent.value}/${name}`);
    if (!value.success) throw invalid(['name'], value.error.issues[0]?.message ?? '');
    const tag = await createTag(store, { userId, value: value.data, parentId: parent?.id ?? null, color: wanted });
    if (tag === undefined) throw badRequest(alreadyThere);
    return answer<TagResponseDto>(tagDto(tag), 201);
  });

  app.put('/tags', requires('tag.create'), async (c) => {
    const { tags } = await readBody(c, paths);
    const userId = c.var.caller.user.id;
    const levels = tags.map((path) => path.split('/').filter((level) => level !== ''));
    const ids = await ensureTags(
      store,
      userId,
      levels.filter((path) => path.length > 0),
    );
    return answer<TagResponseDto[]>((await ownTags(store, userId, ids)).map((tag) => tagDto(tag)));
  });

  addTagAssetRoutes(app, context, requires);

  app.get('/tags/:id', requires('tag.read'), async (c) =>
    answer<TagResponseDto>(tagDto(await requireTag(store, c.var.caller, 'tag.read', readId(c)))),
  );

  app.on(['PUT', 'PATCH'], '/tags/:id', requires('tag.update'), async (c) => {
    const id = readId(c);
    const { name, color: wanted } = await readBody(c, change);
    const tag = await requireTag(store, c.var.caller, 'tag.update', id);
    if (name === undefined && wanted === undefined) throw invalid([], 'Expected a name or a color');
    if (name !== undefined && !(await renameTag(store, tag, name))) throw badRequest(alreadyThere);
    if (wanted !== undefined) await setTagColor(store, id, wanted);
    return answer<TagResponseDto>(tagDto(await requireTag(store, c.var.caller, 'tag.update', id)));
  });

  app.delete('/tags/:id', requires('tag.delete'), async (c) => {
    const id = readId(c);
    await requireTag(store, c.var.caller, 'tag.delete', id);
    await deleteTag(store, id);
    return noContent();
  });

  return app;
};
