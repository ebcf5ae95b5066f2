/** `/share/{key}` and `/s/{slug}`: the page for people who have a shared link and nothing else. It only reads. */
import { type Context, Hono } from 'hono';
import * as z from 'zod';
import type { AssetRow } from '../api/asset-parts.ts';
import type { ApiContext } from '../api/context.ts';
import { ApiError } from '../api/errors.ts';
import { readJson } from '../api/request-body.ts';
import { isLoggedIn, logIn, loginCookie } from '../api/shared-link-login.ts';
import { longestPassword } from '../api/shared-link-password.ts';
import { isExpired, speaksHttps } from '../api/visitors.ts';
import { assetsInOrder } from '../store/asset-rows.ts';
import type { AlbumOrder } from '../store/schema.ts';
import { countShown, pageShown, positionShown } from '../store/shared-link-assets.ts';
import { sharedLinkBy } from '../store/shared-links.ts';
import { type Addresses, type Arrival, addressesFor } from './addresses.ts';
import { assetPage } from './asset-page.ts';
import { assetsPerPage, gridPage } from './grid-page.ts';
import { expiredPage, passwordPage, unknownPage } from './notices.ts';
import { plainText } from './plain-text.ts';

type Opened = Omit<Arrival, 'path'> & { to: Addresses };

const form = z.object({ password: z.string().max(longestPassword) });

interface Heading {
  title: string;
  description: string;
  order: AlbumOrder;
}

/** What stands above the photos, and in which order they come. */
async function heading({ store }: ApiContext, { link }: Opened): Promise<Heading> {
  const album =
    link.albumId === null
      ? undefined
      : await store.selectFrom('album').selectAll().where('id', '=', link.albumId).executeTakeFirst();
  const description = link.description || album?.description || '';
  return {
    title: plainText(album?.name ?? '', 300) || 'Shared photos',
    description: plainText(description, 5000),
    order: album?.order ?? 'asc',
  };
}

/** The page that is asked for, within those there are. */
function pageNumber(text: string | undefined, total: number): number {
  const last = Math.max(1, Math.ceil(total / assetsPerPage));
  const asked = Number(text ?? 1);
  return Number.isInteger(asked) ? Math.min(Math.max(asked, 1), last) : 1;
}

async function rowsShown(
  { store }: ApiContext,
  { link }: Opened,
  order: AlbumOrder,
  offset: number,
  limit: number,
): Promise<AssetRow[]> {
  return assetsInOrder(store, await pageShown(store, link, order, { limit, offset }));
}

async function showGrid(context: ApiContext, opened: Opened, askedPage: string | undefined): Promise<Response> {
  const { order, ...texts } = await heading(context, opened);
  const total = await countShown(context.store, opened.link);
  const page = pageNumber(askedPage, total);
  const assets = await rowsShown(context, opened, order, (page - 1) * assetsPerPage, assetsPerPage);
  return gridPage({ ...opened, ...texts, assets, total, page });
}

async function showAsset(context: ApiContext, opened: Opened, assetId: string): Promise<Response> {
  const { store } = context;
  const { order, title } = await heading(context, opened);
  const position = await positionShown(store, opened.link, order, assetId);
  if (position === undefined) return unknownPage();
  // With its neighbours on both sides.
  const rows = await rowsShown(context, opened, order, Math.max(position - 1, 0), position === 0 ? 2 : 3);
  const index = position === 0 ? 0 : 1;
  const asset = rows[index];
  if (asset === undefined) return unknownPage();
  const around = { previousId: index === 0 ? undefined : rows[0]?.id, nextId: rows[index + 1]?.id };
  return assetPage({ ...opened, ...around, title, asset, position, total: await countShown(store, opened.link) });
}

async function tryPassword(c: Context, { link, to }: Opened): Promise<Response> {
  const { success, data } = form.safeParse(await readJson(c.req.raw));
  const home = to.grid(1);
  try {
    const token = await logIn(link, success ? data.password : '');
    const cookie = loginCookie(token, c.req.header('cookie'), speaksHttps(c.req));
    return new Response(null, { status: 303, headers: { location: home, 'set-cookie': cookie } });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401) return passwordPage(home, 'That is not the password.');
    if (error.status === 429) return passwordPage(home, `${error.body.message}.`, 429);
    // No password is needed (any more).
    return new Response(null, { status: 303, headers: { location: home } });
  }
}

/** The pages' own routes, outside of `/api`. */
export function sharePageRoutes(context: ApiContext): Hono {
  const app = new Hono();

  async function open(c: Context, by: Arrival['by']): Promise<Opened | Response> {
    const link = await sharedLinkBy(context.store, by, c.req.param('opener') ?? '');
    if (link === undefined) return unknownPage();
    if (isExpired(link)) return by === 'key' ? expiredPage() : unknownPage();
    return { link, by, to: addressesFor({ link, by, path: c.req.path }) };
  }

  async function openForReading(c: Context, by: Arrival['by']): Promise<Opened | Response> {
    const opened = await open(c, by);
    if (opened instanceof Response || isLoggedIn(opened.link, c.req.header('cookie'))) return opened;
    return passwordPage(opened.to.grid(1));
  }

  for (const [path, by] of [
    ['/share/:opener', 'key'],
    ['/s/:opener', 'slug'],
  ] as const) {
    app.get(path, async (c) => {
      const opened = await openForReading(c, by);
      return opened instanceof Response ? opened : showGrid(context, opened, c.req.query('page'));
    });
    app.get(`${path}/:assetId`, async (c) => {
      const opened = await openForReading(c, by);
      return opened instanceof Response ? opened : showAsset(context, opened, c.req.param('assetId') ?? '');
    });
    app.post(path, async (c) => {
      const opened = await open(c, by);
      return opened instanceof Response ? opened : tryPassword(c, opened);
    });
  }
  return app;
}
