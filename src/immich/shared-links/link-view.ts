/** How a shared link looks in an answer: never its password, and its key only inside its address. */
import { type SharedLinkResponseDto, SharedLinkType } from '@immich/sdk';
import type { JsonObject } from '../../catalog/json.ts';
import { shortFileName, shortText } from '../../catalog/short-text.ts';
import type { WebLinks } from '../connection.ts';
import { presentAssets } from '../present/asset.ts';
import { howToServe, type PublicBase, tellAddress } from './public-base.ts';

/** So many of the longest links stay below 10,000 tokens. */
export const linksPerPage = 40;

/** Assets that are listed with a link that is looked at alone. */
const listedAssets = 50;

/** Whether the link asks for a password. */
export function hasPassword({ password }: SharedLinkResponseDto): boolean {
  return password !== null && password !== undefined && password !== '';
}

function isExpired({ expiresAt }: SharedLinkResponseDto): boolean {
  return expiresAt !== null && Date.parse(expiresAt) <= Date.now();
}

function facts(link: SharedLinkResponseDto, base: PublicBase, room: number): JsonObject {
  const { album, description, expiresAt } = link;
  return {
    id: link.id,
    type: link.type,
    albumId: album?.id,
    albumName: album === undefined ? undefined : shortText(album.albumName, room),
    description: description ? shortText(description, room) : undefined,
    ...tellAddress(link, base),
    expiresAt: expiresAt ?? undefined,
    expired: isExpired(link) || undefined,
    has_password: hasPassword(link) || undefined,
    allowDownload: link.allowDownload,
    allowUpload: link.allowUpload,
    showMetadata: link.showMetadata,
  };
}

/** In a list of many. Of a link of chosen assets Immich lists the first one only: it tells which link that is. */
export function linkInList(link: SharedLinkResponseDto, base: PublicBase): JsonObject {
  const [first] = link.assets;
  const file = first?.originalFileName;
  return { ...facts(link, base, 20), first_file: file === undefined ? undefined : shortFileName(file, 20) };
}

/** How many assets the link shows, as far as its answer says. */
function shownCount({ type, assets, album }: SharedLinkResponseDto): number | undefined {
  return type === SharedLinkType.Album ? album?.assetCount : assets.length;
}

/** On its own: what it is and where it leads. */
export function linkAlone(link: SharedLinkResponseDto, base: PublicBase): JsonObject {
  return {
    ...facts(link, base, 300),
    slug: link.slug ? shortText(link.slug, 100) : undefined,
    createdAt: link.createdAt,
    assetCount: shownCount(link),
    note: howToServe(base),
  };
}

/** The first of the assets of a link that shows chosen ones. */
export function assetsOfLink({ type, assets }: SharedLinkResponseDto, links: WebLinks): JsonObject {
  if (type === SharedLinkType.Album) return {};
  return {
    assets: presentAssets(assets.slice(0, listedAssets), 'compact', links),
    more_assets: assets.length > listedAssets ? assets.length - listedAssets : undefined,
  };
}
