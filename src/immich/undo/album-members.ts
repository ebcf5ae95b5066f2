/** Brings back which assets are in which albums. */
import { getAlbumInfo } from '@immich/sdk';
import type { ChangeItem } from '../../catalog/change.ts';
import type { StateNow } from '../../catalog/restorer.ts';
import { type Result, success } from '../../catalog/result.ts';
import { textOf } from '../../catalog/state-values.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { albumAssets } from '../changes/album-assets.ts';
import { membersAmong } from '../changes/album-membership.ts';
import type { ImmichLibrary } from '../connection.ts';
import { type Facet, grouped, noteErrors } from './facet.ts';

export const albumMembers: Facet = {
  fits: (item) => item.kind === 'asset' && albumIdOf(item) !== '',
  look: async (items, library, call) => {
    const states = new Map<ChangeItem, StateNow>();
    for (const group of grouped(items, albumIdOf)) {
      const looked = await lookInto(group, library, call, states);
      if (!looked.ok) return looked;
    }
    return success(items.map((item) => states.get(item)));
  },
  send: async (items, library, call) => {
    const errors = new Map<ChangeItem, string>();
    for (const group of grouped(items, (item) => `${albumIdOf(item)} ${item.after?.inAlbum}`)) {
      const [first] = group;
      if (first === undefined) continue;
      const move = first.after?.inAlbum === true ? albumAssets.put : albumAssets.take;
      const ids = group.map(({ id }) => id);
      noteErrors(group, await move(library, albumIdOf(first), ids, call), errors);
    }
    return { errors, remade: new Map() };
  },
};

function albumIdOf({ before, after }: ChangeItem): string {
  return textOf(after?.albumId ?? before?.albumId);
}

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
