/** The tool that makes a shared link. */
import {
  createSharedLink,
  getAlbumInfo,
  type SharedLinkCreateDto,
  type SharedLinkResponseDto,
  SharedLinkType,
} from '@immich/sdk';
import * as z from 'zod';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { expiryToSet, password, withoutPassword } from '../../changing/shared-link.ts';
import { tellLeftOut } from '../../changing/tell.ts';
import { isUnclear } from '../../changing/unclear.ts';
import { ownerOf } from '../changes/album-lookup.ts';
import { lookUpSomeAssets } from '../changes/asset-lookup.ts';
import { linkObjection, sortOut } from '../changes/objections.ts';
import type { ImmichLibrary } from '../connection.ts';
import { description, slug, withSlugTold } from '../shared-links/link-arguments.ts';
import { linkState } from '../shared-links/link-state.ts';
import { linkAlone } from '../shared-links/link-view.ts';
import { publicBase } from '../shared-links/public-base.ts';
import { albumId, assetIds } from './arguments.ts';
import { defineChange } from './define.ts';

const input = z.strictObject({
  type: z.enum(SharedLinkType).describe('A whole album, or chosen assets'),
  album_id: albumId.optional().describe('For ALBUM'),
  asset_ids: assetIds.optional().describe('For INDIVIDUAL'),
  expires_at: z.string().optional().describe('Date or time; omit for never'),
  allow_download: z.boolean().default(true).describe('Originals'),
  allow_upload: z.boolean().default(false).describe('Anybody may add photos'),
  show_metadata: z.boolean().default(true).describe('Places, names; false also stops downloads'),
  password: password.optional().describe('To open it'),
  description: description.optional().describe('Text on its page'),
  slug: slug.optional().describe('Readable address'),
});

/** What of the library a new link shows, and what of the wish it leaves out. */
interface Shown {
  readonly dto: Pick<SharedLinkCreateDto, 'albumId' | 'assetIds'>;
  readonly told: JsonObject;
  readonly leftOut: JsonObject;
}

export const sharedLinksCreate = defineChange({
  name: 'immich_shared_links_create',
  title: 'Create shared link',
  description: 'Makes a link that shows an album or assets to anybody who has its address, at once.',
  toolset: 'shared_links',
  effect: 'add',
  permission: 'share',
  scopes: ['sharedLink.create', 'album.read', 'asset.read'],
  secrets: ['password'],
  deadlineSeconds: 300,
  input,
  output: z.looseObject({ id: z.string(), type: z.string() }),
  async plan(asked, library, call) {
    const expiry = expiryToSet(asked.expires_at);
    if (!expiry.ok) return expiry;
    const shown = await whatIsShown(asked, library, call);
    if (!shown.ok) return shown;
    const sharedLinkCreateDto: SharedLinkCreateDto = {
      type: asked.type,
      ...shown.value.dto,
      // Each said, because Immich allows what is not forbidden.
      allowDownload: asked.allow_download,
      allowUpload: asked.allow_upload,
      showMetadata: asked.show_metadata,
      ...(typeof expiry.value === 'string' ? { expiresAt: expiry.value } : {}),
      ...(asked.password === undefined ? {} : { password: asked.password }),
      ...(asked.description === undefined ? {} : { description: asked.description }),
      ...(asked.slug === undefined ? {} : { slug: asked.slug }),
    };
    const { told, leftOut } = shown.value;
    return success({ preview: { ...told, ...leftOut }, items: [], work: { sharedLinkCreateDto, told, leftOut } });
  },
  async apply({ sharedLinkCreateDto, told, leftOut }, library, call) {
    const sent = await library.request((sdk) => createSharedLink({ sharedLinkCreateDto }, sdk), call);
    const made = withoutPassword(withSlugTold(sent, sharedLinkCreateDto.slug), sharedLinkCreateDto.password);
    if (!made.ok) return isUnclear(made.failure) ? mayBeMade(made) : made;
    const link = made.value;
    const data = { ...linkAlone(link, await publicBase(library, call)), ...told, ...leftOut };
    const after = { ...linkState(link), albumId: sharedLinkCreateDto.albumId ?? null };
    return success({
      items: [{ id: link.id, ok: true, made: { kind: 'shared_link', after } }],
      data: { ...data, downloads: notAsAsked(link, sharedLinkCreateDto) },
    });
  },
});

async function whatIsShown(
  { type, album_id, asset_ids }: z.output<typeof input>,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<Shown>> {
  const [needed, other] = type === SharedLinkType.Album ? [album_id, asset_ids] : [asset_ids, album_id];
  const names = type === SharedLinkType.Album ? ['album_id', 'asset_ids'] : ['asset_ids', 'album_id'];
  if (needed === undefined) return failed('invalid_input', `${names[0]} is needed for a link of type ${type}.`);
  if (other !== undefined) return failed('invalid_input', `${names[1]} has no place in a link of type ${type}.`);
  if (album_id !== undefined) return wholeAlbum(album_id, library, call);
  return chosenAssets(asset_ids ?? [], library, call);
}

async function wholeAlbum(id: string, library: ImmichLibrary, call: CallContext): Promise<Result<Shown>> {
  const album = await library.request((sdk) => getAlbumInfo({ id }, sdk), call);
  if (!album.ok) return album;
  const [owner, user] = [ownerOf(album.value), await library.userId(call)];
  if (owner !== undefined && user !== undefined && owner !== user) {
    return failed('conflict', 'This album belongs to another user: only its owner can share it by a link.');
  }
  const { albumName, assetCount } = album.value;
  return success({
    dto: { albumId: id },
    told: { albumId: id, albumName: shortText(albumName, 100), assetCount },
    leftOut: {},
  });
}

async function chosenAssets(ids: readonly string[], library: ImmichLibrary, call: CallContext): Promise<Result<Shown>> {
  const looked = await lookUpSomeAssets(library, ids, call);
  if (!looked.ok) return looked;
  const { found, missing } = looked.value;
  const { fit, refused } = sortOut(found, linkObjection(await library.userId(call)));
  const [first] = refused;
  if (fit.length === 0) {
    const why = first === undefined ? '' : ` (${first.id} ${first.error})`;
    return failed('conflict', `None of these assets can be shared${why}: no link was made.`);
  }
  return success({
    dto: { assetIds: fit.map((asset) => asset.id) },
    told: { assetCount: fit.length },
    leftOut: tellLeftOut({ refused, missing }),
  });
}

/** Immich gives no originals where metadata are hidden, because they carry them. */
function notAsAsked(link: SharedLinkResponseDto, { allowDownload }: SharedLinkCreateDto): string | undefined {
  return allowDownload === true && !link.allowDownload
    ? 'Off, because originals carry the hidden metadata.'
    : undefined;
}

function mayBeMade({ failure }: Result<never> & { ok: false }): Result<never> {
  return failed(
    failure.code,
    `${failure.message} Whether the link was made is unclear.`,
    'Look with immich_shared_links_list before trying again.',
  );
}
