/** Photos that wait to be approved: nothing puts one back to waiting. */
import type { ChangeItem } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { photoStates, reviewState } from '../changes/states.ts';
import type { PhotoDetail } from '../photo-detail.ts';
import { isArchived } from '../present/photo.ts';
import type { PhotoPrismFacet } from './facet.ts';
import { roleOf } from './photo-role.ts';

export const photoReview: PhotoPrismFacet = {
  fits: (item) => roleOf(item) === 'review',
  objection: () => 'was approved, which PhotoPrism does not take back',
  look: (items, library, call) =>
    photoStates(
      items.map(({ id }) => ({ id, state: approvalState })),
      library,
      call,
    ),
  send: async () => ({ errors: new Map<ChangeItem, string>(), remade: new Map() }),
};

/** Approving also takes a photo out of the archive. */
function approvalState(photo: PhotoDetail): JsonObject {
  return { ...reviewState(photo), archived: isArchived(photo) };
}
