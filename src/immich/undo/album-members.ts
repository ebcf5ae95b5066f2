/** Brings back which assets are in which albums. */
import { getAlbumInfo } from '@immich/sdk';
import type { ChangeItem } from '../../catalog/change.ts';
import type { StateNow } from '../../catalog/restorer.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { grouped } from '../../restoring/facet.ts';
import { albumAssets } from '../changes/album-assets.ts';
import { membersAmong } from '../changes/album-membership.ts';
import type { ImmichLibrary } from '../connection.ts';
import { holderOf, membershipFacet } from './memberships.ts';

const written = { holder: 'albumId', inside: 'inAlbum' } as const;

const albumIdOf = (item: ChangeItem) => holderOf(item, written);

export const albumMembers = membershipFacet(written, albumAssets, async (items, library, call) => {
  const states = new Map<ChangeItem, StateNow>();
  for (const group of grouped(items, albumIdOf)) {
    const looked = await lookInto(group, library, call, states);
    if (!looked.ok) return looked;
  }
  return success(items.map((item) => states.get(item)));
});

/** Nothing is in an album that does not exist. */
async function lookInto(
  items: readonly ChangeItem[],
  library: ImmichLibrary,
  call: CallContext,
  states: Map<ChangeItem, StateNow>,
): Promise<Result<unknown>> {
  const [first] = items;
  const albumId = first === undefined ? '' : albumIdOf(first);
  const album = await library.request((sdk) => getAlbumInfo({ id: albumId }, sdk), call);
  if (!album.ok && album.failure.code !== 'not_found') return album;
  const ids = items.map(({ id }) => id);
  const members = album.ok ? await membersAmong(library, album.value, ids, call) : undefined;
  if (members?.ok === false) return members;
  for (const item of items) {
    states.set(item, members === undefined ? null : { albumId, inAlbum: members.value.has(item.id) });
  }
  return success(undefined);
}
