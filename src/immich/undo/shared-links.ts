/** Brings back shared links: their settings, and removed ones as new links with a new key. */
import {
  createSharedLink,
  getAllSharedLinks,
  removeSharedLink,
  type SharedLinkCreateDto,
  type SharedLinkEditDto,
  SharedLinkType,
  updateSharedLink,
} from '@immich/sdk';
import type { ChangeItem } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { textOf, textOrNull, textsOf } from '../../catalog/state-values.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import { sendEach } from '../../restoring/facet.ts';
import { lookUpAsset } from '../changes/asset-lookup.ts';
import type { ImmichLibrary } from '../connection.ts';
import { linkState } from '../shared-links/link-state.ts';
import { readLink } from '../shared-links/read-links.ts';
import type { ImmichFacet } from './facet.ts';
import { makeOnce } from './make-once.ts';
import { withTrashed } from './trash.ts';

export const sharedLinks: ImmichFacet = {
  fits: ({ kind }) => kind === 'shared_link',
  objection: ({ before, after }) => {
    const had = before?.hasPassword === true;
    // Without its password the link would open what it was to guard.
    if (after === null && had)
      return 'had a password, which is never kept: make it anew with immich_shared_links_create';
    if (had && after?.hasPassword === false) return 'had a password, which is never kept: set it again';
    return after === null && showedNothing(before) ? 'showed nothing but what was in the trash' : undefined;
  },
  note: ({ before, after }) =>
    after === null && before !== null
      ? 'A shared link comes back under a new address, unless it had a slug.'
      : undefined,
  look: (items, library, call, unseen) =>
    inParallel(items, async ({ id, before, after }) => {
      const link = await readLink(library, id, call);
      if (!link.ok) return link.failure.code === 'not_found' ? success(null) : link;
      const state = linkState(link.value);
      const named = (after?.assetIds === undefined ? before : after)?.assetIds;
      const [shown, known] = [textsOf(state.assetIds), textsOf(named)];
      if (unseen === 'assumed' && isPartOf(shown, known)) return success({ ...state, assetIds: known });
      const assetIds = await withTrashed(shown, known, library, call);
      return assetIds.ok ? success({ ...state, assetIds: assetIds.value }) : assetIds;
    }),
  send: async (items, library, call) => {
    const errors = new Map<ChangeItem, string>();
    const remade = new Map<string, string>();
    const send = async (item: ChangeItem) => {
      const { id, before, after } = item;
      if (after === null || after === undefined) {
        return library.request((sdk) => removeSharedLink({ id }, sdk), call);
      }
      if (before !== null) return setLink(id, after, library, call);
      return makeAgain(item, after, remade, library, call);
    };
    const refused = new Map<ChangeItem, string>();
    await sendEach(items, send, refused);
    // A slug may have been free only after another link of these had given it up.
    await sendEach([...refused.keys()], (item) => orTaken(item, send(item), library, call), errors);
    return { errors, remade };
  },
};

/** Immich says only that it could not save the link. */
async function orTaken(
  { id, after }: ChangeItem,
  sent: Promise<Result<unknown>>,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  const result = await sent;
  const slug = textOf(after?.slug);
  if (result.ok || slug === '') return result;
  const links = await library.request((sdk) => getAllSharedLinks({}, sdk), call);
  const isTaken = links.ok && links.value.some((link) => link.slug === slug && link.id !== id);
  return isTaken ? failed('conflict', `its address ${JSON.stringify(slug)} belongs to another link by now`) : result;
}

/** What was in the trash when a link was made anew never came back into it: that fewer are left is nobody's change. */
function isPartOf(shown: readonly string[], known: readonly string[]): boolean {
  return shown.every((id) => known.includes(id));
}

/** A link of chosen assets tells nothing of those in the trash: which it had is not known. */
function showedNothing(state: JsonObject | null): boolean {
  return state?.type === SharedLinkType.Individual && textsOf(state.assetIds).length === 0;
}

/** The slug is sent with every change: without it, Immich takes it away. */
async function setLink(
  id: string,
  state: JsonObject,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  const [link, dialect] = await Promise.all([readLink(library, id, call), library.dialect(call)]);
  if (!link.ok) return link;
  if (!dialect.ok) return dialect;
  const { description, expiresAt, allowDownload, allowUpload, showMetadata, slug, hasPassword } = state;
  const byFlag = expiresAt === null && dialect.value.clearsExpiryByFlag;
  const sharedLinkEditDto: SharedLinkEditDto & { changeExpiryTime?: true } = {
    slug: slug === undefined ? link.value.slug : textOrNull(slug),
    ...(description === undefined ? {} : { description: textOrNull(description) }),
    ...(expiresAt === undefined ? {} : { expiresAt: textOrNull(expiresAt) }),
    ...(byFlag ? { changeExpiryTime: true as const } : {}),
    ...(typeof allowDownload === 'boolean' ? { allowDownload } : {}),
    ...(typeof allowUpload === 'boolean' ? { allowUpload } : {}),
    ...(typeof showMetadata === 'boolean' ? { showMetadata } : {}),
    ...(hasPassword === false ? { password: null } : {}),
  };
  return library.request((sdk) => updateSharedLink({ id, sharedLinkEditDto }, sdk), call);
}

/** Only what is not in the trash can be shared. */
async function assetsThere(
  ids: readonly string[],
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<string[]>> {
  const assets = await inParallel(ids, (id) => lookUpAsset(library, id, call));
  if (!assets.ok) return assets;
  const there = ids.filter((_, position) => assets.value[position]?.trashed === false);
  if (there.length > 0) return success(there);
  return failed('conflict', 'shared nothing that is not in the trash by now');
}

async function makeAgain(
  item: ChangeItem,
  state: JsonObject,
  remade: Map<string, string>,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  const isAlbum = state.type === SharedLinkType.Album;
  const there = isAlbum ? success([]) : await assetsThere(textsOf(state.assetIds), library, call);
  if (!there.ok) return there;
  const sharedLinkCreateDto: SharedLinkCreateDto = {
    type: isAlbum ? SharedLinkType.Album : SharedLinkType.Individual,
    ...(isAlbum ? { albumId: textOf(state.albumId) } : { assetIds: there.value }),
    description: textOrNull(state.description),
    expiresAt: textOrNull(state.expiresAt),
    allowDownload: state.allowDownload === true,
    allowUpload: state.allowUpload === true,
    showMetadata: state.showMetadata === true,
    slug: textOrNull(state.slug),
  };
  const create = () => library.request((sdk) => createSharedLink({ sharedLinkCreateDto }, sdk), call);
  const id = await makeOnce(item, create, remade, library);
  if (!id.ok || sharedLinkCreateDto.showMetadata === true || state.allowDownload !== true) return id;
  // A new link that hides metadata gives no originals, whatever was asked for; a link that exists can.
  return setLink(id.value, { allowDownload: true }, library, call);
}
