/** The tool that takes photos out of review. */
import * as z from 'zod';
import { success } from '../../catalog/result.ts';
import { someOf, tellLeftOut, tellOutcome } from '../../changing/tell.ts';
import { changePhotos } from '../changes/photo-batch.ts';
import { type PhotosLeft, photoItems, photosLeft, photosMeant, tellPhotos } from '../changes/photo-plan.ts';
import { reviewState } from '../changes/states.ts';
import { isArchived, isInReview } from '../present/photo.ts';
import { photoIds } from './arguments.ts';
import { defineChange } from './define.ts';

export const photosApprove = defineChange({
  name: 'photoprism_photos_approve',
  title: 'Approve PhotoPrism photos',
  description: 'Takes photos out of review, and out of the archive. Previews by default. Nothing puts them back.',
  toolset: 'photoprism_photos',
  effect: 'change',
  bulk: true,
  permission: 'update',
  scopes: ['photos'],
  deadlineSeconds: 600,
  input: z.strictObject({ photo_ids: photoIds }),
  output: z.looseObject({ affected_count: z.int().optional(), approved: z.int().optional() }),
  async plan({ photo_ids }, library, call) {
    const meant = await photosMeant(photo_ids, { isSo: (photo) => !isInReview(photo) }, library, call);
    if (!meant.ok) return meant;
    const { affected, already } = meant.value;
    const archived = affected.filter(({ detail }) => isArchived(detail)).length;
    return success({
      preview: {
        ...tellPhotos(affected),
        leave_archive: someOf(archived),
        not_in_review: someOf(already),
        ...tellLeftOut(meant.value),
      },
      items: photoItems(affected, reviewState, () => ({ review: false, archived: false })),
      work: photosLeft(meant.value),
    });
  },
  async apply(work: PhotosLeft, library, call) {
    const report = await changePhotos(
      work.ids,
      {
        action: 'approve',
        isSo: (photo) => photo !== undefined && !isInReview(photo.detail),
        otherwise: 'is still in review',
      },
      library,
      call,
    );
    const told = (approved: number) => ({ approved, not_in_review: someOf(work.already) });
    return tellOutcome(report, told, { ...work, look: 'photoprism_photos_get' });
  },
});
