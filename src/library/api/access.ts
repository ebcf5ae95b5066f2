/**
 * Which assets and albums a user may do what with.
 *
 * Reading, viewing and downloading: own assets, and assets in an album that the user can open. Changing and deleting: own ones.
 * Locked assets are never reached with an API key; held ones (permanently deleted) by nobody. Visitors with a shared link reach
 * what it shows.
 */

import { inChunks } from '../store/id-chunks.ts';
import type { Store } from '../store/open.ts';
import { reachable } from '../store/reachable.ts';
import type { AlbumRole, Visibility } from '../store/schema.ts';
import { shownAmong } from '../store/shared-link-assets.ts';
import type { SharedLinkRow } from '../store/shared-links.ts';
import type { ApiCaller } from './context.ts';
import { noAccess, unauthorized } from './errors.ts';
import { mayDownload } from './visitors.ts';

const ownerOnly = ['asset.update', 'asset.delete', 'asset.copy', 'asset.share'] as const;
const openToAlbums = ['asset.read', 'asset.view', 'asset.download'] as const;
export type AssetAccess = (typeof ownerOnly)[number] | (typeof openToAlbums)[number];

const rolesFor = {
  'album.read': ['owner', 'editor', 'viewer'],
  'album.statistics': ['owner', 'editor', 'viewer'],
  'album.download': ['owner', 'editor', 'viewer'],
  'album.update': ['owner', 'editor'],
  'album.delete': ['owner'],
  'album.share': ['owner'],
  'albumAsset.create': ['owner', 'editor'],
  'albumAsset.delete': ['owner', 'editor'],
} as const satisfies Record<string, readonly AlbumRole[]>;
export type AlbumAccess = keyof typeof rolesFor;

function ownAssets(store: Store, userId: string, ids: string[]) {
  return store
    .selectFrom('asset')
    .select('id')
    .where('id', 'in', ids)
    .where('ownerId', '=', userId)
    .where(reachable)
    .execute();
}

/** Assets in the user's albums, and the clips of the Live Photos among them. */
function albumAssets(store: Store, userId: string, ids: string[]) {
  const inAlbums = store
    .selectFrom('albumUser')
    .innerJoin('albumAsset', 'albumAsset.albumId', 'albumUser.albumId')
    .innerJoin('asset', 'asset.id', 'albumAsset.assetId')
    .where('albumUser.userId', '=', userId)
    .where('asset.deletedAt', 'is', null)
    .where(reachable);
  return inAlbums
    .where('asset.id', 'in', ids)
    .select('asset.id')
    .union(
      inAlbums
        .where('asset.livePhotoVideoId', 'in', ids)
        .select((eb) => eb.ref('asset.livePhotoVideoId').$notNull().as('id')),
    )
    .execute();
}

/** The ids among `ids` with which the user may do what `access` names. Bounded number of statements for any number of ids. */
export async function accessibleAssets(
  store: Store,
  userId: string,
  access: AssetAccess,
  ids: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const { id } of await inChunks(ids, (chunk) => ownAssets(store, userId, chunk))) found.add(id);
  if (ownerOnly.some((name) => name === access)) return found;
  const others = ids.filter((id) => !found.has(id));
  for (const { id } of await inChunks(others, (chunk) => albumAssets(store, userId, chunk))) found.add(id);
  return found;
}

async function assetsForVisitor(
  store: Store,
  link: SharedLinkRow,
  access: AssetAccess,
  ids: readonly string[],
): Promise<Set<string>> {
  const isOpen = access === 'asset.download' ? mayDownload(link) : openToAlbums.some((name) => name === access);
  return isOpen ? shownAmong(store, link, ids) : new Set();
}

/** The ids among `ids` with which the caller, who may be a visitor, may do what `access` names. */
export function allowedAssets(
  store: Store,
  { user, link }: ApiCaller,
  access: AssetAccess,
  ids: readonly string[],
): Promise<Set<string>> {
  return link === undefined
    ? accessibleAssets(store, user.id, access, ids)
    : assetsForVisitor(store, link, access, ids);
}

/** Throws 400 `Not found or no … access` unless the caller may do it with every one of `ids`. */
export async function requireAssets(
  store: Store,
  caller: ApiCaller,
  access: AssetAccess,
  ids: readonly string[],
): Promise<void> {
  const allowed = await allowedAssets(store, caller, access, ids);
  if (!ids.every((id) => allowed.has(id))) throw noAccess(access);
}

/** The ids among `ids` of albums with which the user's role allows what `access` names. */
export async function accessibleAlbums(
  store: Store,
  userId: string,
  access: AlbumAccess,
  ids: readonly string[],
): Promise<Set<string>> {
  const roles: readonly AlbumRole[] = rolesFor[access];
  const rows = await inChunks(ids, (chunk) =>
    store
      .selectFrom('albumUser')
      .select('albumId')
      .where('userId', '=', userId)
      .where('role', 'in', roles)
      .where('albumId', 'in', chunk)
      .execute(),
  );
  return new Set(rows.map((row) => row.albumId));
}

function albumsForVisitor(link: SharedLinkRow, access: AlbumAccess): Set<string> {
  const isOpen = access === 'album.read' || (access === 'album.download' && mayDownload(link));
  return new Set(isOpen && link.albumId !== null ? [link.albumId] : []);
}

/** Throws 400 `Not found or no … access` unless the caller may do it with every one of `ids`. */
export async function requireAlbums(
  store: Store,
  { user, link }: ApiCaller,
  access: AlbumAccess,
  ids: readonly string[],
): Promise<void> {
  const allowed =
    link === undefined ? await accessibleAlbums(store, user.id, access, ids) : albumsForVisitor(link, access);
  if (!ids.every((id) => allowed.has(id))) throw noAccess(access);
}

/** Throws 401 when locked assets are asked for: no API key reaches them. */
export function refuseLocked(visibility: Visibility | undefined): void {
  if (visibility === 'locked') throw unauthorized('Elevated permission is required');
}
