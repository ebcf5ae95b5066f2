/** `/shared-links`: the links of the caller, and what a visitor asks about the one that they came by. */
import type { AssetIdsResponseDto } from '@immich/sdk';
import { Hono } from 'hono';
import * as z from 'zod';
import type { Store } from '../store/open.ts';
import {
  addSharedLinkAssets,
  assetsInSharedLink,
  createSharedLink,
  deleteSharedLink,
  findSharedLinks,
  removeSharedLinkAssets,
  type SharedLinkRow,
  SlugTaken,
  updateSharedLink,
} from '../store/shared-links.ts';
import { accessibleAssets, requireAlbums, requireAssets } from './access.ts';
import { answer, noContent } from './answer.ts';
import type { Routes } from './app.ts';
import type { ApiCaller, ApiEnv } from './context.ts';
import { badRequest, forbidden, invalid } from './errors.ts';
import { linkAfterChange, linkAlone, linkForVisitor, linksInList, type SharedLinkDto } from './shared-link-dto.ts';
import { logIn, loginCookie } from './shared-link-login.ts';
import { hashPassword, passwordStandIn } from './shared-link-password.ts';
import { isoDateTime, readBody, readId, readQuery, storedText, uuid } from './validation.ts';
import { speaksHttps } from './visitors.ts';
import type { Wire } from './wire.ts';

type IdResult = Wire<AssetIdsResponseDto>;

/** Hashing takes time with the length: longer ones are of no use. */
const longestPassword = 1000;

const settings = {
  description: storedText.nullable().optional(),
  password: z.string().max(longestPassword).nullable().optional(),
  slug: storedText.nullable().optional(),
  expiresAt: isoDateTime.nullable().optional(),
  allowUpload: z.boolean().optional(),
  allowDownload: z.boolean().optional(),
  showMetadata: z.boolean().optional(),
};
const creation = z.object({
  type: z.enum(['ALBUM', 'INDIVIDUAL']),
  albumId: uuid.optional(),
  assetIds: z.array(uuid).optional(),
  ...settings,
});
const change = z.object(settings);
const choice = z.object({ id: uuid.optional(), albumId: uuid.optional() });
const login = z.object({ password: z.string().max(longestPassword) });
const assetList = z.object({ assetIds: z.array(uuid) });

type CreationBody = z.infer<typeof creation>;
type ChangeBody = z.infer<typeof change>;

const flagOf = (value: boolean) => (value ? 1 : 0);
const flagIfGiven = (value: boolean | undefined) => (value === undefined ? undefined : flagOf(value));

/** Undefined leaves the password as it is. */
async function hashToSet(password: string | null | undefined): Promise<string | null | undefined> {
  if (password === undefined || password === passwordStandIn) return undefined;
  return password ? hashPassword(password) : null;
}

async function savedOrRefused<Value>(save: Promise<Value>): Promise<Value> {
  try {
    return await save;
  } catch (error) {
    throw error instanceof SlugTaken ? badRequest('Failed to save shared link') : error;
  }
}

/** What the new link shows; throws 400 for what the caller may not share. */
async function checkShared(store: Store, caller: ApiCaller, { type, albumId, assetIds = [] }: CreationBody) {
  if (type === 'ALBUM') {
    if (albumId === undefined) throw badRequest('Invalid albumId');
    await requireAlbums(store, caller, 'album.share', [albumId]);
    return { albumId, assetIds: [] };
  }
  if (assetIds.length === 0) throw badRequest('Invalid assetIds');
  await requireAssets(store, caller, 'asset.share', assetIds);
  return { albumId: null, assetIds };
}

async function makeLink(store: Store, caller: ApiCaller, body: CreationBody): Promise<SharedLinkRow> {
  const { albumId, assetIds } = await checkShared(store, caller, body);
  if (body.password === passwordStandIn) throw invalid(['password'], 'Not a password');
  const { showMetadata = true, allowDownload = true, allowUpload = true } = body;
  const link = {
    userId: caller.user.id,
    slug: body.slug || null,
    type: body.type,
    albumId,
    description: body.description || null,
    passwordHash: (await hashToSet(body.password)) ?? null,
    expiresAt: body.expiresAt ?? null,
    allowUpload: flagOf(allowUpload),
    allowDownload: flagOf(allowDownload && showMetadata),
    showMetadata: flagOf(showMetadata),
  } as const;
  return savedOrRefused(createSharedLink(store, link, assetIds));
}

async function changeLink(store: Store, id: string, body: ChangeBody): Promise<void> {
  const passwordHash = await hashToSet(body.password);
  const update = updateSharedLink(store, id, {
    // As in Immich: a change that names no slug takes it away.
    slug: body.slug || null,
    ...(body.description === undefined ? {} : { description: body.description }),
    ...(passwordHash === undefined ? {} : { passwordHash }),
    ...(body.expiresAt === undefined ? {} : { expiresAt: body.expiresAt }),
    allowUpload: flagIfGiven(body.allowUpload),
    allowDownload: flagIfGiven(body.allowDownload),
    showMetadata: flagIfGiven(body.showMetadata),
  });
  await savedOrRefused(update);
}

/** The caller's link with this id; throws 400 where they have none. */
async function ownLink(store: Store, { user }: ApiCaller, id: string): Promise<SharedLinkRow> {
  const [link] = await findSharedLinks(store, { userId: user.id, id });
  if (link === undefined) throw badRequest('Shared link not found');
  return link;
}

async function ownChosen(store: Store, caller: ApiCaller, id: string): Promise<SharedLinkRow> {
  const link = await ownLink(store, caller, id);
  if (link.type !== 'INDIVIDUAL') throw badRequest('Invalid shared link type');
  return link;
}

function linkOfVisitor({ link }: ApiCaller): SharedLinkRow {
  if (link === undefined) throw forbidden('Forbidden');
  return link;
}

export const sharedLinkRoutes: Routes = ({ store }, requires) => {
  const app = new Hono<ApiEnv>();

  app.get('/shared-links', requires('sharedLink.read'), async (c) => {
    const userId = c.var.caller.user.id;
    const links = await findSharedLinks(store, { ...readQuery(c, choice), userId });
    return answer<SharedLinkDto[]>(await linksInList(store, userId, links));
  });

  app.post('/shared-links', requires('sharedLink.create'), async (c) => {
    const link = await makeLink(store, c.var.caller, await readBody(c, creation));
    return answer<SharedLinkDto>(await linkAfterChange(store, link), 201);
  });

  app.get('/shared-links/me', requires('any key', { visitors: 'only' }), async (c) =>
    answer<SharedLinkDto>(await linkForVisitor(store, linkOfVisitor(c.var.caller))),
  );

  app.post('/shared-links/login', requires('any key', { visitors: 'before login' }), async (c) => {
    const { password } = await readBody(c, login);
    const link = linkOfVisitor(c.var.caller);
    const token = await logIn(link, password);
    const response = answer<SharedLinkDto>(await linkForVisitor(store, link), 201);
    response.headers.set('set-cookie', loginCookie(token, c.req.header('cookie'), speaksHttps(c.req)));
    return response;
  });

  app.get('/shared-links/:id', requires('sharedLink.read'), async (c) =>
    answer<SharedLinkDto>(await linkAlone(store, await ownLink(store, c.var.caller, readId(c)))),
  );

  app.patch('/shared-links/:id', requires('sharedLink.update'), async (c) => {
    const id = readId(c);
    const body = await readBody(c, change);
    await ownLink(store, c.var.caller, id);
    await changeLink(store, id, body);
    return answer<SharedLinkDto>(await linkAfterChange(store, await ownLink(store, c.var.caller, id)));
  });

  app.delete('/shared-links/:id', requires('sharedLink.delete'), async (c) => {
    const { id } = await ownLink(store, c.var.caller, readId(c));
    await deleteSharedLink(store, id);
    return noContent();
  });

  app.put('/shared-links/:id/assets', requires('sharedLink.update'), async (c) => {
    const id = readId(c);
    const { assetIds } = await readBody(c, assetList);
    const { user } = c.var.caller;
    await ownChosen(store, c.var.caller, id);
    const present = await assetsInSharedLink(store, id, assetIds);
    const allowed = await accessibleAssets(store, user.id, 'asset.share', assetIds);
    const added = new Set(assetIds.filter((assetId) => allowed.has(assetId) && !present.has(assetId)));
    await addSharedLinkAssets(store, id, [...added]);
    return answer(resultsFor(assetIds, added, (assetId) => (allowed.has(assetId) ? 'duplicate' : 'no_permission')));
  });

  app.delete('/shared-links/:id/assets', requires('sharedLink.update'), async (c) => {
    const id = readId(c);
    const { assetIds } = await readBody(c, assetList);
    await ownChosen(store, c.var.caller, id);
    const removed = await assetsInSharedLink(store, id, assetIds);
    await removeSharedLinkAssets(store, id, [...removed]);
    return answer(resultsFor(assetIds, removed, () => 'not_found'));
  });

  return app;
};

/** One result per id in the order of the request. What is named twice succeeds once. */
function resultsFor(
  ids: readonly string[],
  done: ReadonlySet<string>,
  reason: (id: string) => NonNullable<IdResult['error']>,
): IdResult[] {
  const left = new Set(done);
  return ids.map((assetId) =>
    left.delete(assetId) ? { assetId, success: true } : { assetId, success: false, error: reason(assetId) },
  );
}
