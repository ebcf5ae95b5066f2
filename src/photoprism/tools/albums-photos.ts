/** The tools that put photos into albums and take them out. */
import * as z from 'zod';
import type { ChangeItem, ItemOutcome } from '../../catalog/change.ts';
import { counted } from '../../catalog/counted.ts';
import { success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import { listedIds, someOf, tellAffected, tellLeftOut, tellOutcome } from '../../changing/tell.ts';
import { membersAmong } from '../changes/album-members.ts';
import { setInAlbum } from '../changes/album-photos.ts';
import { requireAlbum, requireFilled } from '../changes/album-states.ts';
import { type FoundPhoto, findPhotos } from '../changes/find-photos.ts';
import { requireUser } from '../changes/whose-token.ts';
import { albumId, photoIds } from './arguments.ts';
import { defineChange } from './define.ts';

const look = 'photoprism_albums_get';

function membershipChange(id: string, albumId: string, inAlbum: boolean): ChangeItem {
  return { kind: 'photoprism_photo', id, before: { albumId, inAlbum: !inAlbum }, after: { albumId, inAlbum } };
}

export const albumsAddPhotos = defineChange({
  name: 'photoprism_albums_add_photos',
  title: 'Add photos to PhotoPrism album',
  description: 'Adds up to 10,000 photos to an album, at once. Photos in review are approved by it.',
  toolset: 'photoprism_albums',
  effect: 'change',
  permission: 'update',
  scopes: ['albums', 'photos'],
  deadlineSeconds: 600,
  input: z.strictObject({ album_id: albumId, photo_ids: photoIds }),
  output: z.looseObject({ album_id: z.string(), added: z.int() }),
  async plan({ album_id, photo_ids }, library, call) {
    const mayOpen = await requireUser('change albums', library, call);
    if (!mayOpen.ok) return mayOpen;
    const album = await requireAlbum(album_id, library, call);
    if (!album.ok) return album;
    const fillable = requireFilled(album.value);
    if (!fillable.ok) return fillable;
    const looked = await findPhotos(photo_ids, library, call);
    if (!looked.ok) return looked;
    const { found, missing } = looked.value;
    const refused = found.filter(({ archived }) => archived).map(refusal);
    const fit = found.filter(({ archived }) => !archived);
    const fitIds = fit.map(({ id }) => id);
    const members = await membersAmong(album_id, fitIds, library, call);
    if (!members.ok) return members;
    const added = fit.filter(({ id }) => !members.value.has(id));
    const config = await library.config(call);
    const reviews = !config.ok || config.value.features.review !== false;
    const approved = reviews ? added.filter(({ inReview }) => inReview).length : 0;
    const work = {
      album_id,
      title: shortText(album.value.Title, 100),
      ids: added.map(({ id }) => id),
      already: members.value.size,
      approved:
        approved === 0
          ? undefined
          : `${counted(approved, 'photo in review is', 'photos in review are')} approved by this; that stays so.`,
      refused,
      missing,
    };
    return success({
      preview: {
        album_id,
        title: work.title,
        ...tellAffected(added, undefined, 'photo_ids'),
        already_in_album: someOf(work.already),
        approves: work.approved,
        ...tellLeftOut(work),
      },
      items: work.ids.map((id) => membershipChange(id, album_id, true)),
      work,
    });
  },
  async apply({ album_id, title, ids, already, approved, refused, missing }, library, call) {
    const report = await setInAlbum(album_id, ids, true, library, call);
    return tellOutcome(report, (added) => ({ album_id, title, added, already_in_album: someOf(already), approved }), {
      refused,
      missing,
      look,
    });
  },
});

function refusal({ id }: FoundPhoto): ItemOutcome {
  return { id, ok: false, error: 'is in the archive: no album shows it' };
}

export const albumsRemovePhotos = defineChange({
  name: 'photoprism_albums_remove_photos',
  title: 'Remove photos from PhotoPrism album',
  description: 'Takes up to 10,000 photos out of an album; they stay in the library. Previews by default.',
  toolset: 'photoprism_albums',
  effect: 'remove',
  permission: 'update',
  scopes: ['albums', 'photos'],
  deadlineSeconds: 600,
  input: z.strictObject({ album_id: albumId, photo_ids: photoIds }),
  output: z.looseObject({ album_id: z.string(), removed: z.int().optional() }),
  async plan({ album_id, photo_ids }, library, call) {
    const mayOpen = await requireUser('change albums', library, call);
    if (!mayOpen.ok) return mayOpen;
    const album = await requireAlbum(album_id, library, call);
    if (!album.ok) return album;
    const fillable = requireFilled(album.value);
    if (!fillable.ok) return fillable;
    const members = await membersAmong(album_id, photo_ids, library, call);
    if (!members.ok) return members;
    const ids = photo_ids.filter((id) => members.value.has(id));
    const looked = await findPhotos(ids, library, call);
    if (!looked.ok) return looked;
    const absent = photo_ids.filter((id) => !members.value.has(id));
    const title = shortText(album.value.Title, 100);
    return success({
      preview: {
        album_id,
        title,
        ...tellAffected(looked.value.found, undefined, 'photo_ids'),
        not_in_album: someOf(absent.length),
        not_in_album_ids: absent.length === 0 ? undefined : absent.slice(0, listedIds),
        note: 'The photos stay in the library.',
      },
      items: ids.map((id) => membershipChange(id, album_id, false)),
      work: { album_id, title, ids, absent: absent.length },
    });
  },
  async apply({ album_id, title, ids, absent }, library, call) {
    const report = await setInAlbum(album_id, ids, false, library, call);
    return tellOutcome(report, (removed) => ({ album_id, title, removed, not_in_album: someOf(absent) }), { look });
  },
});
