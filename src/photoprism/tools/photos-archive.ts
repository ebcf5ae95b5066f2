/** The tools that put photos into the archive, and take them out again. */
import * as z from 'zod';
import { counted } from '../../catalog/counted.ts';
import { success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import { namedItems, someOf, tellLeftOut, tellOutcome } from '../../changing/tell.ts';
import { changePhotos } from '../changes/photo-batch.ts';
import { type PhotosLeft, photoItems, photosLeft, photosMeant, tellPhotos, topNames } from '../changes/photo-plan.ts';
import { albumsHolding, archiveState } from '../changes/states.ts';
import type { PhotoDetail } from '../photo-detail.ts';
import { isArchived } from '../present/photo.ts';
import { photoIds } from './arguments.ts';
import { defineChange } from './define.ts';

export const photosArchive = defineChange({
  name: 'photoprism_photos_archive',
  title: 'Archive PhotoPrism photos',
  description:
    'Moves photos to the archive, and so out of all their albums. Previews by default. Restoring does not bring them back into albums; history_undo does.',
  toolset: 'photoprism_photos',
  effect: 'change',
  bulk: true,
  permission: 'delete',
  scopes: ['photos'],
  deadlineSeconds: 600,
  input: z.strictObject({ photo_ids: photoIds }),
  output: z.looseObject({ affected_count: z.int().optional(), archived: z.int().optional() }),
  async plan({ photo_ids }, library, call) {
    const meant = await photosMeant(photo_ids, { isSo: isArchived }, library, call);
    if (!meant.ok) return meant;
    const { affected, already } = meant.value;
    const names = affected.map(({ detail }) => albumTitles(detail));
    const inAlbums = names.filter((titles) => titles.length > 0).length;
    const views = affected
      .slice(0, namedItems)
      .map(({ view }, at) => ({ ...view, albums: names[at]?.length ? names[at].slice(0, 5) : undefined }));
    return success({
      preview: {
        ...tellPhotos(affected, views),
        favorites: someOf(affected.filter(({ detail }) => detail.Favorite).length),
        in_albums: someOf(inAlbums),
        albums: topNames(names.flat()),
        already_archived: someOf(already),
        ...tellLeftOut(meant.value),
      },
      items: photoItems(affected, archiveState, () => ({ archived: true, albums: [] })),
      ...(inAlbums === 0 ? {} : { caution: lossOf(inAlbums) }),
      work: photosLeft(meant.value),
    });
  },
  async apply(work: PhotosLeft, library, call) {
    const report = await changePhotos(
      work.ids,
      {
        action: 'archive',
        isSo: (photo) => photo !== undefined && isArchived(photo.detail),
        otherwise: 'is not in the archive',
      },
      library,
      call,
    );
    const told = (archived: number) => ({ archived, already_archived: someOf(work.already) });
    return tellOutcome(report, told, { ...work, look: 'photoprism_photos_get' });
  },
});

function albumTitles(photo: PhotoDetail): string[] {
  return albumsHolding(photo).map(({ Title }) => shortText(Title, 30));
}

export const photosRestore = defineChange({
  name: 'photoprism_photos_restore',
  title: 'Restore PhotoPrism photos',
  description: 'Takes photos out of the archive. Previews by default. Albums do not get them back.',
  toolset: 'photoprism_photos',
  effect: 'change',
  bulk: true,
  permission: 'delete',
  scopes: ['photos'],
  deadlineSeconds: 600,
  input: z.strictObject({ photo_ids: photoIds }),
  output: z.looseObject({ affected_count: z.int().optional(), restored: z.int().optional() }),
  async plan({ photo_ids }, library, call) {
    const meant = await photosMeant(photo_ids, { isSo: (photo) => !isArchived(photo) }, library, call);
    if (!meant.ok) return meant;
    const { affected, already } = meant.value;
    return success({
      preview: { ...tellPhotos(affected), not_archived: someOf(already), ...tellLeftOut(meant.value) },
      items: photoItems(
        affected,
        () => ({ archived: true }),
        () => ({ archived: false }),
      ),
      work: photosLeft(meant.value),
    });
  },
  async apply(work: PhotosLeft, library, call) {
    const report = await changePhotos(
      work.ids,
      {
        action: 'restore',
        isSo: (photo) => photo !== undefined && !isArchived(photo.detail),
        otherwise: 'is still in the archive',
      },
      library,
      call,
    );
    const told = (restored: number) => ({ restored, not_archived: someOf(work.already) });
    return tellOutcome(report, told, { ...work, look: 'photoprism_photos_get' });
  },
});

function lossOf(inAlbums: number): string {
  return counted(inAlbums, 'of the photos is in albums, which lose it', 'of the photos are in albums, which lose them');
}
