/** `/shared-links`: the links of the caller, and what a visitor asks about the one that they came by. */
import type { AssetIdsResponseDto } from '@immich/sdk';
import { Hono } from 'hono';
import * as z from 'zod';
import type { Store } from '../store/open.ts';
import {
  addSharedLinkAssets,
  assetsInSharedLink,
  deleteSharedLink,
  findSharedLinks,
  removeSharedLinkAssets,
  type SharedLinkRow,
} from '../store/shared-links.ts';
import { accessibleAssets } from './access.ts';
import { answer, noContent } from './answer.ts';
import type { Routes } from './app.ts';
import type { ApiCaller, ApiEnv } from './context.ts';
import { badRequest, forbidden } from './errors.ts';
import { change, changeLink, creation, makeLink } from './shared-link-changes.ts';
import { linkAfterChange, linkAlone, linkForVisitor, linksInList, type SharedLinkDto } from './shared-link-dto.ts';
import { logIn, loginCookie } from './shared-link-login.ts';
import { longestPassword } from './shared-link-password.ts';
import { readBody, readId, readQuery, uuid } from './validation.ts';
import { speaksHttps } from './visitors.ts';
import type { Wire } from './wire.ts';

type IdResult = Wire<AssetIdsResponseDto>;

const choice = z.object({ id: uuid.optional(), albumId: uuid.optional() });
const login = z.object({ password: z.string().max(longestPassword) });
const assetList = z.object({ assetIds: z.array(uuid) });

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
