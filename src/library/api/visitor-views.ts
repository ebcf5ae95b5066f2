/** What visitors are told: less than people of the library, and less again where the link hides metadata. */
import { type AlbumView, findAlbums } from '../store/album-queries.ts';
import type { Store } from '../store/open.ts';
import type { SharedLinkRow } from '../store/shared-links.ts';
import { type AlbumDto, albumDto } from './album-dto.ts';
import type { AssetDto } from './asset-dto.ts';
import { noAccess } from './errors.ts';

/** What is told of an asset whose metadata are hidden: field by field what Immich tells. */
const bareFields = [
  'id',
  'type',
  'originalMimeType',
  'thumbhash',
  'localDateTime',
  'duration',
  'livePhotoVideoId',
  'width',
  'height',
] as const satisfies (keyof AssetDto)[];

type BareAssetDto = { hasMetadata: false } & Partial<Pick<AssetDto, (typeof bareFields)[number]>>;

export type VisitorAssetDto = AssetDto | BareAssetDto;

/** An asset as the link tells it; the path of the original, which names folders of this machine, is told to no visitor. */
export function assetForVisitor(asset: AssetDto, { showMetadata }: SharedLinkRow): VisitorAssetDto {
  if (showMetadata === 1) return { ...asset, originalPath: asset.originalFileName };
  const bare: Partial<BareAssetDto> = Object.fromEntries(bareFields.map((field) => [field, asset[field]]));
  return { ...bare, hasMetadata: false };
}

/** The album of a link with the figures of what the link shows. Throws 400 where the link shows another one, or none. */
export async function albumOfLink(store: Store, link: SharedLinkRow, albumId: string): Promise<AlbumView> {
  const { userId } = link;
  const isShown = albumId === link.albumId;
  const [view] = isShown ? await findAlbums(store, { userId, id: albumId, assetsOf: userId }) : [];
  if (view === undefined) throw noAccess('album.read');
  return view;
}

/** The album of a link. Of its people only the owner is told, without an address. */
export async function albumForVisitor(store: Store, link: SharedLinkRow, albumId: string): Promise<AlbumDto> {
  const view = await albumOfLink(store, link, albumId);
  const album = albumDto(view, 'read');
  const owners = album.albumUsers.filter(({ role }) => role === 'owner');
  return {
    ...album,
    albumUsers: owners.map(({ user, role }) => ({ user: { ...user, email: '' }, role })),
    contributorCounts: view.assets === 0 ? [] : [{ userId: link.userId, assetCount: view.assets }],
  };
}
